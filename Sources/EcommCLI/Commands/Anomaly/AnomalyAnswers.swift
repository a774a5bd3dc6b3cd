import EcommBase
import EcommData
import EcommTasks

/// `[key,]score,anomaly,reasons`: one row out for every row in, in their order.
struct AnomalyAnswers {
  let table: Table
  let model: String
  let scores: [Double]
  /// The rows that are alarms, and what made them so.
  let alarms: [Int]
  let explanation: AnomalyExplanation

  init(
    _ model: AnomalyModel, _ rows: Table, key: String?, reasons count: Int, parallel: Parallel
  ) throws {
    let isEmpty = try model.knowsNothing(of: rows)
    scores = try model.scores(rows, parallel: parallel).enumerated()
      .map { isEmpty[$0] ? .nan : $1 }
    let isAlarm = scores.map { $0 >= model.threshold }
    alarms = isAlarm.indices.filter { isAlarm[$0] }
    explanation = try model.explain(rows, alarms, parallel: parallel)
    let reasons = AnomalyReasons(explanation, rows, model)
    var texts = Texts()
    for row in scores.indices {
      let words =
        isEmpty[row]
        ? "no score: every column that the model looks at is missing"
        : isAlarm[row] ? reasons.words(row, count: count).joined(separator: "; ") : ""
      if words.isEmpty { texts.appendMissing() } else { texts.append(words.utf8) }
    }
    table = Table(
      try Self.keyed(key, rows) + [
        Column("score", .numbers(scores)), Column("anomaly", .booleans(isAlarm.map { $0 ? 1 : 0 })),
        Column("reasons", .texts(texts)),
      ], rowCount: rows.rowCount)
    self.model = model.id
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
