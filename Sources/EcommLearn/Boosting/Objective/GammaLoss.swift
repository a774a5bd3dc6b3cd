/// Positive amounts whose spread grows with their mean: target e^-score + score.
struct GammaLoss: LogLinkLoss {
  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    let ratio = target * Exponential.of(-score)
    return Derivatives(1 - ratio, ratio)
  }

  func loss(score: Double, target: Double) -> Double {
    target * Exponential.of(-score) + score
  }

  var targets: String { "a finite number above zero" }
  func accepts(_ target: Double) -> Bool { target > 0 && target.isFinite }
}
