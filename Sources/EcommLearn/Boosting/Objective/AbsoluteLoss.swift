/// |score - target|: predicts the median. The loss is flat on both sides, so a tree only finds the leaves;
/// their values are medians of what is left over.
struct AbsoluteLoss: Loss {
  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    Derivatives(score > target ? 1 : score < target ? -1 : 0, 1)
  }

  func loss(score: Double, target: Double) -> Double { abs(score - target) }

  var leafQuantile: Double? { 0.5 }

  func constant(_ targets: [Double], _ weights: [Double]?) -> Double {
    WeightedStatistics.quantile(0.5, targets, weights)
  }
}
