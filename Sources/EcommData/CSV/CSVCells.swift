/// Cells in the order they were found, row after row.
///
/// An array would look at its owner and its room at every cell, and that is a tenth of the time of
/// reading. Here there is room for one more row whenever a row begins.
/// Invariant: no more than `columns` cells are appended between two row ends.
struct CSVCells {
  let columns: Int
  private(set) var lines: [Int32] = []
  /// Start in the low half, length in the high half; (rows, columns).
  private var cells: UnsafeMutableBufferPointer<UInt64>
  private var filled = 0
  private var complete = 0

  init(columns: Int, forBytes count: Int) {
    self.columns = columns
    cells = .allocate(capacity: count / 8 + columns + 1)
    lines.reserveCapacity(count / 64 + 16)
  }

  /// Whoever made it ends it.
  func deallocate() { cells.deallocate() }

  var count: Int { lines.count }

  @inline(__always)
  mutating func append(_ start: Int, _ length: Int) {
    cells[filled] =
      UInt64(truncatingIfNeeded: start) & 0xFFFF_FFFF | UInt64(truncatingIfNeeded: length) << 32
    filled &+= 1
  }

  @inline(__always)
  mutating func endRow(line: Int) {
    lines.append(Int32(truncatingIfNeeded: line))
    complete = filled
    if filled &+ columns > cells.count { grow() }
  }

  private mutating func grow() {
    let larger = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: cells.count * 2)
    _ = larger.update(fromContentsOf: cells[..<filled])
    cells.deallocate()
    cells = larger
  }

  mutating func dropRow() { filled = complete }

  func column(_ index: Int) -> RawColumn {
    var lengths: [UInt32] = []
    let starts = [UInt32](unsafeUninitializedCapacity: count) { starts, startCount in
      lengths = [UInt32](unsafeUninitializedCapacity: count) { lengths, lengthCount in
        var place = index
        for row in 0..<count {
          let cell = cells[place]
          starts[row] = UInt32(truncatingIfNeeded: cell)
          lengths[row] = UInt32(truncatingIfNeeded: cell >> 32)
          place &+= columns
        }
        lengthCount = count
      }
      startCount = count
    }
    return RawColumn(starts: starts, lengths: lengths)
  }
}
