import EcommBase
import EcommData
import EcommLearn

/// From dated rows to a forecast model: the leaderboard of a rolling-origin backtest, and its champion
/// fitted on everything.
public struct ForecastTraining: Sendable {
  public struct Entry: Sendable {
    public let name: String
    public let title: String
    public let metrics: ForecastMetrics
    /// How far the mean absolute error spreads over the origins.
    public let maeSpread: Double
    let interval: ForecastInterval
  }

  public let series: DailySeries
  public let settings: ForecastSettings
  /// Best first.
  public let leaderboard: [Entry]
  public let model: ModelFile

  public static func train(
    _ series: DailySeries, data: DataSummary, schema: [SchemaColumn], settings: ForecastSettings
  ) throws -> ForecastTraining {
    let backtest = RollingOrigin(
      length: series.values.count, horizon: settings.horizon, count: settings.origins,
      minimum: 3 * settings.season)
    guard !backtest.origins.isEmpty else {
      throw SeriesError.tooShort(
        count: series.values.count, needed: 3 * settings.season + settings.horizon)
    }
    let board = try SeriesLearners.candidates
      .compactMap { try score($0, series.values, backtest, settings) }
      .sorted { $0.metrics.mae < $1.metrics.mae }
    guard let champion = SeriesLearners.candidates.first(where: { $0.name == board.first?.name })
    else {
      throw ForecastError.noRows
    }
    let fitted = try champion.fit(series.values, settings)
    let model = ModelFile(
      task: .forecast, learner: champion.name, data: data, schema: schema, settings: settings.json,
      model: fitted.json, decision: board[0].interval.json,
      evaluation: evaluation(board, backtest))
    return ForecastTraining(series: series, settings: settings, leaderboard: board, model: model)
  }

  private static func score(
    _ candidate: SeriesLearners.Candidate, _ values: [Double], _ backtest: RollingOrigin,
    _ settings: ForecastSettings
  ) throws -> Entry? {
    var actual: [Double] = []
    var forecast: [Double] = []
    var errors: [Double] = []
    for origin in backtest.origins {
      let model = try candidate.fit(Array(values[..<origin]), settings)
      let future = Array(values[origin..<origin + backtest.horizon])
      let ahead = model.forecast(backtest.horizon)
      actual += future
      forecast += ahead
      errors += ForecastMetrics(actual: future, forecast: ahead, scale: 1).map { [$0.mae] } ?? []
    }
    let scale = ForecastMetrics.seasonalScale(
      values[..<backtest.origins[0]], period: settings.season)
    return ForecastMetrics(actual: actual, forecast: forecast, scale: scale).map {
      Entry(
        name: candidate.name, title: candidate.title, metrics: $0, maeSpread: spread(errors),
        interval: ForecastInterval(errors: zip(actual, forecast).map { $0 - $1 }))
    }
  }

  /// The standard error of the mean over origins.
  private static func spread(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (count - 1)
    return (variance / count).squareRoot()
  }

  private static func evaluation(_ board: [Entry], _ backtest: RollingOrigin) -> JSON {
    [
      "protocol": "rolling-origin", "origins": .integer(backtest.origins.count),
      "horizon": .integer(backtest.horizon), "baseline": "seasonal-naive",
      "leaderboard": .array(board.map(\.json)),
    ]
  }
}

extension ForecastTraining.Entry {
  public var json: JSON {
    [
      "model": .string(name), "mae": .number(metrics.mae), "mae_standard_error": .number(maeSpread),
      "rmse": .number(metrics.rmse), "mape": .optional(metrics.mape),
      "wape": .optional(metrics.wape), "mase": .optional(metrics.mase),
    ]
  }
}
