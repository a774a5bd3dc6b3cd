import EcommBase
import EcommData
import EcommHTTP
import EcommTasks

/// Rows in, scores out.
enum PredictRoutes {
  /// Longer bodies are left to the pool: so much is read and scored in some hundred microseconds.
  private static let shortBody = 8 << 10
  private static let query: [Route.Query] = [.model, .explain, .lenient]

  static let all: [Route] = [
    Route(
      method: "POST", template: "/predict",
      summary: "the answer of the only classifier to a row, or to several", tag: .scoring,
      longFrom: shortBody, body: .rows(.predict), query: query
    ) { try answer($0, $0.model(for: .predict)) },
    Route(
      method: "POST", template: "/predict/batch", summary: "the same for many rows", tag: .scoring,
      longFrom: 0, body: .rows(.predict), query: query
    ) { try answer($0, $0.model(for: .predict), alwaysMany: true) },
    Route(
      method: "POST", template: "/models/{name}/predict",
      summary: "the answer of a model to a row, or to several", tag: .scoring,
      longFrom: shortBody, body: .rowsOfNamed, query: [.explain, .lenient]
    ) { call in
      let model = try call.namedModel()
      if !model.scoresRows {
        try call.refuse(["explain", "lenient"], "says nothing to \(model.name)")
      }
      switch model.trained {
      case .forecast: return try ForecastRoute.answer(call, model)
      case .segment: return try SegmentRoute.answer(call, model)
      case .days(let days): return try DaysRoute.answer(call, model, days)
      default: return try answer(call, model)
      }
    },
    Route(
      method: "POST", template: "/anomaly", summary: "how strange rows are, and why",
      tag: .scoring, longFrom: 0, body: .rows(.anomaly), query: query
    ) { try answer($0, $0.model(for: .anomaly)) },
    Route(
      method: "POST", template: "/categorize",
      summary: "the category of a text, with alternatives", tag: .scoring,
      longFrom: shortBody, body: .rows(.categorize), query: query
    ) { try CategorizeRoute.answer($0, $0.model(for: .categorize)) },
  ]

  static func answer(
    _ call: Call, _ model: ServedModel, alwaysMany: Bool = false
  ) throws -> HTTPResponse {
    if call.request.incoming != nil { return try FileRows.answer(call, model) }
    let key = try call.cacheKey(model)
    if let answer = call.repeated(key) { return answer }
    if key == nil, !alwaysMany, let answer = try quick(call, model) { return answer }
    let body = try RequestBody.json(call.request)
    let rows = try RequestBody.rows(
      body, called: ["rows", "instances"], limit: call.service.options.batchRows)
    return try answer(call, model, rows, alwaysMany: alwaysMany, key: key)
  }

  /// Nothing is asked for but the answer, and nobody else wants to know.
  private static func quick(_ call: Call, _ model: ServedModel) throws -> HTTPResponse? {
    guard let quick = model.quick, call.request.query.isEmpty, call.service.predictionLog == nil,
      call.shelf.challengers.isEmpty, try BodyFormat.of(call.request) == .json
    else { return nil }
    return try quick.answer(call.request.body, model.live)
  }

  static func answer(
    _ call: Call, _ model: ServedModel, _ rows: RequestBody.Rows, alwaysMany: Bool = false,
    key: AnswerCache.Key?
  ) throws -> HTTPResponse {
    guard let form = model.form else {
      throw Problem(422, "\(model.name) does not take rows", .invalid)
    }
    let read = try form.read(
      rows.all, isLenient: try call.flag("lenient"), pointer: rows.pointer)
    let scored = try call.service.trials.score(
      model, read.table, explains: try call.flag("explain"), call)
    let isOne = if case .one = rows { !alwaysMany } else { false }
    let response = HTTPResponse.json(.object(object(scored, read.warnings, isOne: isOne)))
    if let key {
      call.service.cache?.keep(.init(answer: response.body, scored: scored, rows: read.table), key)
    }
    return response
  }

  private static func object(
    _ scored: Scored, _ warnings: [Problem.Fault], isOne: Bool
  ) -> JSON.Object {
    var answer =
      isOne
      ? scored.answers[0]
      : JSON.Object([
        ("predictions", .array(scored.answers.map(JSON.object))),
        ("count", .integer(scored.answers.count)),
      ])
    answer["model"] = .string(scored.model.name)
    answer["model_version"] = .string(scored.model.id)
    if !warnings.isEmpty {
      answer["warnings"] = .array(warnings.prefix(Problem.mostFaults).map(\.json))
    }
    return answer
  }
}

/// `{"text": "..."}` beside the model's own fields.
enum CategorizeRoute {
  static func answer(_ call: Call, _ model: ServedModel) throws -> HTTPResponse {
    if call.request.incoming != nil { return try FileRows.answer(call, model) }
    let key = try call.cacheKey(model)
    if let answer = call.repeated(key) { return answer }
    let body = try RequestBody.json(call.request)
    let rows = try RequestBody.rows(
      body, called: ["rows", "texts"], limit: call.service.options.batchRows)
    try check(rows, model)
    return try PredictRoutes.answer(call, model, spread(rows, model), key: key)
  }

  /// Texts alone, and no row without any: such a row would be answered with the commonest category.
  private static func check(_ rows: RequestBody.Rows, _ model: ServedModel) throws(Problem) {
    let names = model.form?.fields.map(\.name) ?? []
    let known = names.contains("text") ? names : names + ["text"]
    var faults = FaultList(isLenient: false)
    for (number, row) in rows.all.enumerated() {
      faults.row = rows.pointer(number)
      let given =
        row.object.map { row in known.compactMap { name in row[name].map { (name, $0) } } }
        ?? [("", row)]
      for (name, value) in given where value.string == nil && value != .null {
        faults.add(name, "must be a text")
      }
      if let first = given.first, given.allSatisfy({ isBlank($0.1) }) {
        faults.add(first.0, "must not be empty")
      }
    }
    guard faults.hard.isEmpty else { throw Problem(faults: faults.hard) }
  }

  private static func isBlank(_ value: JSON) -> Bool {
    value == .null || value.string?.allSatisfy(\.isWhitespace) == true
  }

  /// A text alone is the first text of the model; a field that a product does not have may be left out.
  private static func spread(_ rows: RequestBody.Rows, _ model: ServedModel) -> RequestBody.Rows {
    let names = model.form?.fields.map(\.name) ?? []
    func spread(_ row: JSON) -> JSON {
      var object = row.object ?? JSON.Object()
      if let text = row.string, let first = names.first { object[first] = .string(text) }
      if row.string == nil, row.object == nil { return row }
      if let first = names.first, !names.contains("text"), let text = object["text"],
        object[first] == nil
      {
        object["text"] = nil
        object[first] = text
      }
      guard names.contains(where: { object[$0] != nil }) else { return .object(object) }
      for name in names where object[name] == nil { object[name] = .null }
      return .object(object)
    }
    switch rows {
    case .one(let row): return .one(spread(row))
    case .many(let all, let prefix): return .many(all.map(spread), prefix: prefix)
    }
  }
}
