import EcommBase
import EcommLearn

/// Columns of a linear model: days by name, then the regressors.
struct LinearColumns: Sendable, Equatable {
  let days: [String]
  let regressors: [String]
  let calendar: ForecastCalendar

  var names: [String] { days + regressors }

  init(_ series: DatedSeries, _ context: ForecastContext) {
    calendar = context.settings.calendar
    days = calendar.linearNames(series.moments)
    regressors = context.regressors
  }

  func values(_ moments: Moments) -> [[Double]] {
    calendar.linearColumns(days, moments) + moments.regressors
  }

  var json: JSON { ["days": .strings(days), "regressors": .strings(regressors)] }

  /// - Parameters:
  ///   - model: what holds the columns beside the part that weighs them.
  ///   - count: of the columns that it weighs.
  init(_ model: JSONFields, _ context: ForecastContext, weighedBy count: Int) throws {
    let fields = try model.fields("columns")
    days = try fields.strings("days")
    regressors = try fields.strings("regressors")
    calendar = context.settings.calendar
    guard regressors == context.regressors else {
      throw fields.fault("regressors", expected: "those of the model")
    }
    guard days.count + regressors.count == count else {
      throw model.fault("columns", expected: "one for each that the model weighs")
    }
  }
}

/// Trend, seasons, holidays and regressors added up, or multiplied where that fits better.
struct AdditiveForecaster: Forecaster {
  static let name = Additive.name

  private var model: Additive
  private let columns: LinearColumns

  /// Both forms are fitted; the one that leaves less over is kept.
  static func fit(_ series: DatedSeries, _ context: ForecastContext) throws -> AdditiveForecaster {
    let columns = LinearColumns(series, context)
    let moments = series.moments
    let values = columns.values(moments)
    var settings = AdditiveSettings()
    let added = try Additive.fit(
      series.values, at: moments.days, regressors: values, settings: settings)
    settings.isMultiplicative = true
    let multiplied = try? Additive.fit(
      series.values, at: moments.days, regressors: values, settings: settings)
    let best = multiplied.map { $0.spread < added.spread ? $0 : added } ?? added
    return AdditiveForecaster(model: best, columns: columns)
  }

  func forecast(_ ahead: Moments) throws -> [Double] {
    try model.forecast(at: ahead.days, regressors: columns.values(ahead))
  }

  mutating func update(_ new: DatedSeries) {
    // The curve is a function of the date.
  }

  func parts(_ ahead: Moments) throws -> [ForecastPart] {
    let parts = try model.components(at: ahead.days, regressors: columns.values(ahead))
    let seasons = zip(model.seasons, parts.seasons).map {
      ForecastPart(name: Self.name(ofSeason: $0.days), values: $1)
    }
    return [ForecastPart(name: "trend", values: parts.trend)] + seasons
      + zip(columns.names, parts.regressors).map { ForecastPart(name: $0, values: $1) }
  }

  private static func name(ofSeason days: Double) -> String {
    switch days {
    case 1: "day"
    case 7: "week"
    case 365.25: "year"
    default: "season of \(Figures.plain(days)) days"
    }
  }

  var summary: String {
    let days = columns.days.isEmpty ? "" : ", \(Figures.count(columns.days.count)) kinds of days"
    return model.summary + days
  }

  var json: JSON { ["curve": model.json, "columns": columns.json] }

  private init(model: Additive, columns: LinearColumns) {
    self.model = model
    self.columns = columns
  }

  init(_ fields: JSONFields, _ context: ForecastContext) throws {
    model = try Additive(fields.fields("curve"))
    columns = try LinearColumns(fields, context, weighedBy: model.regressorCount)
  }
}

/// SARIMA errors around the effects of holidays and regressors, the year as waves.
struct SarimaForecaster: Forecaster {
  static let name = Sarima.name

  private var model: Sarima
  private let columns: LinearColumns

  /// A year needs two turns to be told from a trend.
  private static let turns = 2.0

  /// The orders are searched without the columns, whose effects an additive fit has taken out: forty columns in each
  /// of forty fits would cost minutes, and the orders are those of what is left anyway. The model that is
  /// found then weighs columns and errors together.
  static func fit(_ series: DatedSeries, _ context: ForecastContext) throws -> SarimaForecaster {
    let columns = LinearColumns(series, context)
    let values = columns.values(series.moments)
    let year = Self.yearLength(series.period)
    let isLong = year.map { Double(series.values.count) >= turns * $0 } ?? false
    let search = SarimaSearch(
      period: context.season, longPeriods: isLong ? [year].compactMap { $0 } : [])
    let found = try search.run(try rest(of: series, values))
    return SarimaForecaster(
      model: columns.names.isEmpty
        ? found : try Sarima.fit(series.values, settings: found.settings, regressors: values),
      columns: columns)
  }

  private static func rest(of series: DatedSeries, _ columns: [[Double]]) throws -> [Double] {
    guard !columns.isEmpty else { return series.values }
    let days = series.moments.days
    let parts = try Additive.fit(series.values, at: days, regressors: columns)
      .components(at: days, regressors: columns)
    return series.values.indices.map { t in
      parts.regressors.reduce(series.values[t]) { $0 - $1[t] }
    }
  }

  private static func yearLength(_ period: Period) -> Double? {
    switch period {
    case .day: 365.25
    case .week: 52.18
    case .hour, .month: nil
    }
  }

  func forecast(_ ahead: Moments) throws -> [Double] {
    try model.forecast(ahead.count, regressors: columns.values(ahead))
  }

  mutating func update(_ new: DatedSeries) throws {
    try model.update(with: new.values, regressors: columns.values(new.moments))
  }

  /// Days and regressors by name; what the filter adds stays one.
  func parts(_ ahead: Moments) throws -> [ForecastPart] {
    let values = columns.values(ahead)
    let own = zip(columns.names, zip(model.regressorEffects, values)).map { name, effect in
      ForecastPart(name: name, values: effect.1.map { $0 * effect.0 })
    }
    let total = try forecast(ahead)
    let rest = total.indices.map { step in own.reduce(total[step]) { $0 - $1.values[step] } }
    return [ForecastPart(name: "trend and seasons", values: rest)] + own
  }

  var summary: String { model.summary }
  var json: JSON { ["errors": model.json, "columns": columns.json] }

  private init(model: Sarima, columns: LinearColumns) {
    self.model = model
    self.columns = columns
  }

  init(_ fields: JSONFields, _ context: ForecastContext) throws {
    model = try Sarima(fields.fields("errors"))
    columns = try LinearColumns(fields, context, weighedBy: model.regressorCount)
  }
}
