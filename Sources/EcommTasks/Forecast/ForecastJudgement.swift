import EcommBase

/// What a forecast model foretold of periods that it was not fitted to, against what came.
///
/// Forecasts look `horizon` periods ahead; then the model goes on over what came, without a new fit, and looks
/// ahead again.
public struct ForecastJudgement: Sendable {
  /// The mean size of the errors of each period, all series together; not-a-number where nothing is known.
  public let losses: [Double]
  /// Values that were known, and those of them inside the 80 % interval.
  public let known: Int
  public let inside: Int

  public var meanError: Double? {
    let own = losses.filter { !$0.isNaN }
    return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
  }

  public var coverage: Double? { known > 0 ? Double(inside) / Double(known) : nil }

  /// Of the mean error.
  public var standardError: Double {
    let own = losses.filter { !$0.isNaN }
    guard own.count > 1, let mean = meanError else { return 0 }
    let square = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count - 1)
    return (square / Double(own.count)).squareRoot()
  }
}

extension ForecastModel {
  /// The period behind the last that the model knows.
  public var end: Int { panel.series.map(\.end).max() ?? 0 }

  /// Judged on the periods of `new` from `start` on; nil where there is none behind the model's end.
  public func judged(
    on new: SeriesPanel, from start: Int? = nil, horizon: Int
  ) throws -> ForecastJudgement? {
    let first = max(start ?? end, end)
    guard new.period == period else {
      throw ForecastError.otherPeriod(new.period, expected: period)
    }
    guard first < new.end else { return nil }
    var model = self
    var (losses, known, inside): ([Double], Int, Int) = ([], 0, 0)
    for origin in stride(from: first, to: new.end, by: max(1, horizon)) {
      if origin > model.end { _ = try model.update(new.before(origin)) }
      let steps = min(max(1, horizon), new.end - origin)
      let errors = try model.errors(new, at: origin, steps)
      for step in 0..<steps {
        let own = errors.compactMap { $0.values[step].isNaN ? nil : abs($0.values[step]) }
        losses.append(own.isEmpty ? .nan : own.reduce(0, +) / Double(own.count))
        for one in errors where !one.values[step].isNaN {
          known += 1
          if let width = one.widths[step], abs(one.values[step]) <= width { inside += 1 }
        }
      }
    }
    return ForecastJudgement(losses: losses, known: known, inside: inside)
  }

  private func errors(
    _ new: SeriesPanel, at origin: Int, _ steps: Int
  ) throws -> [(values: [Double], widths: [Double?])] {
    let byKey = Dictionary(new.series.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return try panel.series.compactMap { series in
      guard series.end == origin, let own = byKey[series.key]?.before(origin + steps).from(origin),
        own.start == origin, !own.values.isEmpty
      else { return nil }
      let filled = own.regressors.map {
        $0 + [Double](repeating: $0.last ?? 0, count: steps - $0.count)
      }
      let values = try series.forecaster.forecast(
        Moments(period: period, start: origin, count: steps, regressors: filled))
      let interval = series.intervals.first
      return (
        (0..<steps).map { step in
          guard own.values.indices.contains(step) else { return .nan }
          return own.values[step] - (panel.isNeverNegative ? max(0, values[step]) : values[step])
        },
        (0..<steps).map { step in interval.map { $0.halfWidth(step) } }
      )
    }
  }
}
