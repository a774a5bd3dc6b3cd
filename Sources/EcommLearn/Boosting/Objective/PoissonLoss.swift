/// Counts: e^score - target * score, the negative log-likelihood without its constant.
struct PoissonLoss: LogLinkLoss {
  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    let mean = Exponential.of(score)
    return Derivatives(mean - target, mean)
  }

  func loss(score: Double, target: Double) -> Double {
    Exponential.of(score) - target * score
  }

  var targets: String { "a finite number, not negative" }
  func accepts(_ target: Double) -> Bool { target >= 0 && target.isFinite }
}
