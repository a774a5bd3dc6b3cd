/// Some rows as they stood in the input: every cell a stretch of `bytes`, not yet typed.
///
/// All readers (CSV, XML, JSON lines) end here, and typing begins here, so that a value means the same
/// whatever file it came in.
public struct RawBlock: Sendable {
  /// UTF-8; cells may overlap or leave gaps.
  public var bytes: [UInt8]
  public var columns: [RawColumn]
  public var rowCount: Int
  /// The line of each row, for errors; empty where lines are counted another way.
  public var lines: [Int32]

  public init(
    bytes: [UInt8] = [], columns: [RawColumn] = [], rowCount: Int = 0, lines: [Int32] = []
  ) {
    self.bytes = bytes
    self.columns = columns
    self.rowCount = rowCount
    self.lines = lines
  }
}

/// Where the cells of one column stand in a block's bytes.
public struct RawColumn: Sendable {
  public var starts: [UInt32]
  /// `RawColumn.absent` where the row has no such cell.
  public var lengths: [UInt32]

  public static let absent = UInt32.max

  public init(starts: [UInt32] = [], lengths: [UInt32] = []) {
    self.starts = starts
    self.lengths = lengths
  }
}

/// The cells of one column, to read.
struct Cells {
  let bytes: UnsafeBufferPointer<UInt8>
  let starts: UnsafeBufferPointer<UInt32>
  let lengths: UnsafeBufferPointer<UInt32>

  var count: Int { starts.count }

  /// A cell that is absent is an empty one.
  @inline(__always)
  subscript(row: Int) -> UnsafeBufferPointer<UInt8> {
    let length = lengths[row]
    guard length != RawColumn.absent else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = Int(starts[row])
    return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(length)])
  }
}

extension RawBlock {
  func withCells<T>(_ column: Int, _ body: (Cells) -> T) -> T {
    bytes.withUnsafeBufferPointer { bytes in
      columns[column].starts.withUnsafeBufferPointer { starts in
        columns[column].lengths.withUnsafeBufferPointer { lengths in
          body(Cells(bytes: bytes, starts: starts, lengths: lengths))
        }
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without spaces and tabs around it.
  @inline(__always)
  var trimmed: UnsafeBufferPointer<UInt8> {
    guard let first, let last, first <= 32 || last <= 32 else { return self }
    var range = startIndex..<endIndex
    while let first = range.first, self[first] <= 32 { range = first + 1..<range.upperBound }
    while let last = range.last, self[last] <= 32 { range = range.lowerBound..<last }
    return UnsafeBufferPointer(rebasing: self[range])
  }

  var string: String { String(decoding: self, as: UTF8.self) }
}
