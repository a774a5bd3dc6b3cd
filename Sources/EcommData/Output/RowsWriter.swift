import EcommBase

/// Writes the rows of tables block by block: blocks of rows become text on all threads, and go out in
/// their order.
struct RowsWriter {
  /// What stands before the cells of a row and behind the last.
  struct Layout: Sendable {
    var before: [[UInt8]]
    var behind: [UInt8]
    var cells: CellText
    /// What a row of one missing cell is, where nothing at all would be no row.
    var loneMissing: [UInt8] = []
  }

  private static let rowsInBlock = 2048

  static func write(
    _ table: Table, _ layout: Layout, _ parallel: Parallel, to write: ([UInt8]) throws -> Void
  ) throws {
    let blocks = Chunks(table.rowCount, size: rowsInBlock)
    let wave = parallel.threads * 4
    for first in stride(from: 0, to: blocks.count, by: wave) {
      let texts = try parallel.map(min(wave, blocks.count - first)) {
        text(table, blocks[first + $0], layout)
      }
      for text in texts { try write(text) }
    }
  }

  private static func text(_ table: Table, _ rows: Range<Int>, _ layout: Layout) -> [UInt8] {
    let cells = ColumnTexts(table, rows, layout.cells)
    let around = layout.before.reduce(layout.behind.count) { $0 + $1.count }
    let most = cells.bytes.count + rows.count * (around + layout.loneMissing.count)
    return [UInt8](unsafeUninitializedCapacity: most) { target, count in
      var output = Output(target: target)
      cells.bytes.withUnsafeBufferPointer { bytes in
        cells.ends.withUnsafeBufferPointer { ends in
          for row in 0..<rows.count {
            output.lay(row, of: rows.count, bytes, ends, layout)
          }
        }
      }
      count = output.count
    }
  }
}

/// A row of cells laid side by side. The target holds all cells and all that stands around them.
private struct Output {
  let target: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(target: UnsafeMutableBufferPointer<UInt8>) { self.target = target }

  @inline(__always)
  mutating func lay(
    _ row: Int, of rows: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    _ ends: UnsafeBufferPointer<UInt32>, _ layout: RowsWriter.Layout
  ) {
    let start = count
    var place = row
    for before in layout.before {
      before.withUnsafeBufferPointer { append($0) }
      let first = place == 0 ? 0 : Int(ends[place - 1])
      append(UnsafeBufferPointer(rebasing: bytes[first..<Int(ends[place])]))
      place += rows
    }
    if count == start { layout.loneMissing.withUnsafeBufferPointer { append($0) } }
    layout.behind.withUnsafeBufferPointer { append($0) }
  }

  @inline(__always)
  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    let rest = target[count..<count + text.count]
    _ = UnsafeMutableBufferPointer(rebasing: rest).initialize(fromContentsOf: text)
    count += text.count
  }
}

/// Bytes that a writer leaves in memory.
final class ByteSink {
  var bytes: [UInt8] = []
}
