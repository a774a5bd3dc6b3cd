import EcommBase
import Testing

@testable import EcommData

/// What columns become, from all of their cells.
@Suite struct ColumnTypeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var cells: [String]
    var type: ColumnType
    /// As JSON.
    var values: [String]
    var name = "x"

    init(_ cells: [String], _ type: ColumnType, _ values: [String]? = nil, name: String = "x") {
      self.cells = cells
      self.type = type
      self.values = values ?? cells.map { "\"\($0)\"" }
      self.name = name
    }

    var testDescription: String { "\(name): \(cells)" }
  }

  static let cases: [Case] = [
    Case(["1", "-2", "0", "+7", " 5 "], .integer, ["1", "-2", "0", "7", "5"]),
    Case(["9223372036854775807"], .integer, ["9223372036854775807"]),
    Case(["9223372036854775808"], .category),
    Case(["100000000000000000000", "1"], .number, ["1e+20", "1.0"]),
    Case(["12345678901234567", "1.5"], .category),
    Case(["007", "12"], .category),
    Case(["00123"], .category),
    Case(["0", "0.5", ".5", "5."], .number, ["0.0", "0.5", "0.5", "5.0"]),
    Case(["1", "2.5", "-3e-2", "1E3"], .number, ["1.0", "2.5", "-0.03", "1000.0"]),
    Case(["1e999"], .category),
    Case(
      ["NA", "n/a", "", "null", "None", "?", "-", "nan", "1"], .integer,
      ["null", "null", "null", "null", "null", "null", "null", "null", "1"]),
    Case(["NA", "NA"], .number, ["null", "null"]),
    Case(["TRUE", "false", "True"], .boolean, ["true", "false", "true"]),
    Case(["yes", "No", "NO"], .boolean, ["true", "false", "false"]),
    Case(["t", "f"], .boolean, ["true", "false"]),
    Case(["f", "f"], .category),
    Case(["f", "m"], .category),
    Case(["0", "1"], .integer, ["0", "1"]),
    Case(["tRUE", "false"], .category),
    Case(["1,5", "2,25"], .number, ["1.5", "2.25"]),
    Case(["1.234,50", "12"], .number, ["1234.5", "12.0"]),
    Case(["1.234", "1.234,5"], .number, ["1234.0", "1234.5"]),
    Case(["1,234,567.5", "3"], .number, ["1234567.5", "3.0"]),
    Case(["1 234,5", "1\u{A0}000"], .number, ["1234.5", "1000.0"]),
    Case(["1'234.5", "12"], .number, ["1234.5", "12.0"]),
    Case(["1,23,456", "2"], .category),
    Case(["12,99 zł", "5 zł"], .number, ["12.99", "5.0"]),
    Case(["€1.234,50"], .number, ["1234.5"]),
    Case(["-$10.50", "$-2", "$1,000.00"], .number, ["-10.5", "-2.0", "1000.0"]),
    Case(["PLN 10.00", "PLN 5"], .number, ["10.0", "5.0"]),
    Case(["10 EUR", "$5"], .category),
    Case(["12.5 %", "3%"], .number, ["12.5", "3.0"]),
    Case(["+48 123 456 789", "12"], .category),
    Case(["ABC 123", "2"], .category),
    Case(["2024-02-29", "2024-03-01"], .date, ["\"2024-02-29\"", "\"2024-03-01\""]),
    Case(["2023-02-29"], .category),
    Case(
      ["2024-01-02 03:04:05", "2024-01-02"], .date,
      ["\"2024-01-02T03:04:05\"", "\"2024-01-02T00:00:00\""]),
    Case(
      ["2024-01-02T03:04:05.25Z", "2024-01-02T03:04+02:00"], .date,
      ["\"2024-01-02T03:04:05.25\"", "\"2024-01-02T01:04:00\""]),
    Case(["31.12.2024 23:59"], .date, ["\"2024-12-31T23:59:00\""]),
    Case(["13/05/2024", "01/02/2024"], .date, ["\"2024-05-13\"", "\"2024-02-01\""]),
    Case(
      ["12/31/2010 8:26", "1/2/2011 14:05"], .date,
      ["\"2010-12-31T08:26:00\"", "\"2011-01-02T14:05:00\""]),
    Case(["13/05/2024", "05/13/2024"], .category),
    Case(["2024.01.02", "2024.1.3"], .date, ["\"2024-01-02\"", "\"2024-01-03\""]),
    Case(["2024/01/02"], .date, ["\"2024-01-02\""]),
    Case(["02 Jan 2024", "3-Mar-2024"], .date, ["\"2024-01-02\"", "\"2024-03-03\""]),
    Case(
      ["Jan 2, 2024", "September 3, 2024", "Sept 4, 2024"], .date,
      ["\"2024-01-02\"", "\"2024-09-03\"", "\"2024-09-04\""]),
    Case(["20240102"], .integer, ["20240102"]),
    Case(["20240102"], .date, ["\"2024-01-02\""], name: "order_date"),
    Case(["1700000000"], .date, ["\"2023-11-14T22:13:20\""], name: "timestamp"),
    Case(["1700000000500"], .date, ["\"2023-11-14T22:13:20.5\""], name: "event_time"),
    Case(["1700000000"], .integer, ["1700000000"], name: "id"),
    Case(["12", "35"], .integer, ["12", "35"], name: "delivery_time"),
    Case(["true", "1"], .category),
    Case(["5", "2024-01-02"], .category),
  ]

  @Test(arguments: cases)
  func becomes(_ test: Case) throws {
    let text = test.name + "\n" + test.cells.map { "\"\($0)\"" }.joined(separator: "\n") + "\n"
    for size in [1, 7, 1 << 20] {
      let loaded = try read(text) {
        $0.delimiter = UInt8(ascii: "\t")
        $0.chunkSize = size
      }
      #expect(loaded.table.columns[0].values.type == test.type)
      let rows = try JSONLinesWriter.bytes(loaded.table).split(separator: 10)
      let expected = test.values.map { "{\"\(test.name)\":\($0)}" }
      #expect(rows.map { String(decoding: $0, as: UTF8.self) } == expected)
    }
  }

  @Test func fewOddCellsAreRejectedRows() throws {
    let good = (1...150).map(String.init)
    let text = "quantity\n" + (good + ["12x"] + good).joined(separator: "\n")
    #expect(
      complaint { _ = try read(text) }
        == "orders.csv:152: quantity is \"12x\", which is not a whole number. "
        + "1 of 301 rows is like this. Go on without it: --on-error skip")
    let loaded = try read(text) { $0.errorPolicy = .skip }
    #expect(loaded.table.rowCount == 300)
    #expect(loaded.report.rejectedRows == 1)
    #expect(loaded.table.columns[0].values.type == .integer)
  }

  @Test func manyOddCellsAreText() throws {
    let cells = (1...40).map { $0 % 13 == 0 ? "C\($0)" : String($0) }
    #expect(try read("id\n" + cells.joined(separator: "\n")).table.columns[0].values.type == .text)
  }

  @Test func impossibleDatesAreRejectedAmongDates() {
    let text = "when\n" + (0..<200).map { "\($0 % 28 + 1).01.2025\n" }.joined() + "31.02.2025\n"
    #expect(
      complaint { _ = try read(text) }
        .hasPrefix("orders.csv:202: when is \"31.02.2025\", which is not a date."))
  }

  @Test func overridesDecide() throws {
    var types: [String: ColumnType] = ["a": .text, "b": .number, "c": .category, "d": .boolean]
    let text = "a,b,c,d\n1,2,3,1\n4,x,6,0\n"
    let loaded = try read(text) {
      $0.typing.types = types
      $0.errorPolicy = .skip
    }
    #expect(loaded.table.columns.map(\.values.type) == [.text, .number, .category, .boolean])
    #expect(loaded.report.rejects.map(\.reason) == ["b is \"x\", which is not a number"])
    types["b"] = nil
    #expect(try read(text) { $0.typing.types = types }.table.rowCount == 2)
  }

  @Test func aTypeNeedsItsColumn() {
    let words = complaint {
      _ = try read("quantity\n1\n") { $0.typing.types = ["quantiy": .number] }
    }
    #expect(
      words == "the input has no column quantiy, whose type is given. Did you mean quantity?")
  }

  @Test func saysWhatItDecided() throws {
    let dates = try read("d\n13/05/2024\n01/02/2024\n").report.notes
    #expect(dates == ["dates in d are read day first: 1 of them have no other meaning"])
    let open = try read("d\n01/02/2024\n").report.notes
    #expect(
      open.count == 1 && open[0].contains("could be day first or month first; read month first"))
    #expect(
      try read("x;y\n1,5;2\n").report.notes == [
        "numbers in x are read with a decimal comma (1234,5)"
      ])
    #expect(try read("x\n1,234\n") { $0.delimiter = 9 }.report.notes[0].contains("settles"))
  }

  @Test func everythingTextKeepsCells() throws {
    let loaded = try read("a,b\n007,NA\n 1 ,\n") { $0.typing = .text }
    #expect(try CSVWriter.bytes(loaded.table) == Array("a,b\n007,NA\n 1 ,\n".utf8))
  }
}
