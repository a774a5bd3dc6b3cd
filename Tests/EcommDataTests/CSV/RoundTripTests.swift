import EcommBase
import Testing

@testable import EcommData

/// What is written reads back the same.
@Suite struct RoundTripTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func randomTables(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let rows = 25 + random.below(400)
    let table = Self.table(rows, &random)
    var options = ReadOptions()
    options.chunkSize = 1 + random.below(3000)
    options.parallel = Parallel(threads: 2)
    for delimiter in CSVDialect.delimiters {
      let file = try input(try CSVWriter.bytes(table, delimiter: delimiter))
      #expect(try picture(TableReader.read([file], options).table) == picture(table))
    }
    let lines = try input(try JSONLinesWriter.bytes(table), named: "rows.jsonl")
    #expect(try picture(TableReader.read([lines], options).table) == picture(table))
  }

  /// A stream has the types of the whole table, and all of its rows in order.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func streamsAreTheWholeTable(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let table = Self.table(200, &random)
    var options = ReadOptions()
    options.chunkSize = 700
    let stream = try TableReader.stream([input(try CSVWriter.bytes(table))], options)
    #expect(stream.schema.map(\.type) == table.columns.map(\.values.type))
    let all = ByteSink()
    let writer = JSONLinesWriter { all.bytes += $0 }
    var blocks = 0
    try stream.blocks { block in
      #expect(block.columns.map(\.values.type) == table.columns.map(\.values.type))
      try writer.rows(of: block)
      blocks += 1
    }
    #expect(all.bytes == (try JSONLinesWriter.bytes(table)))
    #expect(blocks > 1)
  }

  static func table(_ rows: Int, _ random: inout SeededRandom) -> Table {
    var numbers = (0..<rows).map { _ in random.normal() * 1e3 }
    numbers[0] = 0.5
    numbers[3] = .nan
    var integers = (0..<rows).map { _ in Int64(random.below(1 << 40)) - 5 }
    integers[4] = ColumnValues.missingInteger
    let dates = (0..<rows).map { _ in Int64(random.below(4_000_000_000)) * 1_000_000 + 250_000 }
    let booleans = (0..<rows).map { _ in Int8(random.below(3)) - 1 }
    let codes = (0..<rows).map { $0 < 3 ? Int32($0) : Int32(random.below(4)) - 1 }
    var texts = Texts()
    for row in 0..<rows {
      if row % 7 == 3 { texts.appendMissing() } else { texts.append(text(row, &random).utf8) }
    }
    return Table([
      Column("number", .numbers(numbers)), Column("whole", .integers(integers)),
      Column("when", .dates(dates)), Column("flag", .booleans(booleans)),
      Column("kind", .categories(Categories(levels: ["\"a\"", "b,c", "ż"], codes: codes))),
      Column("text \"quoted\"", .texts(texts)),
    ])
  }

  private static func text(_ row: Int, _ random: inout SeededRandom) -> String {
    let parts = [",", ";", "\"", "\n", "\r\n", " ", "ó", "€", "word", "\t", "|", "\\", "0"]
    let words = (0..<random.below(6)).map { _ in parts[random.below(parts.count)] }
    return "w\(row)" + words.joined()
  }
}
