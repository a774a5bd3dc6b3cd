import Glibc

/// How far two lists of counts over the same bins lie apart.
public struct CountDrift: Sendable, Equatable {
  /// Population stability index: the sum over bins of (q - p) ln(q / p). Half a row is added to every bin, so
  /// that an empty one says much and not everything.
  public let stabilityIndex: Double
  /// Jensen-Shannon distance by natural logarithms: from 0 to 0.8326 (the root of ln 2).
  public let jensenShannon: Double
  /// Chi-squared test of homogeneity over the bins that either has, and its degrees of freedom.
  public let chiSquared: Double
  public let freedom: Int
  public let pValue: Double
  private let sizes: (reference: Int, current: Int)

  /// Nil where either has no row.
  public init?(reference: [Int], current: [Int]) {
    let (n, m) = (reference.reduce(0, +), current.reduce(0, +))
    guard reference.count == current.count, n > 0, m > 0 else { return nil }
    sizes = (n, m)
    stabilityIndex = Self.stabilityIndex(reference, n, current, m)
    jensenShannon = Self.jensenShannon(reference, n, current, m)
    (chiSquared, freedom) = Self.homogeneity(reference, n, current, m)
    pValue =
      freedom > 0
      ? ChiSquaredDistribution.beyond(chiSquared, freedom: Double(freedom)) : 1
  }

  public static func == (a: CountDrift, b: CountDrift) -> Bool {
    a.stabilityIndex == b.stabilityIndex && a.chiSquared == b.chiSquared && a.sizes == b.sizes
  }

  private static func stabilityIndex(_ a: [Int], _ n: Int, _ b: [Int], _ m: Int) -> Double {
    let extra = Double(a.count) / 2
    return zip(a, b).reduce(0) { sum, pair in
      let p = (Double(pair.0) + 0.5) / (Double(n) + extra)
      let q = (Double(pair.1) + 0.5) / (Double(m) + extra)
      return sum + (q - p) * log(q / p)
    }
  }

  private static func jensenShannon(_ a: [Int], _ n: Int, _ b: [Int], _ m: Int) -> Double {
    func part(_ share: Double, _ middle: Double) -> Double {
      share > 0 ? share * log(share / middle) : 0
    }
    let divergence = zip(a, b).reduce(0.0) { sum, pair in
      let (p, q) = (Double(pair.0) / Double(n), Double(pair.1) / Double(m))
      let middle = (p + q) / 2
      return sum + (part(p, middle) + part(q, middle)) / 2
    }
    return max(0, divergence).squareRoot()
  }

  private static func homogeneity(
    _ a: [Int], _ n: Int, _ b: [Int], _ m: Int
  ) -> (Double, Int) {
    let all = Double(n) + Double(m)
    var (sum, bins) = (0.0, 0)
    for (own, other) in zip(a, b) where own + other > 0 {
      bins += 1
      let both = Double(own) + Double(other)
      let (p, q) = (both * Double(n) / all, both * Double(m) / all)
      sum +=
        (Double(own) - p) * (Double(own) - p) / p + (Double(other) - q) * (Double(other) - q) / q
    }
    return (sum, bins - 1)
  }

  /// The chance of the test of homogeneity with rare bins taken together, so that it holds for few rows too: those
  /// in which fewer than five rows are to be expected (Cochran, 1954).
  public static func pooledP(reference: [Int], current: [Int]) -> Double? {
    let (n, m) = (Double(reference.reduce(0, +)), Double(current.reduce(0, +)))
    guard n > 0, m > 0 else { return nil }
    let least = min(n, m) / (n + m)
    let order = zip(reference, current).sorted { $0.0 + $0.1 > $1.0 + $1.1 }
    let common = order.prefix { (Double($0.0) + Double($0.1)) * least >= fewestExpected }
    let rare = order.dropFirst(common.count)
    let pooled =
      common.map { $0 } + [
        (rare.reduce(0) { $0 + $1.0 }, rare.reduce(0) { $0 + $1.1 })
      ]
    return CountDrift(reference: pooled.map(\.0), current: pooled.map(\.1))?.pValue
  }

  private static let fewestExpected = 5.0

  /// The stability index that chance alone exceeds with this likelihood, where nothing has changed: the index
  /// is then about (1/n + 1/m) times a chi-squared of bins - 1 degrees (Yurdakul, 2018).
  public func criticalIndex(at significance: Double) -> Double {
    guard freedom > 0 else { return 0 }
    return ChiSquaredDistribution.quantile(beyond: significance, freedom: Double(freedom))
      * (1 / Double(sizes.reference) + 1 / Double(sizes.current))
  }

  /// Pearson's test of the current counts against the shares of the reference, taken as known; a bin that the
  /// reference has not makes the chance 0.
  public static func goodnessOfFit(reference: [Int], current: [Int]) -> Double? {
    let (n, m) = (reference.reduce(0, +), current.reduce(0, +))
    let bins = zip(reference, current).filter { $0 + $1 > 0 }
    guard n > 0, m > 0, bins.count > 1 else { return nil }
    let scale = Double(m) / Double(n)
    let sum = bins.reduce(0.0) { sum, pair in
      let expected = Double(pair.0) * scale
      guard expected > 0 else { return .infinity }
      return sum + (Double(pair.1) - expected) * (Double(pair.1) - expected) / expected
    }
    return ChiSquaredDistribution.beyond(sum, freedom: Double(bins.count - 1))
  }
}

/// Whether two shares differ by more than chance (z test with a pooled deviation, both directions).
public enum ShareTest {
  public static func pValue(_ a: Int, of n: Int, _ b: Int, of m: Int) -> Double? {
    guard n > 0, m > 0 else { return nil }
    let pooled = (Double(a) + Double(b)) / (Double(n) + Double(m))
    let variance = pooled * (1 - pooled) * (1 / Double(n) + 1 / Double(m))
    guard variance > 0 else { return 1 }
    return NormalDistribution.beyond(
      (Double(a) / Double(n) - Double(b) / Double(m)) / variance.squareRoot())
  }
}

/// Several tests at once: chances corrected so that of what is called a change no more than the chosen share
/// is chance (Benjamini and Hochberg, 1995).
public enum ManyTests {
  /// In the order given; not-a-number stays.
  public static func corrected(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.filter { !pValues[$0].isNaN }
      .sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var corrected = pValues
    var least = 1.0
    for (rank, place) in order.enumerated().reversed() {
      least = min(least, pValues[place] * Double(order.count) / Double(rank + 1))
      corrected[place] = least
    }
    return corrected
  }
}
