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

  /// The share of true values inside intervals that the other origins give.
  func coverage(level: Double) -> Double? {
    let shares = errors.compactMap { ForecastIntervals.coverage(errors: $0, level: level) }
    return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  /// The mean width of those intervals.
  func width(level: Double) -> Double? {
    let widths = errors.filter { $0.count > 1 }.map { errors in
      let intervals = ForecastIntervals(errors: errors, level: level)
      let steps = errors[0].indices
      return steps.reduce(0) { $0 + 2 * intervals.halfWidth($1) } / Double(max(1, steps.count))
    }
    return widths.isEmpty ? nil : widths.reduce(0, +) / Double(widths.count)
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
