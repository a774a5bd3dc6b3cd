import EcommLearn

/// How far one model was from what came.
struct BacktestErrors: Sendable {
  /// (series, origins, steps): actual minus forecast, not-a-number where either is missing; no origins for a
  /// series that was too short.
  let errors: [[[Double]]]
  /// The mean absolute error at each origin, all series together.
  let losses: [Double]

  init(_ forecasts: [[[Double]?]], _ backtest: Backtest) {
    errors = backtest.panel.series.indices.map { series in
      backtest.origins.indices.compactMap { origin in
        forecasts[origin][series].map { values in
          zip(backtest.actual(origin, series), values).map { $0 - $1 }
        }
      }
    }
    losses = backtest.origins.indices.map { origin in
      Self.meanSize(
        backtest.panel.series.indices.flatMap { series -> [Double] in
          guard let values = forecasts[origin][series] else { return [] }
          return zip(backtest.actual(origin, series), values).map { $0 - $1 }
        })
    }
  }

  static func meanSize(_ errors: [Double]) -> Double {
    let known = errors.filter { !$0.isNaN }.map(abs)
    return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
  }

  func intervals(_ series: Int) -> [ForecastIntervals] {
    guard !errors[series].isEmpty else { return [] }
    return ForecastIntervals.levels.map { ForecastIntervals(errors: errors[series], level: $0) }
  }

  /// Mean absolute errors by the distance.
  var byStep: [Double] {
    let all = errors.flatMap { $0 }
    return (0..<(all.first?.count ?? 0)).map { step in Self.meanSize(all.map { $0[step] }) }
  }

  /// Mean absolute errors by weekday, hour or month.
  func byGroup(_ backtest: Backtest) -> [Double] {
    let period = backtest.context.period
    var groups = [[Double]](repeating: [], count: period.groups)
    for series in errors where series.count == backtest.origins.count {
      for (origin, errors) in zip(backtest.origins, series) {
        for (step, error) in errors.enumerated() {
          groups[period.group(origin + step)].append(error)
        }
      }
    }
    return groups.map(Self.meanSize)
  }
}
