import EcommBase
import EcommData
import EcommReport
import EcommTasks

/// Results go to `--output` or, without it, to stdout.
enum Results {
  static func write(_ text: String, _ invocation: Invocation) throws {
    try stream(invocation) { try $0(Array(text.utf8)) }
  }

  /// `body` hands over its bytes piece by piece; a file appears only when all of them were written.
  static func stream(
    _ invocation: Invocation, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    guard let path = invocation[Shared.output], path != "-" else {
      return try body(invocation.console.write)
    }
    let file = try AtomicFile(path)
    try body(file.write)
    try file.commit()
  }

  /// Figures as one JSON document or as lines for people; then their page, and the tracker, which takes the page along.
  static func show(
    _ figures: JSON, _ invocation: Invocation, task: TaskKind, model: String?,
    lines: () throws -> [String], page: () throws -> Page
  ) throws {
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(figures))
    } else {
      try invocation.console.print(lines())
    }
    try Reports.write(invocation, page)
    RunTracking.record(invocation, task: task, path: model, result: figures)
  }

  static func csv(_ table: Table, _ invocation: Invocation) throws {
    try stream(invocation) { write in
      try withoutActuallyEscaping(write) { try rows(of: table, invocation, $0) }
    }
  }

  /// Into a file beside the result.
  static func csv(_ table: Table, to path: String, _ invocation: Invocation) throws {
    let file = try AtomicFile(path)
    try rows(of: table, invocation) { try file.write($0) }
    try file.commit()
  }

  private static func rows(
    of table: Table, _ invocation: Invocation, _ write: @escaping ([UInt8]) throws -> Void
  ) throws {
    let writer = CSVWriter(parallel: invocation.parallel, write)
    try writer.header(table.names)
    try writer.rows(of: table)
  }
}
