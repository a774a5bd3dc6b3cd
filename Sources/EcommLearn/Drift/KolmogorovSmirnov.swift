import Glibc

/// The largest distance between two empirical distributions, and how often chance alone gives as large a one
/// (two-sample test of Kolmogorov and Smirnov, both directions).
///
/// The chance is exact where the product of both sizes allows it: the share of lattice paths that stay within
/// the distance (Hodges, 1957), one row of the lattice at a time, scaled so that nothing overflows. Else it is
/// Kolmogorov's limit with the correction of Stephens (1970). O(n m) for the first.
public struct KolmogorovSmirnov: Sendable, Equatable {
  public let statistic: Double
  public let pValue: Double

  /// Steps on the lattice that the exact way may take.
  private static let mostSteps = 20_000_000
  /// Of more values in the smaller sample the shares in the middle of the lattice are below the least number
  /// there is; the limit is good to a few per cent of itself there.
  private static let mostExact = 1_200

  /// - Parameter reference: its stretches are looked at where they end, at which its shares are exact.
  public init?(_ reference: EmpiricalDistribution, _ current: EmpiricalDistribution) {
    let (n, m) = (reference.count, current.count)
    guard n > 0, m > 0 else { return nil }
    statistic = Self.distance(reference, current)
    pValue = Self.chance(of: statistic, n, m)
  }

  private static func distance(
    _ reference: EmpiricalDistribution, _ current: EmpiricalDistribution
  ) -> Double {
    let steps = MergedSteps(reference, current)
    let isKnown: (Double) -> Bool
    if reference.isExact {
      isKnown = { _ in true }
    } else {
      let known = Set(reference.points)
      let (least, most) = (reference.points[0], reference.points[reference.points.count - 1])
      isKnown = { known.contains($0) || $0 < least || $0 > most }
    }
    return steps.values.indices.reduce(0) { largest, place in
      guard isKnown(steps.values[place]) else { return largest }
      return max(largest, abs(steps.first[place] - steps.second[place]))
    }
  }

  static func chance(of statistic: Double, _ n: Int, _ m: Int) -> Double {
    guard statistic > 0 else { return 1 }
    let isSmall = n.multipliedReportingOverflow(by: m)
    return !isSmall.overflow && isSmall.partialValue <= mostSteps && min(n, m) <= mostExact
      ? exact(statistic, min(n, m), max(n, m)) : limit(statistic, n, m)
  }

  /// One less the share of paths from one corner of an n x m lattice to the other that never come as far
  /// from the diagonal as the statistic.
  private static func exact(_ statistic: Double, _ n: Int, _ m: Int) -> Double {
    let (a, b) = (Double(n), Double(m))
    let bound = (0.5 + (statistic * a * b - 1e-7).rounded(.down)) / (a * b)
    var shares = (0...m).map { Double($0) / b > bound ? 0.0 : 1 }
    for i in 1...n {
      let weight = Double(i) / Double(i + m)
      let place = Double(i) / a
      shares[0] = place > bound ? 0 : weight * shares[0]
      var before = shares[0]
      for j in 1...m {
        before = abs(place - Double(j) / b) > bound ? 0 : weight * shares[j] + before
        shares[j] = before
      }
    }
    return min(1, max(0, 1 - shares[m]))
  }

  private static func limit(_ statistic: Double, _ n: Int, _ m: Int) -> Double {
    let root = (Double(n) * Double(m) / (Double(n) + Double(m))).squareRoot()
    let scaled = (root + 0.12 + 0.11 / root) * statistic
    guard scaled > 0.2 else { return 1 }
    var (sum, sign) = (0.0, 1.0)
    for step in 1...100 {
      let term = exp(-2 * Double(step * step) * scaled * scaled)
      sum += sign * term
      sign = -sign
      if term < 1e-17 { break }
    }
    return min(1, max(0, 2 * sum))
  }
}
