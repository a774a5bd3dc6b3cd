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
  /// What the champion is, in a line.
  public let summary: String
  /// Models that could not be fitted, and why.
  public let leftOut: [String]

  public static func train(
    _ series: DailySeries, data: DataSummary, schema: [SchemaColumn], settings: ForecastSettings,
    parallel: Parallel = Parallel(), progress: (Int) -> Progress = { _ in .silent }
  ) throws -> ForecastTraining {
    let backtest = RollingOrigin(
      length: series.values.count, horizon: settings.horizon, count: settings.origins,
      minimum: 3 * settings.season)
    guard !backtest.origins.isEmpty else {
      throw SeriesError.tooShort(
        count: series.values.count, needed: 3 * settings.season + settings.horizon)
    }
    let candidates = try SeriesLearners.candidates(named: settings.models)
    let forecasts = try forecasts(candidates, series, backtest, settings, parallel, progress)
    var leftOut: [String] = []
    var board: [Entry] = []
    for (candidate, forecasts) in zip(candidates, forecasts) {
      switch forecasts {
      case .success(let forecasts):
        board += score(candidate, forecasts, series.values, backtest, settings).map { [$0] } ?? []
      case .failure(let reason): leftOut.append("\(candidate.title): \(reason.words)")
      }
    }
    // A name before another wins a tie, so that the order does not depend on the sort.
    board = board.enumerated().sorted {
      ($0.element.metrics.mae, $0.offset) < ($1.element.metrics.mae, $1.offset)
    }.map(\.element)
    guard let champion = candidates.first(where: { $0.name == board.first?.name }) else {
      throw ForecastError.noneFits(reasons: leftOut)
    }
    let fitted = try champion.fit(series, settings)
    let model = ModelFile(
      task: .forecast, learner: champion.name, data: data, schema: schema, settings: settings.json,
      model: fitted.json, decision: board[0].interval.json,
      evaluation: evaluation(board, backtest))
    return ForecastTraining(
      series: series, settings: settings, leaderboard: board, model: model,
      summary: fitted.summary, leftOut: leftOut)
  }

  private struct Unfit: Error {
    let words: String
  }

  /// Of each candidate what it foretold at each origin, or why it could not.
  private static func forecasts(
    _ candidates: [SeriesLearners.Candidate], _ series: DailySeries, _ backtest: RollingOrigin,
    _ settings: ForecastSettings, _ parallel: Parallel, _ progress: (Int) -> Progress
  ) throws -> [Result<[[Double]], Unfit>] {
    let origins = backtest.origins
    let steps = progress(candidates.count * origins.count)
    let single = try parallel.map(candidates.count * origins.count) { place in
      defer { steps.advance(by: 1) }
      let past = series.prefix(origins[place % origins.count])
      return Result<[Double], Unfit> { () throws(Unfit) in
        do {
          return try candidates[place / origins.count].fit(past, settings)
            .forecast(backtest.horizon)
        } catch let complaint as any Complaint {
          throw Unfit(words: complaint.problem)
        } catch {
          throw Unfit(words: "\(error)")
        }
      }
    }
    return candidates.indices.map { candidate in
      let own = single[candidate * origins.count..<(candidate + 1) * origins.count]
      return Result { () throws(Unfit) in
        try own.map { result throws(Unfit) in try result.get() }
      }
    }
  }

  private static func score(
    _ candidate: SeriesLearners.Candidate, _ forecasts: [[Double]], _ values: [Double],
    _ backtest: RollingOrigin, _ settings: ForecastSettings
  ) -> Entry? {
    var actual: [Double] = []
    var errors: [Double] = []
    for (origin, ahead) in zip(backtest.origins, forecasts) {
      let future = Array(values[origin..<origin + backtest.horizon])
      actual += future
      errors += ForecastMetrics(actual: future, forecast: ahead, scale: 1).map { [$0.mae] } ?? []
    }
    let forecast = Array(forecasts.joined())
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
