import EcommBase
import EcommData
import EcommTasks

/// `[key,]score,anomaly,reasons`: one row out for every row in, in their order.
struct AnomalyAnswers {
  let table: Table
  let model: String
  let verdicts: AnomalyVerdicts

  init(
    _ model: AnomalyModel, _ rows: Table, key: String?, reasons count: Int, parallel: Parallel
  ) throws {
    verdicts = try model.verdicts(rows, reasons: count, parallel: parallel)
    table = Table(
      try Self.keyed(key, rows) + verdicts.columns, rowCount: rows.rowCount)
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
