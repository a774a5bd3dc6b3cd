import EcommBase
import EcommData

/// Any input as CSV or JSON lines, some thousands of rows at a time.
enum ConvertCommand {
  enum Target: String, CaseIterable {
    case csv, jsonl
  }

  private static let to = Option.choice("to", "FORMAT", "what to write", default: Target.csv)
  private static let columns = Option.list(
    "columns", "NAME,...", "only these columns, in this order")
  private static let table = Option.text(
    "table", "NAME", "a list inside the records of an XML, such as rows/row, instead of them")
  private static let text = Option.flag(
    "text", "every value as it stands, instead of plain numbers and ISO dates")
  private static let check = Option.flag(
    "check", "write nothing; only say whether the input is well formed")

  static let command = Command(
    "convert", "any CSV, XML or JSON lines as CSV or JSON lines",
    examples: [
      "convert Data/orders.xml > orders.csv",
      "convert Data/orders.xml --table rows/row --columns order_id,name,quantity",
      "convert export.csv --encoding windows-1250 --to jsonl --output export.jsonl",
      "convert --check orders.xml",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [
      to.declaration, columns.declaration, table.declaration, text.declaration, check.declaration,
      InputOptions.onErrorFail.declaration, Shared.output.declaration,
    ] + InputOptions.all + [Shared.threads.declaration, Shared.quiet.declaration],
    notes: [
      "Numbers are written plainly (1.234,50 becomes 1234.5), dates as ISO 8601, missing values as "
        + "nothing; --text leaves every value as it stands."
    ]
  ) { invocation in
    var options = try Reading.options(invocation, onError: invocation[InputOptions.onErrorFail])
    options.table = invocation[table]
    if invocation[text] || invocation[check] { options.typing = .text }
    let paths = try Reading.paths(invocation.inputs)
    return invocation[check]
      ? try check(paths, options, invocation) : try convert(paths, options, invocation)
  }

  private static func check(
    _ paths: [String], _ options: ReadOptions, _ invocation: Invocation
  ) throws -> Verdict {
    for path in paths {
      let found = try TableReader.check(path, options)
      var words = "\(path == "-" ? "standard input" : path): well-formed \(found.format.name)"
      if let rows = found.rows, let columns = found.columns {
        words += ", \(Figures.count(rows, "row")), \(Figures.count(columns, "column"))"
      }
      try invocation.console.print(words)
    }
    return .done
  }

  private static func convert(
    _ paths: [String], _ options: ReadOptions, _ invocation: Invocation
  ) throws -> Verdict {
    try Results.stream(invocation) { write in
      let stream = try TableReader.stream(paths, options)
      Reading.summarise(stream.report, paths, columns: stream.schema.count, invocation.console)
      let names = try chosen(invocation[columns], of: stream.schema.map(\.name))
      try withoutActuallyEscaping(write) { write in
        switch invocation[to] {
        case .csv: try writeCSV(stream, names, invocation.parallel, write)
        case .jsonl: try writeJSONLines(stream, names, invocation.parallel, write)
        }
      }
    }
    return .done
  }

  private static func chosen(_ wanted: [String], of names: [String]) throws -> [String] {
    for name in wanted where !names.contains(name) {
      throw UsageError.unknown(name, kind: "column", all: names)
    }
    return wanted.isEmpty ? names : wanted
  }

  private static func writeCSV(
    _ stream: TableStream, _ names: [String], _ parallel: Parallel,
    _ write: @escaping ([UInt8]) throws -> Void
  ) throws {
    let writer = CSVWriter(parallel: parallel, write)
    try writer.header(names)
    try stream.blocks { try writer.rows(of: $0.selecting(names)) }
  }

  private static func writeJSONLines(
    _ stream: TableStream, _ names: [String], _ parallel: Parallel,
    _ write: @escaping ([UInt8]) throws -> Void
  ) throws {
    let writer = JSONLinesWriter(parallel: parallel, write)
    try stream.blocks { try writer.rows(of: $0.selecting(names)) }
  }
}
