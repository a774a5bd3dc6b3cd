import Glibc

/// How good probabilities of one class are, beyond their order.
public struct ProbabilityMetrics: Sendable, Equatable {
  /// Mean of -ln of the probability given to what happened; probabilities are kept `epsilon` away
  /// from 0 and 1, so that one certain mistake does not make it infinite.
  public let logLoss: Double
  /// Mean squared difference to what happened.
  public let brier: Double
  /// Of always saying the base rate: what a forecaster without knowledge gets.
  public let baseRate: Double
  public var baseBrier: Double { baseRate * (1 - baseRate) }

  /// As in scikit-learn: the spacing of doubles at one.
  private static let epsilon = Double.ulpOfOne

  /// Nil when all weights are zero or there are no rows.
  public init?(
    _ probabilities: [Double], isPositive: [Bool], weights: [Double] = []
  ) throws(MetricError) {
    try MetricError.check(probabilities, count: isPositive.count, weights: weights)
    var (loss, squares, hits, total) = (0.0, 0.0, 0.0, 0.0)
    for row in probabilities.indices {
      let weight = weights.isEmpty ? 1 : weights[row]
      let p = min(max(probabilities[row], Self.epsilon), 1 - Self.epsilon)
      let truth = isPositive[row] ? 1.0 : 0.0
      loss -= weight * (isPositive[row] ? log(p) : log1p(-p))
      squares += weight * (probabilities[row] - truth) * (probabilities[row] - truth)
      hits += weight * truth
      total += weight
    }
    guard total > 0 else { return nil }
    logLoss = loss / total
    brier = squares / total
    baseRate = hits / total
  }
}
