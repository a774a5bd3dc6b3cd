/// (score - target)^2 / 2: predicts the mean.
struct SquaredLoss: Loss {
  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    Derivatives(score - target, 1)
  }

  func loss(score: Double, target: Double) -> Double {
    (score - target) * (score - target) / 2
  }
}
