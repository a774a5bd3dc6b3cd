import EcommBase
import EcommData
import EcommHTTP
import EcommTasks

/// Days of a series, judged with the model's past before them. Rows are sums or single orders: those of
/// one day are added up.
enum DaysRoute {
  static func answer(
    _ call: Call, _ model: ServedModel, _ days: StrangeDayModel
  ) throws -> HTTPResponse {
    if call.request.incoming != nil { return try FileRows.answer(call, model) }
    let rows = try RequestBody.rows(
      RequestBody.json(call.request), called: ["days", "rows"],
      limit: call.service.options.batchRows)
    let form = model.form ?? RowForm([])
    let table = try judged(days, form.read(rows.all, pointer: rows.pointer).table, model)
    return .json([
      "days": .array((0..<table.rowCount).map { .object(table.json($0)) }),
      "count": .integer(table.rowCount), "threshold": .number(days.threshold),
      "model": .string(model.name), "model_version": .string(model.id),
    ])
  }

  static func judged(
    _ days: StrangeDayModel, _ rows: Table, _ model: ServedModel
  ) throws -> Table {
    let panel = try DailyPanel(rows, columns: days.columns, rejectedRows: 0)
    let table = try days.judge(panel).table(by: panel.by)
    let strange = table["anomaly"]?.values.doubles ?? []
    model.live.record(labels: strange.map { $0 == 1 ? "anomaly" : "usual" }, scores: [])
    return table
  }
}
