import EcommBase

/// Tables as JSON lines: an object for each row, in the order of the columns, missing values as null.
public struct JSONLinesWriter {
  private let write: ([UInt8]) throws -> Void
  private var bytes: [UInt8] = []

  /// `write` gets some bytes at a time, in order.
  public init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  public static func bytes(_ table: Table) throws -> [UInt8] {
    let all = ByteSink()
    var writer = JSONLinesWriter { all.bytes += $0 }
    try writer.rows(of: table)
    try writer.end()
    return all.bytes
  }

  public mutating func rows(of table: Table) throws {
    let columns = table.columns.map { (name: Self.label($0.name), text: ColumnText($0.values)) }
    for row in 0..<table.rowCount {
      bytes.append(UInt8(ascii: "{"))
      for (index, column) in columns.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: column.name)
        append(column.text, row)
      }
      bytes.append(UInt8(ascii: "}"))
      bytes.append(10)
      if bytes.count >= CSVWriter.blockSize { try flush() }
    }
  }

  /// Everything that is not written yet.
  public mutating func end() throws { try flush() }

  private mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private static func label(_ name: String) -> [UInt8] {
    JSONWriter.bytes(.string(name)) + [UInt8(ascii: ":")]
  }

  private mutating func append(_ column: ColumnText, _ row: Int) {
    if column.isMissing(row) { return bytes.append(contentsOf: "null".utf8) }
    guard column.isString else {
      if column.isDate { bytes.append(UInt8(ascii: "\"")) }
      column.append(row, to: &bytes)
      if column.isDate { bytes.append(UInt8(ascii: "\"")) }
      return
    }
    column.withText(row) { if let text = $0 { quote(text) } }
  }

  private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 10: bytes.append(contentsOf: "\\n".utf8)
      case 13: bytes.append(contentsOf: "\\r".utf8)
      case 9: bytes.append(contentsOf: "\\t".utf8)
      case 0..<32:
        bytes.append(contentsOf: (byte < 16 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
