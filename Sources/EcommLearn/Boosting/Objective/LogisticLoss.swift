import Glibc

/// Two classes, 0 and 1: predicts the probability of 1. Rows of class 1 count `positiveWeight` times.
struct LogisticLoss: Loss {
  let positiveWeight: Double

  @inline(__always)
  func derivatives(score: Double, target: Double) -> Derivatives {
    let probability = Exponential.sigmoid(score)
    let weight = 1 + target * (positiveWeight - 1)
    let spread = probability * (1 - probability)
    return Derivatives((probability - target) * weight, (spread > 1e-16 ? spread : 1e-16) * weight)
  }

  func loss(score: Double, target: Double) -> Double {
    let margin = target > 0 ? score : -score
    let weight = target > 0 ? positiveWeight : 1
    return weight * (margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin)
  }

  func output(_ score: Double) -> Double { Exponential.sigmoid(score) }

  /// Kept off 0 and 1, which would need an endless score.
  func score(_ output: Double) -> Double {
    let probability = min(max(output, 1e-6), 0.99)
    return -log(1 / probability - 1)
  }

  var targets: String { "0 or 1" }
  func accepts(_ target: Double) -> Bool { target == 0 || target == 1 }
}
