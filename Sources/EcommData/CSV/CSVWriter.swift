import EcommBase

/// Tables as CSV: RFC 4180 with line feeds, quotes only where they are needed, dates in ISO 8601,
/// the shortest numbers that read back the same, nothing for a missing value.
///
/// Rows are written in blocks, so that a table of any length costs a block of bytes.
public struct CSVWriter {
  private let delimiter: UInt8
  private let write: ([UInt8]) throws -> Void
  private var bytes: [UInt8] = []

  static let blockSize = 1 << 18

  /// `write` gets some bytes at a time, in order.
  public init(delimiter: UInt8 = UInt8(ascii: ","), _ write: @escaping ([UInt8]) throws -> Void) {
    self.delimiter = delimiter
    self.write = write
  }

  public static func bytes(_ table: Table, delimiter: UInt8 = UInt8(ascii: ",")) throws -> [UInt8] {
    let all = ByteSink()
    var writer = CSVWriter(delimiter: delimiter) { all.bytes += $0 }
    try writer.header(table.names)
    try writer.rows(of: table)
    try writer.end()
    return all.bytes
  }

  public mutating func header(_ names: [String]) throws {
    for (index, name) in names.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      var name = name
      name.withUTF8 { appendText($0) }
    }
    bytes.append(10)
  }

  /// More rows; all tables of one file have the same columns.
  public mutating func rows(of table: Table) throws {
    let cells = table.columns.map { ColumnText($0.values) }
    let isLone = cells.count == 1
    for row in 0..<table.rowCount {
      let start = bytes.count
      for (index, column) in cells.enumerated() {
        if index > 0 { bytes.append(delimiter) }
        append(column, row)
      }
      // A lone missing value would be a blank line, which readers skip.
      if isLone, bytes.count == start { bytes += [CSVDialect.quote, CSVDialect.quote] }
      bytes.append(10)
      if bytes.count >= Self.blockSize { try flush() }
    }
  }

  /// Everything that is not written yet.
  public mutating func end() throws { try flush() }

  private mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ column: ColumnText, _ row: Int) {
    guard column.isString else { return column.append(row, to: &bytes) }
    column.withText(row) { if let text = $0 { appendText(text) } }
  }

  private mutating func appendText(_ text: UnsafeBufferPointer<UInt8>) {
    guard needsQuotes(text) else { return bytes.append(contentsOf: text) }
    bytes.append(CSVDialect.quote)
    for byte in text {
      if byte == CSVDialect.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(CSVDialect.quote)
  }

  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.isEmpty { return true }
    return text.contains {
      $0 == delimiter || $0 == CSVDialect.quote || $0 == 10 || $0 == 13
    }
  }
}

/// Bytes that a writer leaves in memory.
final class ByteSink {
  var bytes: [UInt8] = []
}
