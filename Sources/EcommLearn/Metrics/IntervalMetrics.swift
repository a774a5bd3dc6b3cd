/// How good foretold quantiles, intervals and samples are. Rows with a missing number are left out;
/// nil means that none is left.
public enum IntervalMetrics {
  /// Quantile loss: what is above costs `quantile`, what is below the rest, per unit.
  public static func pinball(
    _ forecast: [Double], actual: [Double], quantile: Double, weights: [Double] = []
  ) throws(MetricError) -> Double? {
    try check(actual, [forecast], weights)
    guard quantile > 0, quantile < 1 else {
      throw .badSetting(name: "quantile", expected: "between 0 and 1")
    }
    return mean(actual, [forecast], weights) { row in
      let above = actual[row] - forecast[row]
      return above >= 0 ? quantile * above : (quantile - 1) * above
    }
  }

  /// The share of values within their interval, borders included.
  public static func coverage(
    lower: [Double], upper: [Double], actual: [Double], weights: [Double] = []
  ) throws(MetricError) -> Double? {
    try check(actual, [lower, upper], weights)
    return mean(actual, [lower, upper], weights) {
      lower[$0] <= actual[$0] && actual[$0] <= upper[$0] ? 1 : 0
    }
  }

  /// Width plus 2 / (1 - coverage) for each unit that a value lies outside (Winkler, 1972).
  public static func intervalScore(
    lower: [Double], upper: [Double], actual: [Double], coverage: Double, weights: [Double] = []
  ) throws(MetricError) -> Double? {
    try check(actual, [lower, upper], weights)
    guard coverage > 0, coverage < 1 else {
      throw .badSetting(name: "coverage", expected: "between 0 and 1")
    }
    return mean(actual, [lower, upper], weights) { row in
      let outside = max(0, lower[row] - actual[row]) + max(0, actual[row] - upper[row])
      return upper[row] - lower[row] + 2 / (1 - coverage) * outside
    }
  }

  /// The continuous ranked probability score from quantiles: twice the mean of their losses. Quantiles
  /// evenly spread over (0, 1) make it the integral up to their spacing.
  public static func crps(
    quantiles: [(level: Double, forecast: [Double])], actual: [Double], weights: [Double] = []
  ) throws(MetricError) -> Double? {
    guard !quantiles.isEmpty else {
      throw .badSetting(name: "quantiles", expected: "at least one")
    }
    var sum = 0.0
    for (level, forecast) in quantiles {
      guard let loss = try pinball(forecast, actual: actual, quantile: level, weights: weights)
      else { return nil }
      sum += loss
    }
    return 2 * sum / Double(quantiles.count)
  }

  /// The continuous ranked probability score of samples: E|X - y| - E|X - X'| / 2 over all pairs
  /// (Gneiting and Raftery, 2007), in O(m log m) for m samples.
  public static func crps(samples: [Double], actual: Double) -> Double? {
    guard !samples.isEmpty, !actual.isNaN, !samples.contains(where: \.isNaN) else { return nil }
    let count = Double(samples.count)
    let distance = samples.reduce(0) { $0 + abs($1 - actual) } / count
    let spread = samples.sorted().enumerated().reduce(0.0) { sum, item in
      sum + (2 * Double(item.offset) + 1 - count) * item.element
    }
    return distance - spread / (count * count)
  }

  private static func check(
    _ actual: [Double], _ forecasts: [[Double]], _ weights: [Double]
  ) throws(MetricError) {
    for forecast in forecasts where forecast.count != actual.count {
      throw .differentCounts(scores: forecast.count, labels: actual.count)
    }
    try MetricError.check(weights: weights, count: actual.count)
  }

  private static func mean(
    _ actual: [Double], _ forecasts: [[Double]], _ weights: [Double], _ loss: (Int) -> Double
  ) -> Double? {
    var (sum, total) = (0.0, 0.0)
    for row in actual.indices
    where !actual[row].isNaN && !forecasts.contains(where: { $0[row].isNaN }) {
      let weight = weights.isEmpty ? 1 : weights[row]
      sum += weight * loss(row)
      total += weight
    }
    return total > 0 ? sum / total : nil
  }
}
