import EcommBase
import EcommData

/// Reading a file into a typed table, as every command does.
enum TableBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    var options = ReadOptions()
    options.errorPolicy = .skip
    options.parallel = Parallel(threads: try request.integer("threads", default: 2))
    let path = try request.text("file")
    // Columns that are text, for a comparison with readers that have to be told.
    for name in (try? request.text("text"))?.split(separator: ",") ?? [] {
      options.typing.types[String(name)] = .text
    }
    let read = try Measure.seconds { try TableReader.read(path, options) }
    return [
      "read_s": .number(read.seconds), "rows": .integer(read.result.table.rowCount),
      "types": .strings(read.result.table.columns.map(\.values.type.rawValue)),
      "rejected": .integer(read.result.report.rejectedRows),
      "peak_mb": .number(Measure.peakMegabytes()),
    ]
  }
}
