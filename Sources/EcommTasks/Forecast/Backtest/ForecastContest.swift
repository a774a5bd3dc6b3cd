import EcommBase
import EcommLearn

/// The models of a panel side by side, and which of them answers for each series.
struct ForecastContest: Sendable {
  /// Best first.
  let board: [ForecastEntry]
  /// Models that could not be fitted, and why.
  let leftOut: [String]
  /// For each series the models that forecast it, averaged; as places in the candidates.
  let winners: [[Int]]
  let champion: ForecastEntry

  static let perSeries = "best-of-each"

  init(
    _ candidates: [ForecastCandidates.Candidate], _ forecasts: [Backtest.Forecasts],
    _ backtest: Backtest, wantsEnsemble: Bool
  ) throws {
    var entries: [(entry: ForecastEntry, winners: [[Int]])] = []
    var leftOut: [String] = []
    let count = backtest.panel.series.count
    for (place, candidate) in candidates.enumerated() {
      if let reason = forecasts[place].unfit {
        leftOut.append("\(candidate.title): \(reason)")
      } else if let entry = ForecastEntry(
        name: candidate.name, title: candidate.title, forecasts[place], backtest)
      {
        entries.append((entry, [[Int]](repeating: [place], count: count)))
      }
    }
    let scored = candidates.indices.filter { forecasts[$0].unfit == nil }
    let selection = ForecastSelection(scored, forecasts, backtest)
    if wantsEnsemble, scored.count > EnsembleForecaster.size {
      entries += selection.ensemble().map { [$0] } ?? []
    }
    if count > 1, scored.count > 1 { entries += selection.bestOfEach().map { [$0] } ?? [] }
    // A model before another wins a tie, so that the order does not depend on the sort.
    let ranked = entries.enumerated().sorted {
      (Self.rank($0.element.entry, count), $0.offset) < (
        Self.rank($1.element.entry, count), $1.offset
      )
    }.map(\.element)
    guard let best = ranked.first else { throw ForecastError.noneFits(reasons: leftOut) }
    board = ranked.map(\.entry)
    self.leftOut = leftOut
    champion = best.entry
    winners = best.winners
  }

  /// Large series would decide alone in a panel: there the scaled error does.
  private static func rank(_ entry: ForecastEntry, _ series: Int) -> Double {
    series > 1 ? entry.mase ?? entry.metrics.mae : entry.metrics.mae
  }
}

/// Rules that pick among models by the backtest. Each is judged at an origin by what the other origins chose, so
/// that its score is not that of hindsight.
private struct ForecastSelection {
  let places: [Int]
  let forecasts: [Backtest.Forecasts]
  let backtest: Backtest
  /// (candidates, series, origins)
  private let losses: [[[Double]]]

  init(_ places: [Int], _ forecasts: [Backtest.Forecasts], _ backtest: Backtest) {
    self.places = places
    self.forecasts = forecasts
    self.backtest = backtest
    losses = places.map { place in
      backtest.panel.series.indices.map { series in
        backtest.origins.indices.map { origin in
          guard let values = forecasts[place].values[origin][series] else { return .nan }
          return BacktestErrors.meanSize(
            zip(backtest.actual(origin, series), values).map { $0 - $1 })
        }
      }
    }
  }

  func ensemble() -> (entry: ForecastEntry, winners: [[Int]])? {
    let all = backtest.panel.series.indices
    let chosen = backtest.origins.indices.map { best(all, without: $0) }
    let final = best(all, without: nil)
    return judged(EnsembleForecaster.name, "mean of the best 3", final: all.map { _ in final }) {
      origin, _ in chosen[origin]
    }
  }

  func bestOfEach() -> (entry: ForecastEntry, winners: [[Int]])? {
    let final = backtest.panel.series.indices.map {
      Array(best($0..<$0 + 1, without: nil).prefix(1))
    }
    return judged(ForecastContest.perSeries, "best of each series", final: final) {
      origin, series in
      Array(best(series..<series + 1, without: origin).prefix(1))
    }
  }

  /// The best few by the mean loss over the origins but one.
  private func best(_ series: Range<Int>, without origin: Int?) -> [Int] {
    let origins = backtest.origins.indices.filter { $0 != origin || backtest.origins.count == 1 }
    let means = losses.map { candidate -> Double in
      let values = series.flatMap { one in origins.map { candidate[one][$0] } }
      let known = values.filter { !$0.isNaN }
      // A model that failed somewhere is no better than its failure.
      return known.count * 2 < values.count || known.isEmpty
        ? .infinity : known.reduce(0, +) / Double(known.count)
    }
    let ranked = means.indices.filter { means[$0].isFinite }.sorted {
      (means[$0], $0) < (means[$1], $1)
    }
    return ranked.prefix(EnsembleForecaster.size).map { places[$0] }
  }

  private func judged(
    _ name: String, _ title: String, final: [[Int]],
    _ chosen: (_ origin: Int, _ series: Int) -> [Int]
  ) -> (entry: ForecastEntry, winners: [[Int]])? {
    let values = backtest.origins.indices.map { origin in
      backtest.panel.series.indices.map { series -> [Double]? in
        let members = chosen(origin, series).compactMap { forecasts[$0].values[origin][series] }
        return members.isEmpty ? nil : EnsembleForecaster.mean(members)
      }
    }
    let entry = ForecastEntry(
      name: name, title: title, Backtest.Forecasts(values: values), backtest)
    return entry.map { ($0, final) }
  }
}
