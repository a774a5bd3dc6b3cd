/// The classical decomposition: a centred moving average over a season is the trend, means of what is left
/// by place are the season (Macaulay, 1931). Multiplicative where every value is above zero, additive
/// elsewhere.
struct SeasonalAdjustment: Sendable, Equatable {
  /// The place of the first value first; neutral without a season.
  let factors: [Double]
  let isProduct: Bool

  static let none = SeasonalAdjustment(factors: [1], isProduct: true)

  func removed(from values: [Double]) -> [Double] {
    values.enumerated().map { removed(from: $1, at: $0) }
  }

  func removed(from value: Double, at t: Int) -> Double {
    let factor = factors[t % factors.count]
    return isProduct ? value / factor : value - factor
  }

  func applied(to value: Double, at t: Int) -> Double {
    let factor = factors[t % factors.count]
    return isProduct ? value * factor : value + factor
  }

  /// No season where the series is too short for it, or where its autocorrelation at a season is not
  /// above chance (the test of the M3 competition, 90 %).
  static func estimate(_ values: [Double], period: Int) -> SeasonalAdjustment {
    let known = values.count { !$0.isNaN }
    guard period > 1, known >= 2 * period + 1, values.count >= 2 * period,
      isSeasonal(values, period)
    else { return none }
    let isProduct = values.allSatisfy { !($0 <= 0) }
    let trend = centredMeans(values, period)
    var sums = [Double](repeating: 0, count: period)
    var counts = sums
    for (t, level) in trend.enumerated() where !level.isNaN && !values[t].isNaN {
      sums[t % period] += isProduct ? values[t] / level : values[t] - level
      counts[t % period] += 1
    }
    let neutral = isProduct ? 1.0 : 0
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : neutral }
    let middle = means.reduce(0, +) / Double(period)
    guard isProduct else {
      return SeasonalAdjustment(factors: means.map { $0 - middle }, isProduct: false)
    }
    let factors = means.map { $0 / middle }
    return factors.allSatisfy { $0 > 0.01 && $0.isFinite }
      ? SeasonalAdjustment(factors: factors, isProduct: true) : none
  }

  /// NaN at the ends, and where half of the window is missing.
  static func centredMeans(_ values: [Double], _ period: Int) -> [Double] {
    let half = period / 2
    return values.indices.map { t in
      guard t >= half, t + half < values.count else { return .nan }
      var (sum, weights) = (0.0, 0.0)
      for offset in -half...half where !values[t + offset].isNaN {
        let weight = period % 2 == 0 && abs(offset) == half ? 0.5 : 1
        sum += weight * values[t + offset]
        weights += weight
      }
      return 2 * weights > Double(period) ? sum / weights : .nan
    }
  }

  private static func isSeasonal(_ values: [Double], _ period: Int) -> Bool {
    let known = values.filter { !$0.isNaN }
    let mean = known.reduce(0) { $0 + $1 / Double(known.count) }
    let size = known.reduce(0) { max($0, ($1 - mean).magnitude) }
    guard size > 0 else { return false }
    let centred = values.map { $0.isNaN ? 0 : ($0 - mean) / size }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    let correlations = (1...period).map { lag in
      zip(centred.dropFirst(lag), centred).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    let squares = correlations.dropLast().reduce(0) { $0 + $1 * $1 }
    let bound = 1.645 * ((1 + 2 * squares) / Double(known.count)).squareRoot()
    return (correlations.last ?? 0).magnitude > bound
  }
}
