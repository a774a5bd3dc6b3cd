import EcommBase
import EcommData
import EcommHTTP
import EcommTasks

/// `POST /forecast {"days_ahead": 14}`.
enum ForecastRoute {
  static let longest = 90

  static let route = Route(
    method: "POST", template: "/forecast",
    summary: "the coming days with intervals", tag: .scoring, longFrom: 0, body: .forecast,
    query: [.model]
  ) { try answer($0, $0.model(for: .forecast)) }

  static func answer(_ call: Call, _ model: ServedModel) throws -> HTTPResponse {
    guard case .forecast(let forecaster) = model.trained else {
      throw Problem(422, "\(model.name) is no forecast model", .invalid)
    }
    let wish = try ForecastWish(RequestBody.json(call.request), forecaster)
    let points = try wish.points(forecaster)
    model.live.record(labels: ["forecast"], scores: [])
    return .json([
      "forecasts": .array(points.map(\.json)), "model": .string(model.name),
      "model_version": .string(model.id), "generated_at": .string(Clock.text(Clock.now)),
    ])
  }
}

/// What a client wants to know of the days to come, checked.
struct ForecastWish {
  let days: Int
  let start: String?
  let key: [String]
  private let regressors: [String: [Double]]

  private static let known = ["days_ahead", "start_date", "regressors", "key"]
  /// How far away the first day may be.
  private static let farthest = 366

  init(_ body: JSON, _ model: ForecastModel) throws(Problem) {
    var faults = FaultList(isLenient: false)
    guard let object = body.object else { throw .invalid("#", "must be an object") }
    for name in object.names where !Self.known.contains(name) {
      let nearest = Nearest.match(name, in: Self.known).map { "; the nearest is \($0)" } ?? ""
      faults.add(name, "is not known here\(nearest)")
    }
    let wanted = object["days_ahead"]
    days = wanted?.integer ?? 0
    if !(1...ForecastRoute.longest).contains(days) {
      faults.add("days_ahead", "must be a whole number from 1 to \(ForecastRoute.longest)")
    }
    start = object["start_date"]?.string
    Self.check(object["start_date"] ?? .null, model, &faults)
    key = object["key"]?.strings ?? []
    if let key = object["key"], key.strings?.count != model.keys.count {
      let names = model.keys.joined(separator: ", ")
      faults.add(
        "key", names.isEmpty ? "this model has one series" : "must be the texts of \(names)")
    }
    regressors = Self.regressors(object["regressors"] ?? .null, days, model, &faults)
    guard faults.hard.isEmpty else { throw Problem(faults: faults.hard) }
  }

  private static func check(_ start: JSON, _ model: ForecastModel, _ faults: inout FaultList) {
    guard start != .null else { return }
    guard let text = start.string, let date = CivilDate(iso: text),
      let first = CivilDate(iso: String(model.next.prefix(10)))
    else { return faults.add("start_date", "must be a date such as \(model.next)") }
    let ahead = date.days - first.days
    if !(0...farthest).contains(ahead) {
      faults.add(
        "start_date",
        "must lie within \(farthest) days from \(first.description), the first day after the model's data"
      )
    }
  }

  private static func regressors(
    _ value: JSON, _ days: Int, _ model: ForecastModel, _ faults: inout FaultList
  ) -> [String: [Double]] {
    let object = value.object ?? JSON.Object()
    for name in object.names where !model.regressors.contains(name) {
      faults.add(["regressors", name], "is no regressor of the model")
    }
    var columns: [String: [Double]] = [:]
    for name in model.regressors {
      guard let values = object[name]?.doubles, values.count >= days,
        !values.contains(where: \.isNaN)
      else {
        faults.add(
          ["regressors", name], "must be numbers, one for each period from \(model.next) on")
        continue
      }
      columns[name] = values
    }
    return columns
  }

  func points(_ model: ForecastModel) throws -> [ForecastModel.Point] {
    let series = try model.forecasts(
      horizon: days, from: start.flatMap(model.period(holding:)), future: try future(model),
      parallel: .serial)
    guard let own = key.isEmpty ? series.first : series.first(where: { $0.key == key }) else {
      throw model.noSuchSeries(key)
    }
    return own.points
  }

  private func future(_ model: ForecastModel) throws -> FutureRegressors {
    guard !model.regressors.isEmpty else { return FutureRegressors() }
    let dates = model.labels(regressors.values.map(\.count).min() ?? 0).compactMap(DateText.moment)
    let columns = model.regressors.map { name in
      Column(name, .numbers(Array((regressors[name] ?? []).prefix(dates.count))))
    }
    return try FutureRegressors(
      Table([Column("date", .dates(dates))] + columns, rowCount: dates.count), model,
      dateColumn: "date")
  }
}
