import EcommBase
import EcommLearn

/// A model on the leaderboard.
public struct ForecastEntry: Sendable {
  public let name: String
  public let title: String
  public let metrics: ForecastMetrics
  /// Of each series against its own seasonal differences, then the mean.
  public let mase: Double?
  public let rmsse: Double?
  /// How far the mean absolute error spreads over the origins; nil for one.
  public let maeSpread: Double?
  /// Of 80 and 95 %; none where there was one origin.
  public let intervals: [IntervalScore]
  /// By 1, 2, ... periods ahead.
  public let byStep: [Double]
  /// By weekday from Monday, by hour, by month.
  public let byGroup: [Double]
  /// Of fits and forecasts; nil for what is made of others.
  public let seconds: Double?
  let errors: BacktestErrors

  /// What the model had foretold of a series at each origin: actual less error.
  public func foretold(_ series: DatedSeries, _ place: Int, origins: [Int]) -> [[Double]] {
    guard errors.errors.indices.contains(place), errors.errors[place].count == origins.count
    else { return [] }
    return zip(origins, errors.errors[place]).map { origin, errors in
      errors.enumerated().map { step, error in
        let at = origin + step - series.start
        return series.values.indices.contains(at) ? series.values[at] - error : .nan
      }
    }
  }

  /// Nil where nothing could be compared.
  init?(
    name: String, title: String, _ forecasts: Backtest.Forecasts, _ backtest: Backtest
  ) {
    let errors = BacktestErrors(forecasts.values, backtest)
    var (actual, foretold): ([Double], [Double]) = ([], [])
    for origin in backtest.origins.indices {
      for series in backtest.panel.series.indices {
        guard let values = forecasts.values[origin][series] else { continue }
        actual += backtest.actual(origin, series)
        foretold += values
      }
    }
    guard let metrics = ForecastMetrics(actual: actual, forecast: foretold, scale: 0) else {
      return nil
    }
    self.name = name
    self.title = title
    self.metrics = metrics
    self.errors = errors
    let scales = SeasonalScales(backtest)
    mase = scales.mase(errors)
    rmsse = scales.rmsse(errors)
    maeSpread = Self.spread(errors.losses.filter { !$0.isNaN })
    intervals = ForecastIntervals.levels.compactMap { IntervalScore(errors.errors, level: $0) }
    byStep = errors.byStep
    byGroup = errors.byGroup(backtest)
    seconds = forecasts.seconds
  }

  /// The standard error of the mean over origins.
  private static func spread(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (count - 1)
    return (variance / count).squareRoot()
  }

  /// The share of true values inside the narrowest intervals.
  public var coverage: Double? { intervals.first?.coverage }

  public var json: JSON {
    [
      "model": .string(name), "title": .string(title), "mae": .number(metrics.mae),
      "mae_standard_error": .optional(maeSpread), "rmse": .number(metrics.rmse),
      "mape": .optional(metrics.mape), "wape": .optional(metrics.wape), "mase": .optional(mase),
      "smape": .number(metrics.smape), "rmsse": .optional(rmsse), "bias": .number(metrics.bias),
      "intervals": .array(intervals.map(\.json)), "by_step": .numbers(byStep),
      "by_group": .numbers(byGroup),
    ]
  }
}

/// The usual seasonal difference of each series before the first origin: the unit of MASE.
private struct SeasonalScales {
  let absolute: [Double]
  let squared: [Double]

  init(_ backtest: Backtest) {
    let season = backtest.context.season
    // Spikes would make the unit so large that every model looks good.
    let past = backtest.panel.series.map {
      backtest.context.learned($0.before(backtest.origins.first ?? $0.end)).values
    }
    absolute = past.map { ForecastMetrics.seasonalScale($0, period: season) }
    squared = past.map { ForecastMetrics.squaredSeasonalScale($0, period: season) }
  }

  func mase(_ errors: BacktestErrors) -> Double? {
    mean(errors, absolute) { BacktestErrors.meanSize($0) }
  }

  func rmsse(_ errors: BacktestErrors) -> Double? {
    mean(errors, squared) { BacktestErrors.meanSize($0.map { $0 * $0 }) }.map { $0.squareRoot() }
  }

  private func mean(
    _ errors: BacktestErrors, _ scales: [Double], _ size: ([Double]) -> Double
  ) -> Double? {
    let ratios = zip(errors.errors, scales).compactMap { errors, scale -> Double? in
      let mean = size(Array(errors.joined()))
      return scale > 0 && !mean.isNaN ? mean / scale : nil
    }
    return ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count)
  }
}
