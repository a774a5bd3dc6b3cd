/// slope^2 (sqrt(1 + (r / slope)^2) - 1) of the residual r: square for small errors, straight for large.
struct PseudoHuberLoss: Loss {
  let slope: Double

  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    let residual = score - target
    let ratio = residual / slope
    let root = (1 + ratio * ratio).squareRoot()
    return Derivatives(residual / root, 1 / (root * root * root))
  }

  func loss(score: Double, target: Double) -> Double {
    let ratio = (score - target) / slope
    return slope * slope * ((1 + ratio * ratio).squareRoot() - 1)
  }

  func constant(_ targets: [Double], _ weights: [Double]?) -> Double {
    WeightedStatistics.quantile(0.5, targets, weights)
  }
}
