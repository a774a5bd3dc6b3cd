/// Strings of which most are different, one behind the other in one buffer.
public struct Texts: Sendable, Equatable {
  /// UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// Where row r ends; it begins where row r - 1 ends.
  private var ends: [Int] = []
  /// Rows that are missing, ascending.
  private var missing: [Int] = []

  public init() {}

  public var count: Int { ends.count }

  public mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  public mutating func appendMissing() {
    missing.append(ends.count)
    ends.append(bytes.count)
  }

  public func isMissing(_ row: Int) -> Bool {
    guard range(row).isEmpty else { return false }
    var low = 0
    var high = missing.count
    while low < high {
      let middle = (low + high) / 2
      if missing[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < missing.count && missing[low] == row
  }

  public func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  public subscript(row: Int) -> String? {
    isMissing(row) ? nil : String(decoding: bytes[range(row)], as: UTF8.self)
  }
}
