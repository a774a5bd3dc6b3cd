import EcommBase
import EcommLearn

/// Each series of a panel fitted by the models that won it.
struct PanelFitting {
  private(set) var series: [FittedSeries] = []
  private(set) var notes: [String] = []

  /// What answers where the winner cannot be fitted.
  private static let fallbacks = ["moving-average", "naive"]

  /// - Parameter winners: for each series the places of its candidates; several are averaged.
  init(
    _ panel: SeriesPanel, _ context: ForecastContext, _ candidates: [ForecastCandidates.Candidate],
    winners: [[Int]], parallel: Parallel
  ) throws {
    let learned = panel.series.map(context.learned)
    var members = [[EnsembleForecaster.Member]](repeating: [], count: panel.series.count)
    for place in Set(winners.joined()).sorted() {
      let own = winners.indices.filter { winners[$0].contains(place) }
      let fitted = try candidates[place].fit(own.map { learned[$0] }, context, parallel)
      for (series, result) in zip(own, fitted) {
        guard case .success(let forecaster) = result else { continue }
        members[series].append(.init(name: candidates[place].name, forecaster: forecaster))
      }
    }
    var replaced: [String: Int] = [:]
    for (place, members) in members.enumerated() {
      if members.isEmpty {
        let (name, forecaster) = try Self.fallback(learned[place], context)
        replaced[name, default: 0] += 1
        series.append(FittedSeries(panel.series[place], name, forecaster))
      } else if members.count == 1 {
        series.append(FittedSeries(panel.series[place], members[0].name, members[0].forecaster))
      } else {
        let ensemble = EnsembleForecaster(members)
        series.append(FittedSeries(panel.series[place], EnsembleForecaster.name, ensemble))
      }
    }
    for place in series.indices where !context.settings.keepsSpikes {
      series[place].spikeLimit = Spikes.limit(after: learned[place].values)
    }
    notes = replaced.sorted { $0.key < $1.key }.map { name, count in
      "\(Figures.count(count)) series could not be fitted: \(name) takes their place"
    }
  }

  private static func fallback(
    _ series: DatedSeries, _ context: ForecastContext
  ) throws -> (String, any Forecaster) {
    var reasons: [String] = []
    for name in fallbacks {
      for candidate in try ForecastCandidates.chosen([name], series: 1) {
        switch try candidate.fit([series], context, .serial)[0] {
        case .success(let forecaster): return (name, forecaster)
        case .failure(let unfit): reasons.append("\(name): \(unfit.words)")
        }
      }
    }
    throw ForecastError.noneFits(reasons: reasons)
  }
}

/// A series' forecaster and how far its forecasts reach from the truth.
struct FittedSeries: Sendable {
  let key: [String]
  let learner: String
  var forecaster: any Forecaster
  /// The period after the last one known.
  var end: Int
  /// The narrowest first.
  var intervals: [ForecastIntervals] = []
  /// Larger new values are out of all proportion and not learned from.
  var spikeLimit: Double?
  /// The last values, for people to see beside the forecast; of the forecaster where it keeps some.
  private(set) var recent: [Double]

  private static let shown = 60

  init(_ series: DatedSeries, _ learner: String, _ forecaster: any Forecaster) {
    key = series.key
    self.learner = learner
    self.forecaster = forecaster
    end = series.end
    recent = forecaster.recent.isEmpty ? Array(series.values.suffix(Self.shown)) : []
  }

  init(
    key: [String], learner: String, forecaster: any Forecaster, end: Int,
    intervals: [ForecastIntervals], spikeLimit: Double?, recent: [Double]
  ) {
    self.key = key
    self.learner = learner
    self.forecaster = forecaster
    self.end = end
    self.intervals = intervals
    self.spikeLimit = spikeLimit
    self.recent = recent
  }

  /// The values before `end`, as far as they are kept.
  var past: [Double] { recent.isEmpty ? forecaster.recent : recent }

  /// After the forecaster went on over them.
  mutating func add(_ values: [Double]) {
    guard forecaster.recent.isEmpty else { return }
    recent = Array((recent + values).suffix(Self.shown))
  }
}

/// Intervals of series without a backtest of their own.
enum SeriesWidths {
  /// From how much values change between neighbours, as those of a walk; none where there is one value only.
  static func filled(_ fitted: [FittedSeries], _ panel: SeriesPanel) -> [FittedSeries] {
    zip(fitted, panel.series).map { one, series in
      guard one.intervals.isEmpty else { return one }
      var one = one
      let changes = zip(series.values.dropFirst(), series.values).map { $0 - $1 }
      guard changes.contains(where: \.isFinite) else { return one }
      one.intervals = ForecastIntervals.levels.map {
        ForecastIntervals(errors: changes.map { [$0] }, level: $0)
      }
      return one
    }
  }
}
