import EcommBase
import EcommData
import EcommLearn

/// A forecast model ready to answer: what `predict` and `serve` both ask.
public struct ForecastModel: Sendable {
  public let id: String
  public let schema: [SchemaColumn]
  /// Which rows count, as on the command line: those of the training and new ones.
  public let conditions: [String]
  let gaps: GapRule
  var panel: FittedPanel

  /// The forecast of one series.
  public struct Series: Sendable, Equatable {
    public let key: [String]
    public let points: [Point]
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
    let settings = try JSONFields(.object(file.settings), file: name, path: "settings")
    conditions = try settings.strings("where")
    gaps = try settings.choice("gaps")
  }

  public var period: Period { panel.context.period }
  /// The names of the columns that tell series apart.
  public var keys: [String] { panel.context.keys }
  public var regressors: [String] { panel.context.regressors }
  /// The first period that is forecast.
  public var next: String { panel.series.first.map { period.label($0.end) } ?? "" }

  /// The last values that the model knows of a series, up to the first period that is forecast.
  public func past(of key: [String]) -> DatedSeries? {
    guard let one = panel.series.first(where: { $0.key == key }) else { return nil }
    let values = Array(one.past.suffix(Self.shownPast))
    guard !values.isEmpty else { return nil }
    return DatedSeries(
      key: key, period: period, start: one.end - values.count, values: values)
  }

  private static let shownPast = 120

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
    columns.gaps = gaps
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

  /// `horizon` periods of each series: the next ones, or those from `first` on.
  public func forecasts(
    horizon: Int, from first: Int? = nil, future: FutureRegressors = FutureRegressors(),
    parallel: Parallel = Parallel()
  ) throws -> [Series] {
    try parallel.map(panel.series.count) { place in
      let series = panel.series[place]
      let skipped = try skipped(series, first, horizon)
      let ahead = try moments(series, skipped + horizon, future)
      let points = points(series, try series.forecaster.forecast(ahead))
      return Series(key: series.key, points: Array(points.dropFirst(skipped)))
    }
  }

  /// The number of the period that a date lies in, of hours one with the time; nil for no date.
  public func period(holding date: String) -> Int? {
    period.index(label: date)
      ?? CivilDate(iso: date).map { period.index(Timestamp(date: $0).microseconds) }
  }

  /// Periods between what is known and the first one asked for.
  private func skipped(_ series: FittedSeries, _ first: Int?, _ horizon: Int) throws -> Int {
    let skipped = max(0, (first ?? series.end) - series.end)
    guard skipped + horizon <= Self.longestHorizon else {
      throw ForecastError.tooFar(
        last: period.label(series.end - 1), periods: Self.longestHorizon)
    }
    return skipped
  }

  /// The next `horizon` periods of the only, or first, series.
  public func predict(horizon: Int) throws -> [Point] {
    try forecasts(horizon: horizon, parallel: .serial).first?.points ?? []
  }

  /// What each forecast is the sum of.
  public func parts(
    horizon: Int, from first: Int? = nil, future: FutureRegressors = FutureRegressors()
  ) throws -> [(key: [String], dates: [String], parts: [ForecastPart])] {
    try panel.series.map { series in
      let skipped = try skipped(series, first, horizon)
      let ahead = try moments(series, skipped + horizon, future)
      let parts = try series.forecaster.parts(ahead).map {
        ForecastPart(name: $0.name, values: Array($0.values.dropFirst(skipped)))
      }.filter { $0.values.contains { $0 != 0 } }
      return (series.key, ahead.range.dropFirst(skipped).map(period.label), parts)
    }
  }

  private func moments(
    _ series: FittedSeries, _ horizon: Int, _ future: FutureRegressors
  ) throws -> Moments {
    var moments = Moments(period: period, start: series.end, count: horizon, regressors: [])
    guard series.forecaster.usesRegressors else { return moments }
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

extension ForecastModel.Point {
  public var json: JSON { json(bounds: bounds.first) }

  /// With the bounds that are to stand beside the forecast; all of them follow.
  public func json(bounds chosen: ForecastModel.Bounds?) -> JSON {
    [
      "date": .string(date), "forecast": .number(forecast), "lower": .optional(chosen?.lower),
      "upper": .optional(chosen?.upper),
      "intervals": .array(
        bounds.map {
          ["level": .number($0.level), "lower": .number($0.lower), "upper": .number($0.upper)]
        }),
    ]
  }
}
