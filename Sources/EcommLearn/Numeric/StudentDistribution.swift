import Glibc

/// Student's t distribution.
enum StudentDistribution {
  /// The chance of a value at least as far from zero as `t`, by the incomplete beta function.
  static func beyond(_ t: Double, freedom: Double) -> Double {
    guard t.isFinite, freedom > 0 else { return t.isNaN ? .nan : 0 }
    return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
  }

  /// Regularised; by Lentz's continued fraction (Press et al., "Numerical Recipes", 6.4), which converges fast
  /// below the mean; above it the other tail is computed.
  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let isBelowTheMean = x < (a + 1) / (a + b + 2)
    return isBelowTheMean ? lowerTail(x, a, b) : 1 - lowerTail(1 - x, b, a)
  }

  private static func lowerTail(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let front = exp(
      lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front * fraction(x, a, b) / a
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1), tiny)
    var value = d
    for step in 1...300 {
      let m = Double(step)
      for coefficient in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 / nonzero(1 + coefficient * d, tiny)
        c = nonzero(1 + coefficient / c, tiny)
        value *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return value
  }

  private static func nonzero(_ value: Double, _ tiny: Double) -> Double {
    abs(value) < tiny ? tiny : value
  }
}
