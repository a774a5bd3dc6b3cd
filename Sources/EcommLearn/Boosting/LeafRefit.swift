/// The values of leaves whose objective has no useful second derivative: quantiles of what the scores so far
/// leave over.
struct LeafRefit {
  let quantile: Double
  let parameters: BoostingParameters
  let rows: BoostingRows
  let scores: [Double]

  /// Replaces the values of the leaves of the tree grown last; `values` has one entry a node.
  func refit(_ values: inout [Double], of grower: TreeGrower) {
    for leaf in grower.tree.leaves { values[leaf] = value(grower.rows(of: leaf)) }
    guard !parameters.monotone.isEmpty else { return }
    LeafOrder(tree: grower.tree, monotone: parameters.monotone) { leaves in
      value(leaves.flatMap { grower.rows(of: $0) })
    }.settle(&values)
  }

  private func value(_ leaf: [UInt32]) -> Double {
    var residuals: [(value: Double, weight: Double)] = []
    residuals.reserveCapacity(leaf.count)
    for row in leaf {
      let row = Int(row)
      residuals.append((rows.targets[row] - scores[row], rows.weights?[row] ?? 1))
    }
    let value = WeightedStatistics.quantile(quantile, &residuals)
    let limit = parameters.maximumStep > 0 ? parameters.maximumStep : .infinity
    return min(max(value, -limit), limit)
  }
}
