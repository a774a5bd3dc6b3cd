import EcommBase
import EcommData
import EcommLearn

/// A forecast model ready to answer: what `predict` and `serve` both ask.
public struct ForecastModel: Sendable {
  public let id: String
  public let schema: [SchemaColumn]
  var panel: FittedPanel

  /// The forecast of one series.
  public struct Series: Sendable, Equatable {
    public let key: [String]
    public let points: [Point]

    /// Without the periods before a date.
    public func from(_ date: String) -> Series {
      Series(key: key, points: points.filter { !$0.date.precedesInUTF8(date) })
    }
  }

  public struct Point: Sendable, Equatable {
    /// The beginning of the period: a date, of hours with the time.
    public let date: String
    public let forecast: Double
    /// One for each level, the narrowest first.
    public let bounds: [Bounds]
    public var lower: Double { bounds.first?.lower ?? forecast }
    public var upper: Double { bounds.first?.upper ?? forecast }
  }

  /// What the value lies between in `level` of all cases.
  public struct Bounds: Sendable, Equatable {
    public let level: Double
    public let lower: Double
    public let upper: Double
  }

  public static let longestHorizon = 3660

  public init(_ file: ModelFile, name: String) throws {
    guard file.task == .forecast else {
      throw ModelFileError.wrongTask(file: name, task: file.task, wanted: .forecast)
    }
    panel = try FittedPanel(JSONFields(file.model, file: name, path: "model"))
    schema = file.schema
    id = file.id
  }

  public var period: Period { panel.context.period }
  /// The names of the columns that tell series apart.
  public var keys: [String] { panel.context.keys }
  public var regressors: [String] { panel.context.regressors }
  /// The first period that is forecast.
  public var next: String { panel.series.first.map { period.label($0.end) } ?? "" }

  /// The beginnings of the first periods that are forecast.
  public func labels(_ count: Int) -> [String] {
    guard let end = panel.series.first?.end else { return [] }
    return (0..<count).map { period.label(end + $0) }
  }

  /// How rows like those of the training are summed.
  public var columns: SeriesColumns {
    func names(_ role: SchemaColumn.Role) -> [String] {
      schema.filter { $0.role == role }.map(\.name)
    }
    var columns = SeriesColumns()
    columns.date = names(.date).first
    columns.value = quantity ?? names(.value).first
    columns.by = keys
    columns.regressors = regressors
    columns.period = period
    return columns
  }

  /// Sums that are no column: orders, or pieces times their price.
  private var quantity: String? {
    switch schema.count(where: { $0.role == .value }) {
    case 0: Quantity.orders.rawValue
    case 1: nil
    default: Quantity.amount.rawValue
    }
  }

  /// The error for a key that is not there.
  public func noSuchSeries(_ key: [String]) -> ForecastError {
    let all = panel.series.map { $0.key.joined(separator: ",") }
    return .noSuchSeries(
      key: key, nearest: Nearest.match(key.joined(separator: ","), in: all))
  }

  /// The next `horizon` periods of each series.
  public func forecasts(
    horizon: Int, future: FutureRegressors = FutureRegressors(), parallel: Parallel = Parallel()
  ) throws -> [Series] {
    try parallel.map(panel.series.count) { place in
      let series = panel.series[place]
      let ahead = try moments(series, horizon, future)
      return Series(key: series.key, points: points(series, try series.forecaster.forecast(ahead)))
    }
  }

  /// The next `horizon` periods of the only, or first, series.
  public func predict(horizon: Int) throws -> [Point] {
    try forecasts(horizon: horizon, parallel: .serial).first?.points ?? []
  }

  /// What each forecast is the sum of.
  public func parts(
    horizon: Int, future: FutureRegressors = FutureRegressors()
  ) throws -> [(key: [String], dates: [String], parts: [ForecastPart])] {
    try panel.series.map { series in
      let ahead = try moments(series, horizon, future)
      return (series.key, ahead.range.map(period.label), try series.forecaster.parts(ahead))
    }
  }

  private func moments(
    _ series: FittedSeries, _ horizon: Int, _ future: FutureRegressors
  ) throws -> Moments {
    var moments = Moments(period: period, start: series.end, count: horizon, regressors: [])
    moments.regressors = try future.columns(regressors, series.key, moments)
    return moments
  }

  private func points(_ series: FittedSeries, _ values: [Double]) -> [Point] {
    let floor = panel.isNeverNegative ? 0 : -Double.greatestFiniteMagnitude
    return values.enumerated().map { step, value in
      Point(
        date: period.label(series.end + step), forecast: max(floor, value),
        bounds: series.intervals.map { interval in
          let width = interval.halfWidth(step)
          return Bounds(
            level: interval.level, lower: max(floor, value - width),
            upper: max(floor, value + width))
        })
    }
  }
}

extension ForecastModel {
  /// Goes on over new rows without fitting again; rows before the model's end are passed over.
  /// - Returns: what is worth saying.
  public mutating func update(_ new: SeriesPanel) throws -> [String] {
    guard new.period == period else {
      throw ForecastError.otherPeriod(new.period, expected: period)
    }
    let byKey = Dictionary(new.series.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(panel.series.map(\.key))
    var moved = 0
    for place in panel.series.indices {
      let end = panel.series[place].end
      guard new.end > end else { continue }
      let rows = byKey[panel.series[place].key]
      try panel.series[place].forecaster.update(
        Self.stretch(rows, from: end, to: new.end, period, regressors.count))
      moved = max(moved, new.end - end)
      panel.series[place].end = new.end
    }
    guard moved > 0 else { throw ForecastError.nothingNew(last: period.label(new.end - 1)) }
    let others = new.series.count { !known.contains($0.key) }
    return [
      "\(Figures.count(moved)) \(period.noun(moved)) added, up to \(period.label(new.end - 1))"
    ]
      + (others > 0 ? ["\(Figures.count(others)) series are not in the model: passed over"] : [])
  }

  /// The values of a stretch, missing where the rows do not reach.
  private static func stretch(
    _ rows: DatedSeries?, from start: Int, to end: Int, _ period: Period, _ regressors: Int
  ) -> DatedSeries {
    func spread(_ values: [Double], from first: Int, missing: Double) -> [Double] {
      (start..<end).map { values.indices.contains($0 - first) ? values[$0 - first] : missing }
    }
    guard let rows else {
      return DatedSeries(
        period: period, start: start, values: spread([], from: start, missing: .nan),
        regressors: (0..<regressors).map { _ in spread([], from: start, missing: 0) })
    }
    return DatedSeries(
      period: period, start: start, values: spread(rows.values, from: rows.start, missing: .nan),
      regressors: rows.regressors.map { spread($0, from: rows.start, missing: 0) })
  }
}

extension ForecastModel.Point {
  public var json: JSON {
    [
      "date": .string(date), "forecast": .number(forecast), "lower": .number(lower),
      "upper": .number(upper),
      "intervals": .array(
        bounds.map {
          ["level": .number($0.level), "lower": .number($0.lower), "upper": .number($0.upper)]
        }),
    ]
  }
}
