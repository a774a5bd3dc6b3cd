import EcommBase
import Glibc

/// A logistic curve over scores of any scale (Platt, 1999): two numbers, fit for few rows.
public struct PlattCalibration: Sendable, Equatable {
  public let slope: Double
  public let intercept: Double

  /// Targets are drawn a little towards each other, as Platt does, so that scores which tell the
  /// classes apart without a mistake still give a finite curve.
  public static func fit(
    _ scores: [Double], isPositive: [Bool], weights: [Double] = []
  ) throws(MetricError) -> PlattCalibration {
    let weights = try CalibrationRows.weights(scores, isPositive, weights)
    let hits = zip(isPositive, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    let misses = weights.reduce(0, +) - hits
    let shares = isPositive.map { $0 ? (hits + 1) / (hits + 2) : 1 / (misses + 2) }
    let scale = max(1e-300, scores.map(\.magnitude).max() ?? 1)
    let point = SoftLogistic.fit([scores.map { $0 / scale }], shares: shares, weights: weights)
    return PlattCalibration(slope: point[0] / scale, intercept: point[1])
  }

  public func probability(_ score: Double) -> Double {
    LogisticRegression.sigmoid(slope * score + intercept)
  }
}

/// A curve over probabilities that can pull both ends apart or together (Kull, Silva Filho and Flach,
/// 2017); it holds the identity, which a logistic curve does not.
public struct BetaCalibration: Sendable, Equatable {
  /// Of ln p, not negative.
  public let lowEnd: Double
  /// Of -ln(1 - p), not negative.
  public let highEnd: Double
  public let intercept: Double

  private static let least = 1e-12

  public static func fit(
    _ probabilities: [Double], isPositive: [Bool], weights: [Double] = []
  ) throws(MetricError) -> BetaCalibration {
    let weights = try CalibrationRows.weights(probabilities, isPositive, weights)
    let low = probabilities.map { log(clipped($0)) }
    let high = probabilities.map { -log1p(-clipped($0)) }
    let shares = isPositive.map { $0 ? 1.0 : 0.0 }
    let both = SoftLogistic.fit([low, high], shares: shares, weights: weights)
    if both[0] >= 0, both[1] >= 0 {
      return BetaCalibration(lowEnd: both[0], highEnd: both[1], intercept: both[2])
    }
    // A falling end is left out, and the curve fitted without it.
    let one = SoftLogistic.fit([both[0] < 0 ? high : low], shares: shares, weights: weights)
    let slope = max(0, one[0])
    return both[0] < 0
      ? BetaCalibration(lowEnd: 0, highEnd: slope, intercept: one[1])
      : BetaCalibration(lowEnd: slope, highEnd: 0, intercept: one[1])
  }

  public func probability(_ probability: Double) -> Double {
    let p = Self.clipped(probability)
    return LogisticRegression.sigmoid(lowEnd * log(p) - highEnd * log1p(-p) + intercept)
  }

  private static func clipped(_ p: Double) -> Double { min(max(p, least), 1 - least) }
}

enum CalibrationRows {
  /// Weights of one each where there are none; both classes must have some.
  static func weights(
    _ scores: [Double], _ isPositive: [Bool], _ weights: [Double]
  ) throws(MetricError) -> [Double] {
    try MetricError.check(scores, count: isPositive.count, weights: weights)
    let weights = weights.isEmpty ? [Double](repeating: 1, count: scores.count) : weights
    let hits = zip(isPositive, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    guard hits > 0, hits < weights.reduce(0, +) else { throw .oneClass }
    if let row = scores.firstIndex(where: \.isInfinite) { throw .missingScore(row: row) }
    return weights
  }
}
