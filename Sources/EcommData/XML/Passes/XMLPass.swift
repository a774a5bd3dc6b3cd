import EcommBase

/// Rows of one table of one file.
struct XMLBlock: Sendable {
  let table: String
  let columns: [String]
  var block: RawBlock
  let file: String
  /// Columns that hold numbers of rows, and of which table.
  let counters: [(column: Int, table: String)]
}

/// All rows of a stretch once, block by block; rows are numbered from its start.
struct XMLPass: ~Copyable {
  private var parser: XMLParser
  private var mapper: XMLRowMapper
  private let file: String

  init(_ parser: consuming XMLParser, _ mapper: XMLRowMapper, file: String) {
    self.parser = parser
    self.mapper = mapper
    self.file = file
    self.mapper.beginDocument()
  }

  mutating func next() throws -> XMLBlock? {
    guard let ready = try mapper.next(&parser) else { return nil }
    return XMLBlock(
      table: ready.table.name, columns: ready.table.columns, block: ready.block, file: file,
      counters: counters(of: ready.table))
  }

  private func counters(of table: XMLPlan.Shape) -> [(column: Int, table: String)] {
    var counters: [(column: Int, table: String)] = []
    if table.record != XMLPlan.noColumn {
      counters.append((Int(table.record), XMLPlan.recordTable))
    }
    if table.outerRow != XMLPlan.noColumn, let outer = table.outer {
      counters.append((Int(table.outerRow), mapper.plan.shapes[outer].name))
    }
    return counters
  }

  /// What the stretch held, when `next` has said that there is no more.
  mutating func tally() -> XMLTally {
    XMLTally(mapper, parser.names, lines: parser.lineEnds())
  }
}

extension XMLBlock {
  /// The same rows when `before` and `lines` come before the stretch.
  func counted(on before: XMLTally, lines: Int) -> XMLBlock {
    var counted = self
    for counter in counters {
      let rows = before.rows(of: counter.table)
      if rows > 0 { counted.block.add(rows, to: counter.column) }
    }
    if lines > 0 {
      counted.block.lines = block.lines.map { Int32(clamping: Int($0) + lines) }
    }
    return counted
  }
}

extension RawBlock {
  /// Adds to the whole numbers in a column, which get new places behind the bytes.
  fileprivate mutating func add(_ count: Int, to column: Int) {
    for row in 0..<rowCount where columns[column].lengths[row] != RawColumn.absent {
      let start = Int(columns[column].starts[row])
      let digits = bytes[start..<start + Int(columns[column].lengths[row])]
      let number = count + Self.number(digits)
      columns[column].starts[row] = UInt32(truncatingIfNeeded: bytes.count)
      bytes.append(contentsOf: String(number).utf8)
      columns[column].lengths[row] = UInt32(
        truncatingIfNeeded: bytes.count - Int(columns[column].starts[row]))
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }
}
