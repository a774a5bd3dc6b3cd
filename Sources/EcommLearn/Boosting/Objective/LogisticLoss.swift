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

  @inline(__always)
  func output(_ score: Double) -> Double { Exponential.sigmoid(score) }

  func score(_ output: Double) -> Double { -log(1 / output - 1) }

  /// Kept off 0 and 1, which would need an endless score.
  func constant(_ targets: [Double], _ weights: [Double]?) -> Double {
    let positive = zip(targets.indices, targets).reduce(0.0) { sum, row in
      sum + row.1 * positiveWeight * (weights?[row.0] ?? 1)
    }
    let negative = zip(targets.indices, targets).reduce(0.0) { sum, row in
      sum + (1 - row.1) * (weights?[row.0] ?? 1)
    }
    return min(max(positive / (positive + negative), 1e-6), 0.99)
  }

  var targets: String { "0 or 1" }
  func accepts(_ target: Double) -> Bool { target == 0 || target == 1 }
}
