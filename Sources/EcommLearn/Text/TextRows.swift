/// Texts one behind the other in one buffer, as UTF-8.
public struct TextRows: Sendable, Equatable {
  public let bytes: [UInt8]
  /// Where each text ends; it begins where the one before ends.
  public let ends: [Int]

  public var count: Int { ends.count }

  public init(_ texts: [String]) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(bytes.count)
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// `ends` ascending, the last one the number of bytes.
  public init(bytes: [UInt8], ends: [Int]) throws(TextError) {
    var last = 0
    for (row, end) in ends.enumerated() {
      guard end >= last, end <= bytes.count else { throw .badEnd(row: row) }
      last = end
    }
    self.bytes = bytes
    self.ends = ends
  }

  init(checked bytes: [UInt8], _ ends: [Int]) {
    self.bytes = bytes
    self.ends = ends
  }

  func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  public subscript(row: Int) -> String { String(decoding: bytes[range(row)], as: UTF8.self) }
}
