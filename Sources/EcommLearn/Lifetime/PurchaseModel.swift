import Glibc

/// How often customers come back and whether they still do: the BG/NBD model.
///
/// While a customer stays, purchases come at random at a rate of their own; after each one the customer
/// may leave for good. Rates are spread over the customers as Gamma(r, alpha), chances to leave as
/// Beta(a, b) (Fader, Hardie and Lee, "Counting your customers the easy way", 2005). The four
/// parameters maximise the likelihood. Cost: one logarithm or two a distinct history and evaluation,
/// some tens of evaluations.
public struct PurchaseModel: Sendable, Equatable {
  public let r: Double
  public let alpha: Double
  public let a: Double
  public let b: Double
  /// Mean over the customers.
  public let logLikelihood: Double

  static let fewestReturned = 10

  public init(r: Double, alpha: Double, a: Double, b: Double, logLikelihood: Double) {
    self.r = r
    self.alpha = alpha
    self.a = a
    self.b = b
    self.logLikelihood = logLikelihood
  }

  public static func fit(_ history: PurchaseHistory) throws -> PurchaseModel {
    let returned = history.repeats.count { $0 > 0 }
    guard returned >= fewestReturned else {
      throw LifetimeError.fewReturned(count: returned, needed: fewestReturned)
    }
    // In units of the longest age, so that one start suits days as well as years.
    let unit = max(history.age.max() ?? 1, 1e-9)
    let likelihood = PurchaseLikelihood(DistinctHistories(history), unit: unit)
    var rule = FewVariables.Rule()
    rule.gradientTolerance = 1e-8
    let minimum = FewVariables.minimise(
      .init(value: likelihood.value, gradient: likelihood.gradient),
      from: [0, -1, 0, 0.5], rule)
    guard minimum.value.isFinite else { throw LifetimeError.noMaximum }
    let found = minimum.point.map { exp($0) }
    // Of scaled times the density is `unit` times as large for each repeat.
    let scale = Double(history.repeats.reduce(0, +)) / Double(history.count) * log(unit)
    return PurchaseModel(
      r: found[0], alpha: found[1] * unit, a: found[2], b: found[3],
      logLikelihood: -minimum.value - scale)
  }
}

extension PurchaseModel {
  /// The chance that a customer has not left.
  public func chanceAlive(repeats: Int, lastRepeat: Double, age: Double) -> Double {
    guard repeats > 0 else { return 1 }
    return 1 / (1 + oddsOfLeft(Double(repeats), lastRepeat, age))
  }

  private func oddsOfLeft(_ x: Double, _ last: Double, _ age: Double) -> Double {
    a / (b + x - 1) * exp((r + x) * (log(alpha + age) - log(alpha + last)))
  }

  /// Purchases to be expected in the next `days`, given what the customer did so far.
  ///
  /// With C = a + b + x - 1 and z = days / (alpha + age + days) it is
  /// (C - (1 - z)^(a-1) C F(a + b - 1 - r, a - 1; C; z)) / (a - 1), where F is Gauss's function after
  /// Euler's transformation, which keeps its parameters small; C times F has no pole at C = 0.
  public func expectedPurchases(
    in days: Double, repeats: Int, lastRepeat: Double, age: Double
  ) -> Double {
    guard days > 0 else { return 0 }
    let x = Double(repeats)
    // At a = 1 the quotient is 0/0; beside it, it is smooth.
    let a = abs(self.a - 1) < 1e-6 ? 1 + 1e-6 : self.a
    let c = a + b + x - 1
    let z = days / (alpha + age + days)
    let series = Self.scaledHypergeometric(a + b - 1 - r, a - 1, c, z)
    let expected = (c - exp((a - 1) * log1p(-z)) * series) / (a - 1)
    let left = repeats > 0 ? oddsOfLeft(x, lastRepeat, age) : 0
    return max(0, expected / (1 + left))
  }

  /// C F(A, B; C; z) for C above -1 and z in [0, 1).
  private static func scaledHypergeometric(
    _ a: Double, _ b: Double, _ c: Double, _ z: Double
  ) -> Double {
    var sum = c
    var term = a * b * z
    for n in 1..<mostTerms {
      sum += term
      if abs(term) <= 1e-16 * abs(sum) { break }
      let n = Double(n)
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
    }
    return sum
  }

  private static let mostTerms = 20_000
}
