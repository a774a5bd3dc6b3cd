import EcommBase
import EcommData

/// A table of answers as one JSON document with a row a line.
enum AnswerDocument {
  static func write(
    _ table: Table, name: String, model: String, parallel: Parallel,
    _ write: @escaping ([UInt8]) throws -> Void
  ) throws {
    var lines: [UInt8] = []
    try JSONLinesWriter(parallel: parallel) { lines += $0 }.rows(of: table)
    if lines.last == 10 { lines.removeLast() }
    try write(Array("{\"model\":\(JSONWriter.text(.string(model))),\"\(name)\":[\n".utf8))
    try write(lines.flatMap { $0 == 10 ? [UInt8(ascii: ","), 10] : [$0] })
    try write(Array("\n]}\n".utf8))
  }
}
