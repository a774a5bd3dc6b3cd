import EcommBase
import EcommLearn

/// A search for better parameters of the boosted model, each trial judged by rolling origins before the first one
/// that reports a score.
struct ForecastTuning {
  let panel: SeriesPanel
  let settings: ForecastSettings
  /// Where trials are kept, so that a search can go on; nil keeps none.
  let journal: LineLog?

  private static let origins = 4

  private static var dimensions: [SearchSpace.Dimension] {
    [
      .init("trees", .integer(50...400, logarithmic: true)),
      .init("rate", .number(0.02...0.2, logarithmic: true)),
      .init("depth", .integer(2...7, logarithmic: false)),
      .init("row-sample", .number(0.5...1, logarithmic: false)),
      .init("column-sample", .number(0.3...1, logarithmic: false)),
      .init("child-weight", .number(1...40, logarithmic: true)),
      .init("gamma", .number(0...1, logarithmic: false)),
      .init("lags", .integer(2...8, logarithmic: false)),
    ]
  }

  func search(
    fingerprint: String, parallel: Parallel, progress: (Int) -> Progress
  ) throws -> (settings: ForecastSettings, history: TuningHistory) {
    let space = try SearchSpace(Self.dimensions)
    var search = Search(space)
    search.trials = settings.trials
    search.seed = settings.seed
    let earlierPart = before(firstScored)
    let steps = progress(settings.trials)
    let own: [(String, JSON)] = [("learner", "boosted-series"), ("data", .string(fingerprint))]
    let earlier =
      try journal?.values().filter { line in own.allSatisfy { line[$0.0] == $0.1 } }
      .compactMap { $0["entry"] } ?? []
    let result = try search.run(journal: earlier, on: parallel) { entry in
      try journal?.append(.object(JSON.Object(own + [("entry", entry)])))
    } evaluate: { values, _ in
      defer { steps.advance(by: 1) }
      return try loss(with(values, space), earlierPart)
    }
    return (
      try with(result.best.values, space),
      TuningHistory(name: "boosted", metric: "MAE", search, result)
    )
  }

  private var firstScored: Int {
    Backtest(panel, context(settings)).origins.first ?? panel.end
  }

  private func before(_ end: Int) -> SeriesPanel {
    let past = panel.before(end)
    return SeriesPanel(
      period: past.period, keys: past.keys, regressors: past.regressors,
      series: past.series.filter { !$0.values.isEmpty })
  }

  private func context(_ settings: ForecastSettings) -> ForecastContext {
    ForecastContext(
      period: panel.period, keys: panel.keys, regressors: panel.regressors, settings: settings)
  }

  private func with(
    _ values: [TuningValue], _ space: SearchSpace
  ) throws -> ForecastSettings {
    var settings = settings
    for (dimension, value) in zip(space.dimensions, values) {
      guard let number = value.number else { continue }
      try settings.set(
        dimension.name, to: value.integer.map(String.init) ?? String(number))
    }
    return settings
  }

  private func loss(_ settings: ForecastSettings, _ panel: SeriesPanel) throws -> Double? {
    var settings = settings
    settings.origins = Self.origins
    let backtest = Backtest(panel, context(settings))
    let boosted = try ForecastCandidates.chosen([BoostedForecaster.name], series: 1)
    let losses = try backtest.run(boosted, parallel: .serial).map { forecasts in
      let known = BacktestErrors(forecasts.values, backtest).losses.filter { !$0.isNaN }
      return known.isEmpty ? Double.infinity : known.reduce(0, +) / Double(known.count)
    }
    return losses.min().flatMap { $0.isFinite ? $0 : nil }
  }
}
