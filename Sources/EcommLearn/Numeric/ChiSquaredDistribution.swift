import Glibc

/// The chi-squared distribution by the incomplete gamma function: a series below the mean, a continued
/// fraction (Lentz) above it.
enum ChiSquaredDistribution {
  /// The chance of a value at least as large.
  static func beyond(_ value: Double, freedom: Double) -> Double {
    guard freedom > 0, !value.isNaN else { return .nan }
    guard value > 0 else { return 1 }
    guard value.isFinite else { return 0 }
    let (a, x) = (freedom / 2, value / 2)
    return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x)
  }

  /// The value that is exceeded with this chance, by halving.
  static func quantile(beyond chance: Double, freedom: Double) -> Double {
    guard chance < 1 else { return 0 }
    guard chance > 0 else { return .infinity }
    var high = max(1, freedom)
    while beyond(high, freedom: freedom) > chance, high < 1e12 { high *= 2 }
    var low = 0.0
    for _ in 0..<200 where high - low > 1e-13 * high {
      let middle = (low + high) / 2
      if beyond(middle, freedom: freedom) > chance { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static let mostSteps = 10_000

  private static func front(_ a: Double, _ x: Double) -> Double {
    exp(a * log(x) - x - GammaFunction.logarithm(a))
  }

  private static func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    for step in 1...mostSteps {
      term *= x / (a + Double(step))
      sum += term
      if term < sum * 1e-16 { break }
    }
    return min(1, sum * front(a, x))
  }

  private static func upperFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var value = d
    for step in 1...mostSteps {
      let i = Double(step)
      let an = -i * (i - a)
      b += 2
      d = 1 / nonzero(an * d + b)
      c = nonzero(b + an / c)
      value *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return value * front(a, x)
  }

  private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
