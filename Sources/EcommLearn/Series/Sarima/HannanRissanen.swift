import Glibc

/// Starting values of an ARMA model by two regressions (Hannan and Rissanen, Biometrika 69, 1982): a
/// long autoregression estimates the innovations, then the series is regressed on its own lags and
/// theirs. Seasonal and short lags enter side by side, their products left out.
enum HannanRissanen {
  static func guess(_ series: [Double], _ order: SarimaOrder) -> SarimaParameters {
    let none = SarimaParameters([Double](repeating: 0, count: order.parameterCount), order)
    guard order.parameterCount > 0, let shocks = innovations(series, order) else { return none }
    let (begin, errors) = shocks
    let own = lags(order.ar, order.seasonalAR, order.period)
    let others = lags(order.ma, order.seasonalMA, order.period)
    let start = max((own + [0]).max() ?? 0, begin + ((others + [0]).max() ?? 0))
    guard series.count - start > 2 * order.parameterCount else { return none }
    let rows = start..<series.count
    let columns =
      [Array(series[rows])] + own.map { lag in rows.map { series[$0 - lag] } }
      + others.map { lag in rows.map { errors[$0 - lag] } }
    guard let found = WhiteRegression(columns)?.coefficients, found.allSatisfy(\.isFinite) else {
      return none
    }
    let split = order.ar + order.seasonalAR
    return SarimaParameters(
      ar: Array(found[..<order.ar]), ma: Array(found[split..<split + order.ma]),
      seasonalAR: Array(found[order.ar..<split]), seasonalMA: Array(found[(split + order.ma)...]))
  }

  private static func lags(_ short: Int, _ long: Int, _ period: Int) -> [Int] {
    Array(1..<short + 1) + (1..<long + 1).map { $0 * period }
  }

  /// Residuals of a long autoregression (Yule-Walker by Levinson's recursion), from `begin` on.
  private static func innovations(
    _ series: [Double], _ order: SarimaOrder
  ) -> (begin: Int, errors: [Double])? {
    let n = series.count
    let wanted = max(Int(10 * log10(Double(max(n, 2)))), 2 * order.period + 2)
    let length = min(wanted, n / 3)
    guard length >= 1 else { return nil }
    let covariances = (0...length).map { lag in
      dot(Array(series.dropFirst(lag)), Array(series.dropLast(lag))) / Double(n)
    }
    guard let weights = levinson(covariances) else { return nil }
    var errors = [Double](repeating: 0, count: n)
    let reversed = Array(weights.reversed())
    for t in length..<n { errors[t] = series[t] - product(reversed, series, at: t - length) }
    return (length, errors)
  }

  private static func product(_ weights: [Double], _ series: [Double], at place: Int) -> Double {
    var (even, odd) = (0.0, 0.0)
    var k = 0
    while k + 1 < weights.count {
      even += weights[k] * series[place + k]
      odd += weights[k + 1] * series[place + k + 1]
      k += 2
    }
    return k < weights.count ? even + odd + weights[k] * series[place + k] : even + odd
  }

  private static func levinson(_ covariances: [Double]) -> [Double]? {
    guard covariances[0] > 0 else { return nil }
    var variance = covariances[0]
    var weights: [Double] = []
    for lag in 1..<covariances.count {
      var rest = covariances[lag]
      for (index, weight) in weights.enumerated() { rest -= weight * covariances[lag - 1 - index] }
      let reflection = rest / variance
      weights = zip(weights, weights.reversed()).map { $0 - reflection * $1 } + [reflection]
      variance *= 1 - reflection * reflection
      guard variance > 1e-12 * covariances[0] else { break }
    }
    return weights
  }
}
