import EcommBase

/// Tables as CSV: RFC 4180 with line feeds, quotes only where they are needed, dates in ISO 8601,
/// the shortest numbers that read back the same, nothing for a missing value.
public struct CSVWriter {
  private let delimiter: UInt8
  private let parallel: Parallel
  private let write: ([UInt8]) throws -> Void

  /// `write` gets some bytes at a time, in order.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), parallel: Parallel = Parallel(),
    _ write: @escaping ([UInt8]) throws -> Void
  ) {
    self.delimiter = delimiter
    self.parallel = parallel
    self.write = write
  }

  /// A whole table with its header.
  public static func bytes(_ table: Table, delimiter: UInt8 = UInt8(ascii: ",")) throws -> [UInt8] {
    let all = ByteSink()
    let writer = CSVWriter(delimiter: delimiter) { all.bytes += $0 }
    try writer.header(table.names)
    try writer.rows(of: table)
    return all.bytes
  }

  public func header(_ names: [String]) throws {
    var bytes: [UInt8] = []
    for (index, name) in names.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      var name = name
      name.withUTF8 { CellText.csv(delimiter: delimiter).append($0, to: &bytes) }
    }
    bytes.append(10)
    try write(bytes)
  }

  /// More rows; all tables of one file have the same columns.
  public func rows(of table: Table) throws {
    var before = [[UInt8]](repeating: [delimiter], count: table.columns.count)
    if !before.isEmpty { before[0] = [] }
    // A lone missing value would be a blank line, which readers skip.
    let lone = table.columns.count == 1 ? [CellText.quote, CellText.quote] : []
    let layout = RowsWriter.Layout(
      before: before, behind: [10], cells: .csv(delimiter: delimiter), loneMissing: lone)
    try RowsWriter.write(table, layout, parallel, to: write)
  }
}
