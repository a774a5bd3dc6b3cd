/// Takes CSV apart one byte after another, by the same rules as `CSVScanner`: for the first rows of a
/// file, and as the plain twin that the scanner is tested against.
struct CSVRecords {
  struct Row: Equatable {
    var cells: [[UInt8]] = []
    var line = 0
  }

  private let bytes: ArraySlice<UInt8>
  private let dialect: CSVDialect
  private(set) var position: Int
  private(set) var line = 1
  /// The line where a quote opened that nothing closes.
  private(set) var openQuote: Int?

  init(_ bytes: ArraySlice<UInt8>, _ dialect: CSVDialect) {
    self.bytes = bytes
    self.dialect = dialect
    position = bytes.startIndex
  }

  /// The next row that is not blank; nil at the end.
  mutating func next() -> Row? {
    while position < bytes.endIndex {
      let start = position
      var row = Row(line: line)
      var isOpen = true
      while isOpen { isOpen = cell(&row) }
      let isBlank =
        row.cells.count == 1 && row.cells[0].allSatisfy { $0 == 32 || $0 == 9 }
        && bytes[start] != CSVDialect.quote
      if !isBlank { return row }
    }
    return nil
  }

  /// True if another cell of the row follows.
  private mutating func cell(_ row: inout Row) -> Bool {
    var content: [UInt8] = []
    if position < bytes.endIndex, bytes[position] == CSVDialect.quote { quoted(&content) }
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == dialect.delimiter {
        row.cells.append(content)
        return true
      }
      if byte == 10 || byte == 13 {
        if byte == 13, position < bytes.endIndex, bytes[position] == 10 { position += 1 }
        line += 1
        break
      }
      content.append(byte)
    }
    row.cells.append(content)
    return false
  }

  private mutating func quoted(_ content: inout [UInt8]) {
    let opened = line
    position += 1
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == 10 { line += 1 }
      if byte == CSVDialect.quote {
        guard position < bytes.endIndex, bytes[position] == CSVDialect.quote else { return }
        position += 1
      }
      content.append(byte)
    }
    openQuote = opened
  }
}
