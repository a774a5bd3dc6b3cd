import Glibc

/// What a purchase of a customer is worth: the Gamma-Gamma model.
///
/// The amounts of a customer scatter around a mean of their own as a gamma distribution of shape p; the
/// means are spread over the customers so that a customer with few purchases is drawn towards the mean of
/// all (Fader and Hardie, "The Gamma-Gamma model of monetary value", 2013). It assumes that how often
/// somebody buys says nothing of how much; `correlation` says how far that holds. Maximum likelihood;
/// cost: one logarithm a customer and evaluation.
public struct SpendingModel: Sendable, Equatable {
  public let p: Double
  public let q: Double
  public let v: Double
  /// Pearson's, of the number of repeats and their mean amount.
  public let correlation: Double

  public init(p: Double, q: Double, v: Double, correlation: Double) {
    self.p = p
    self.q = q
    self.v = v
    self.correlation = correlation
  }

  /// - Parameter means: the mean amount of a repeat; customers without repeats or with a mean that is not
  ///   above zero teach nothing.
  public static func fit(repeats: [Int], means: [Double]) throws -> SpendingModel {
    guard repeats.count == means.count else { throw LifetimeError.differentCounts }
    let known = repeats.indices.filter { repeats[$0] > 0 && means[$0] > 0 && means[$0].isFinite }
    guard known.count >= PurchaseModel.fewestReturned else {
      throw LifetimeError.fewReturned(
        count: known.count, needed: PurchaseModel.fewestReturned)
    }
    let counts = known.map { Double(repeats[$0]) }
    let unit = known.reduce(0) { $0 + means[$1] } / Double(known.count)
    let likelihood = SpendingLikelihood(counts: counts, means: known.map { means[$0] / unit })
    let minimum = FewVariables.minimise(
      .init(value: likelihood.value, gradient: likelihood.gradient), from: [0.7, 1, 1],
      FewVariables.Rule())
    guard minimum.value.isFinite else { throw LifetimeError.noMaximum }
    let found = minimum.point.map { exp($0) }
    return SpendingModel(
      p: found[0], q: found[1], v: found[2] * unit,
      correlation: Correlation.pearson(counts, known.map { means[$0] }) ?? 0)
  }

  /// The mean amount to be expected of a customer, or nil where the spread of the means is so wide that
  /// there is none.
  public func expectedMean(repeats: Int, mean: Double) -> Double? {
    let x = repeats > 0 && mean > 0 ? Double(repeats) : 0
    let weight = p * x + q - 1
    guard weight > 1e-6 else { return x > 0 ? mean : nil }
    return p * (v + x * (x > 0 ? mean : 0)) / weight
  }
}

/// The likelihood of the Gamma-Gamma model and its gradient, as functions of the logarithms of p, q, v.
struct SpendingLikelihood {
  private let means: [Double]
  /// Place of a customer's number of repeats in `levels`.
  private let level: [Int]
  private let levels: [Double]

  private static let farthest = 12.0

  init(counts: [Double], means: [Double]) {
    self.means = means
    levels = Set(counts).sorted()
    let place = Dictionary(zip(levels, levels.indices), uniquingKeysWith: { first, _ in first })
    level = counts.map { place[$0] ?? 0 }
  }

  private func parameters(_ logarithms: [Double]) -> (p: Double, q: Double, v: Double)? {
    guard logarithms.allSatisfy({ abs($0) <= Self.farthest }) else { return nil }
    return (exp(logarithms[0]), exp(logarithms[1]), exp(logarithms[2]))
  }

  func value(_ logarithms: [Double]) -> Double {
    guard let (p, q, v) = parameters(logarithms) else { return .infinity }
    let gamma = GammaFunction.logarithm
    let constants = levels.map { x in
      gamma(p * x + q) - gamma(p * x) - gamma(q) + q * log(v) + p * x * log(x)
    }
    var sum = 0.0
    for (place, mean) in zip(level, means) {
      let x = levels[place]
      sum += constants[place] + (p * x - 1) * log(mean) - (p * x + q) * log(x * mean + v)
    }
    return -sum / Double(max(1, means.count))
  }

  func gradient(_ logarithms: [Double]) -> [Double] {
    guard let (p, q, v) = parameters(logarithms) else { return [0, 0, 0] }
    let psi = GammaFunction.digamma
    let slopes = levels.map { x in
      let both = psi(p * x + q)
      return (p: x * (both - psi(p * x) + log(x)), q: both - psi(q) + log(v))
    }
    var sums = [0.0, 0.0, 0.0]
    for (place, mean) in zip(level, means) {
      let x = levels[place]
      let total = log(x * mean + v)
      sums[0] += slopes[place].p + x * (log(mean) - total)
      sums[1] += slopes[place].q - total
      sums[2] += q / v - (p * x + q) / (x * mean + v)
    }
    return zip(sums, [p, q, v]).map { -$0 * $1 / Double(max(1, means.count)) }
  }
}
