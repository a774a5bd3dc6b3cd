import Dispatch
import EcommBase
import EcommLearn

/// What models foretold of a past that is known by now: at each origin all of them see the same values before it
/// and are asked for the next ones (Tashman, 2000).
///
/// A spike is taken out of what is learned by what was known at the origin; it stays in what is scored. In
/// a large panel a model is fitted at the first origin and goes on from there without a new fit, which uses
/// no more than it could have known and costs one fit instead of many.
struct Backtest: Sendable {
  let panel: SeriesPanel
  let context: ForecastContext
  let horizon: Int
  /// The first period of each future, ascending.
  let origins: [Int]
  /// Whether nothing below zero was known at each origin.
  private let isNeverNegative: [Int: Bool]

  /// Series up to which models are fitted at every origin.
  private static let mostRefitted = 20

  var isRefitted: Bool { panel.series.count <= Self.mostRefitted }

  init(_ panel: SeriesPanel, _ context: ForecastContext) {
    self.panel = panel
    self.context = context
    let length = panel.end - panel.start
    let usual = panel.series.count == 1 ? 12 : 3
    // Short histories are looked at over shorter stretches rather than not at all.
    horizon = max(1, min(context.settings.horizon, length / 4))
    let season = context.season
    let minimum = length >= 3 * season + horizon ? 3 * season : max(Self.leastPast, length / 2)
    let rolling = RollingOrigin(
      length: length, horizon: horizon, count: context.settings.origins ?? usual, minimum: minimum)
    origins = rolling.origins.map { panel.start + $0 }
    isNeverNegative = Dictionary(
      uniqueKeysWithValues: origins.map { ($0, panel.before($0).isNeverNegative) })
  }

  /// Values that a model learns from, or nothing is compared.
  private static let leastPast = 8

  /// One model at all origins.
  struct Forecasts: Sendable {
    /// (origins, series) of `horizon` values; nil where the series was too short then.
    var values: [[[Double]?]]
    /// Why the model could not be fitted anywhere.
    var unfit: String?
    var seconds: Double?
  }

  func run(
    _ candidates: [ForecastCandidates.Candidate], parallel: Parallel,
    progress: (Int) -> Progress = { _ in .silent }
  ) throws -> [Forecasts] {
    let steps = progress(candidates.count * origins.count)
    guard isRefitted else {
      return try candidates.map { try goingOn($0, parallel, steps) }
    }
    let places = candidates.count * origins.count
    let single = try parallel.map(places) { place in
      defer { steps.advance(by: 1) }
      return try Self.timed {
        try refitted(candidates[place / origins.count], at: origins[place % origins.count])
      }
    }
    return candidates.indices.map { candidate in
      Self.gathered(Array(single[candidate * origins.count..<(candidate + 1) * origins.count]))
    }
  }

  private typealias AtOrigin = [Result<[Double], ForecastCandidates.Unfit>]

  private static func timed<T>(_ body: () throws -> T) rethrows -> (T, seconds: Double) {
    let start = DispatchTime.now().uptimeNanoseconds
    let result = try body()
    return (result, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
  }

  private static func gathered(_ results: [(AtOrigin, seconds: Double)]) -> Forecasts {
    var forecasts = Forecasts(values: results.map { $0.0.map { try? $0.get() } })
    forecasts.seconds = results.reduce(0) { $0 + $1.seconds }
    if forecasts.values.allSatisfy({ $0.allSatisfy { $0 == nil } }) {
      for case .failure(let unfit) in results.flatMap(\.0) { forecasts.unfit = unfit.words }
    }
    return forecasts
  }

  private func refitted(
    _ candidate: ForecastCandidates.Candidate, at origin: Int
  ) throws -> AtOrigin {
    let past = panel.before(origin)
    let fitted = try candidate.fit(past.series.map(context.learned), context, .serial)
    return zip(fitted, panel.series).map { forecaster, series in
      forecaster.flatMap { forecaster in asked(forecaster, series, at: origin) }
    }
  }

  private func asked(
    _ forecaster: any Forecaster, _ series: DatedSeries, at origin: Int
  ) -> Result<[Double], ForecastCandidates.Unfit> {
    ForecastCandidates.result {
      let values = try forecaster.forecast(Self.moments(series, at: origin, horizon))
      return isNeverNegative[origin] == true ? values.map { max(0, $0) } : values
    }
  }

  /// What was known ahead of the values to come.
  private static func moments(_ series: DatedSeries, at origin: Int, _ horizon: Int) -> Moments {
    let ahead = series.before(origin + horizon).from(origin)
    return Moments(
      period: series.period, start: origin, count: horizon, regressors: ahead.regressors)
  }

  private func goingOn(
    _ candidate: ForecastCandidates.Candidate, _ parallel: Parallel, _ steps: Progress
  ) throws -> Forecasts {
    guard let first = origins.first else { return Forecasts(values: []) }
    let start = DispatchTime.now().uptimeNanoseconds
    var forecasters = try candidate.fit(
      panel.before(first).series.map(context.learned), context, parallel)
    var results: [(AtOrigin, seconds: Double)] = []
    for (place, origin) in origins.enumerated() {
      let previous = place > 0 ? origins[place - 1] : origin
      let known = forecasters
      let moved = try parallel.map(panel.series.count) { one in
        known[one].flatMap { forecaster in
          ForecastCandidates.result {
            var forecaster = forecaster
            let new = context.learned(panel.series[one].before(origin)).from(previous)
            if place > 0 { try forecaster.update(new) }
            return forecaster
          }
        }
      }
      forecasters = moved
      let values = try parallel.map(panel.series.count) { one in
        moved[one].flatMap { asked($0, panel.series[one], at: origin) }
      }
      results.append((values, seconds: 0))
      steps.advance(by: 1)
    }
    var forecasts = Self.gathered(results)
    forecasts.seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    return forecasts
  }

  /// What came: (origins, series), not-a-number where it is missing.
  func actual(_ origin: Int, _ series: Int) -> [Double] {
    let one = panel.series[series]
    let place = origins[origin] - one.start
    return (place..<place + horizon).map { one.values.indices.contains($0) ? one.values[$0] : .nan }
  }
}
