/// The value of a leaf whose objective has no useful second derivative: a quantile of what the scores so far
/// leave over.
enum LeafRefit {
  static func value(
    _ leaf: [UInt32], quantile: Double, rows: BoostingRows, scores: [Double]
  ) -> Double {
    var residuals: [(value: Double, weight: Double)] = []
    residuals.reserveCapacity(leaf.count)
    for row in leaf {
      let row = Int(row)
      residuals.append((rows.targets[row] - scores[row], rows.weights?[row] ?? 1))
    }
    return WeightedStatistics.quantile(quantile, &residuals)
  }
}
