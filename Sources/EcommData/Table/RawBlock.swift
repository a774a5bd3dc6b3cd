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

  public init(bytes: [UInt8] = [], columns: [RawColumn] = [], rowCount: Int = 0, lines: [Int32] = []) {
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
