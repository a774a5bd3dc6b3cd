/// The pinball loss (Koenker and Bassett, 1978): predicts the quantile at `share`. As with the absolute
/// loss, leaves hold quantiles of what is left over.
struct QuantileLoss: Loss {
  let share: Double

  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    Derivatives(score >= target ? 1 - share : -share, 1)
  }

  func loss(score: Double, target: Double) -> Double {
    target > score ? share * (target - score) : (1 - share) * (score - target)
  }

  var leafQuantile: Double? { share }

  func constant(_ targets: [Double], _ weights: [Double]?) -> Double {
    WeightedStatistics.quantile(share, targets, weights)
  }
}
