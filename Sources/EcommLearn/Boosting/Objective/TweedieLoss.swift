/// Sums of a random count of positive amounts, many of them zero (Jorgensen, 1987): variance grows as
/// mean^power, 1 < power < 2.
struct TweedieLoss: LogLinkLoss {
  let power: Double

  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    let first = Exponential.of((1 - power) * score)
    let second = Exponential.of((2 - power) * score)
    return Derivatives(
      second - target * first, (2 - power) * second - target * (1 - power) * first)
  }

  func loss(score: Double, target: Double) -> Double {
    Exponential.of((2 - power) * score) / (2 - power)
      - target * Exponential.of((1 - power) * score) / (1 - power)
  }

  var targets: String { "a finite number, not negative" }
  func accepts(_ target: Double) -> Bool { target >= 0 && target.isFinite }
}
