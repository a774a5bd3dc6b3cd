import EcommBase

/// Rows of one table on their way into a block.
///
/// Cells are kept as a list and laid out by column when the block is full, so that rows of many shapes
/// cost only what they hold.
struct XMLRows {
  private struct Cell {
    var row: Int32
    var column: Int32
    var start: UInt32
    var length: UInt32
  }

  private var bytes: [UInt8] = []
  private var cells: [Cell] = []
  private var lines: [Int32] = []
  /// For each column the last row with a value in it.
  private var filled: [Int] = []
  /// Rows in blocks handed out before.
  private(set) var rowsBefore = 0

  /// Rows in this block.
  var count: Int { lines.count }
  /// The number of the row being filled, from 1 on.
  var number: Int { rowsBefore + lines.count }
  var byteCount: Int { bytes.count }
  var lastLine: Int { lines.last.map { Int($0) } ?? 0 }

  static let rowsPerBlock = 4096
  static let bytesPerBlock = 4 << 20
  /// Behind this a cell of the largest size allowed could not be counted in 32 bits.
  static let bytesAtMost = 1 << 31
  /// Cells of a block, counted with those that are missing.
  private static let cellsPerBlock = 1 << 20

  var isFull: Bool {
    count >= Self.rowsPerBlock || byteCount >= Self.bytesPerBlock
      || count > 0 && count * filled.count >= Self.cellsPerBlock
  }

  mutating func begin(line: Int) { lines.append(Int32(clamping: line)) }

  /// Puts a value into the row being filled. False, and nothing done, if it has one there already.
  @inline(__always)
  mutating func set(_ column: Int32, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    if Int(column) >= filled.count {
      filled.append(contentsOf: repeatElement(0, count: Int(column) + 1 - filled.count))
    }
    if filled[Int(column)] == number { return false }
    filled[Int(column)] = number
    let start = bytes.count
    bytes.append(contentsOf: value)
    append(row: count - 1, column, start..<start + value.count)
    return true
  }

  /// Gives rows from `first` on the same value.
  mutating func fill(_ column: Int32, from first: Int, _ value: some Collection<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: value)
    for row in first..<max(first, count) { append(row: row, column, start..<bytes.count) }
  }

  /// The last value set in the column, if it stands in the row being filled.
  func lastValue(_ column: Int32) -> ArraySlice<UInt8>? {
    guard Int(column) < filled.count, filled[Int(column)] == number,
      let cell = cells.last(where: { $0.column == column })
    else { return nil }
    return bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
  }

  @inline(__always)
  private mutating func append(row: Int, _ column: Int32, _ range: Range<Int>) {
    cells.append(
      Cell(
        row: Int32(truncatingIfNeeded: row), column: column,
        start: UInt32(truncatingIfNeeded: range.lowerBound),
        length: UInt32(truncatingIfNeeded: range.count)))
  }

  /// The rows as a block of `columnCount` columns; none are left here.
  mutating func take(columnCount: Int) -> RawBlock {
    var starts = [UInt32](repeating: 0, count: count * columnCount)
    var lengths = [UInt32](repeating: RawColumn.absent, count: count * columnCount)
    for cell in cells {
      let place = Int(cell.column) * count + Int(cell.row)
      starts[place] = cell.start
      lengths[place] = cell.length
    }
    let columns = (0..<columnCount).map { column in
      let range = column * count..<(column + 1) * count
      return RawColumn(starts: Array(starts[range]), lengths: Array(lengths[range]))
    }
    let block = RawBlock(bytes: bytes, columns: columns, rowCount: count, lines: lines)
    rowsBefore += count
    bytes = []
    bytes.reserveCapacity(block.bytes.count)
    cells.removeAll(keepingCapacity: true)
    lines = []
    return block
  }
}
