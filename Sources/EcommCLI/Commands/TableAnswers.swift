import EcommBase
import EcommData

/// A table as CSV, or as a member of one JSON document with a row a line.
struct TableAnswers {
  let table: Table
  /// The beginning of the document.
  let head: String
  var name = "predictions"

  func write(_ invocation: Invocation) throws {
    guard invocation[Shared.json] else { return try Results.csv(table, invocation) }
    try Results.stream(invocation) { write in
      try withoutActuallyEscaping(write) { try writeJSON(invocation.parallel, $0) }
    }
  }

  private func writeJSON(_ parallel: Parallel, _ write: @escaping ([UInt8]) throws -> Void) throws {
    var lines: [UInt8] = []
    try JSONLinesWriter(parallel: parallel) { lines += $0 }.rows(of: table)
    if lines.last == 10 { lines.removeLast() }
    try write(Array((head + ",\"\(name)\":[\n").utf8))
    try write(lines.flatMap { $0 == 10 ? [UInt8(ascii: ","), 10] : [$0] })
    try write(Array("\n]}\n".utf8))
  }
}
