import EcommBase
import EcommData
import EcommTasks

/// `[key,]score,anomaly,reasons`: one row out for every row in, in their order.
struct AnomalyAnswers {
  let table: Table
  let model: String

  init(
    _ model: AnomalyModel, _ rows: Table, key: String?, reasons count: Int, parallel: Parallel
  ) throws {
    let scores = try model.scores(rows, parallel: parallel)
    let isAlarm = scores.map { $0 >= model.threshold }
    let alarms = isAlarm.indices.filter { isAlarm[$0] }
    let explanation = try model.explain(rows, alarms, parallel: parallel)
    let reasons = AnomalyReasons(explanation, rows, model)
    var texts = Texts()
    for row in scores.indices {
      let words = isAlarm[row] ? reasons.words(row, count: count).joined(separator: "; ") : ""
      if words.isEmpty { texts.appendMissing() } else { texts.append(words.utf8) }
    }
    table = Table(
      try Self.keyed(key, rows) + [
        Column("score", .numbers(scores)), Column("anomaly", .booleans(isAlarm.map { $0 ? 1 : 0 })),
        Column("reasons", .texts(texts)),
      ], rowCount: rows.rowCount)
    self.model = model.id
  }

  init(table: Table, model: String) {
    self.table = table
    self.model = model
  }

  /// The column that is carried through, unless it could not be told from an answer.
  static func keyed(_ key: String?, _ rows: Table) throws -> [Column] {
    guard let key else { return [] }
    guard let column = rows[key] else {
      throw ColumnError.missing(key, nearest: Nearest.match(key, in: rows.names))
    }
    guard !["score", "anomaly", "reasons"].contains(key) else {
      throw UsageError.conflict("--key \(key)", "the column \(key) of the answers")
    }
    return [column]
  }

  func write(_ invocation: Invocation) throws {
    try TableAnswers(table: table, head: "{\"model\":\(JSONWriter.text(.string(model)))")
      .write(invocation)
  }
}

/// A table as CSV, or as the member `predictions` of one JSON document with a row a line.
struct TableAnswers {
  let table: Table
  /// The beginning of the document.
  let head: String

  func write(_ invocation: Invocation) throws {
    try Results.stream(invocation) { write in
      try withoutActuallyEscaping(write) { write in
        if invocation[Shared.json] {
          try writeJSON(invocation.parallel, write)
        } else {
          let writer = CSVWriter(parallel: invocation.parallel, write)
          try writer.header(table.names)
          try writer.rows(of: table)
        }
      }
    }
  }

  private func writeJSON(_ parallel: Parallel, _ write: @escaping ([UInt8]) throws -> Void) throws {
    var lines: [UInt8] = []
    try JSONLinesWriter(parallel: parallel) { lines += $0 }.rows(of: table)
    if lines.last == 10 { lines.removeLast() }
    try write(Array((head + ",\"predictions\":[\n").utf8))
    try write(lines.flatMap { $0 == 10 ? [UInt8(ascii: ","), 10] : [$0] })
    try write(Array("\n]}\n".utf8))
  }
}
