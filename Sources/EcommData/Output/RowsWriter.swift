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

  private static let rowsInBlock = 8192

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
    let columns = table.columns.map { ColumnText($0.values, rows, layout.cells) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(columns.reduce(0) { $0 + $1.bytes.count + rows.count * 4 })
    for row in 0..<rows.count {
      let start = bytes.count
      for index in columns.indices {
        bytes.append(contentsOf: layout.before[index])
        bytes.append(contentsOf: columns[index].bytes[columns[index].range(row)])
      }
      if bytes.count == start { bytes += layout.loneMissing }
      bytes.append(contentsOf: layout.behind)
    }
    return bytes
  }
}

/// Bytes that a writer leaves in memory.
final class ByteSink {
  var bytes: [UInt8] = []
}
