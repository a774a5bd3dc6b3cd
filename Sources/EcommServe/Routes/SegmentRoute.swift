import EcommBase
import EcommData
import EcommHTTP
import EcommTasks

/// `POST /segment`: customers by their figures, or by the lines of their invoices.
enum SegmentRoute {
  static let route = Route(
    method: "POST", template: "/segment",
    summary: "the segments of customers, from their figures or their transactions", tag: .scoring,
    longFrom: 0, body: .segment, query: [.model]
  ) { try answer($0, $0.model(for: .segment)) }

  static func answer(_ call: Call, _ model: ServedModel) throws -> HTTPResponse {
    guard case .segment(let segments) = model.trained else {
      throw Problem(422, "\(model.name) is no segment model", .invalid)
    }
    if call.request.incoming != nil { return try FileRows.answer(call, model) }
    let body = try RequestBody.json(call.request)
    let isLines = body["transactions"] != nil
    let rows = try RequestBody.rows(
      body, called: ["customers", "transactions"], limit: call.service.options.batchRows)
    let form = isLines ? RowForm.transactions(segments.schema) : model.form ?? RowForm([])
    let table = try form.read(rows.all, pointer: rows.pointer).table
    let answers = try answers(segments, Loaded(table: known(table), report: ReadReport()))
    record(answers, model)
    let names = isLines ? nil : table["customer"]?.values
    let list = (0..<answers.customers.count).map { row in
      let name = isLines ? answers.customers.names[row] : names?.text(row)
      return JSON.object(Self.answer(answers, row, name, segments))
    }
    if case .one = rows, let only = list.first, var object = only.object {
      object["model"] = .string(model.name)
      object["model_version"] = .string(model.id)
      return .json(.object(object))
    }
    return .json([
      "customers": .array(list), "count": .integer(list.count), "model": .string(model.name),
      "model_version": .string(model.id),
    ])
  }

  /// Columns without a value are as good as none.
  private static func known(_ table: Table) -> Table {
    Table(
      table.columns.filter { column in
        (0..<table.rowCount).contains { column.values.text($0) != nil }
      }, rowCount: table.rowCount)
  }

  static func answers(_ model: SegmentModel, _ loaded: Loaded) throws -> SegmentAnswers {
    let source = PurchaseSource(loaded)
    var wishes = model.wishes(source.schema, SegmentInput.Wishes())
    if model.netsReturns, !source.isCustomerTable { wishes.netsReturns = true }
    let customers = try SegmentInput(source, wishes: wishes).customers
    return try model.answers(customers, parallel: RowScoring.parallel(customers.count))
  }

  static func record(_ answers: SegmentAnswers, _ model: ServedModel) {
    let names = answers.segments.map { $0 < 0 ? "none" : answers.segmentNames[$0] }
    model.live.record(labels: names, scores: [])
  }

  private static func answer(
    _ answers: SegmentAnswers, _ row: Int, _ name: String?, _ model: SegmentModel
  ) -> JSON.Object {
    let segment = answers.segments[row]
    var object = JSON.Object([
      ("segment", segment < 0 ? .null : .integer(segment + 1)),
      ("name", segment < 0 ? .null : .string(answers.segmentNames[segment])),
      ("action", segment < 0 ? .null : .string(model.segments[segment].kind.action)),
      ("anomaly", .bool(answers.isOdd[row])), ("distance", .number(answers.distances[row])),
      ("next_distance", .number(answers.nextDistances[row])),
    ])
    if let name { object["customer"] = .string(name) }
    for (name, values) in [
      ("expected_purchases", answers.expectedPurchases), ("expected_value", answers.expectedValue),
      ("chance_alive", answers.chanceAlive),
    ] {
      if let values { object[name] = .number(values[row]) }
    }
    return object
  }
}
