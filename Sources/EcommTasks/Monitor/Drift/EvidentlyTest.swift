import EcommBase
import EcommLearn

/// The test that evidently (0.7) chooses for a column by itself, its figure and its threshold.
///
/// A reference of up to 1,000 rows: Kolmogorov-Smirnov for numbers of more than five values, chi-squared against
/// the reference's shares for categories and for numbers of fewer, a z test for two; drift where p < 0.05. A larger
/// reference: Wasserstein over the reference's deviation, or Jensen-Shannon; drift from 0.1.
public struct EvidentlyTest: Sendable, Equatable {
  public enum Name: String, Sendable {
    case kolmogorovSmirnov = "K-S p_value"
    case chiSquared = "chi-square p_value"
    case shares = "Z-test p_value"
    case wasserstein = "Wasserstein distance (normed)"
    case jensenShannon = "Jensen-Shannon distance"
  }

  public let name: Name
  public let score: Double
  public let threshold: Double
  public let isDrifted: Bool

  static let largestSample = 1000
  static let fewValues = 5

  init?(_ reference: ColumnReference, _ now: NewValues) {
    guard reference.known > 0, now.known > 0, now.kind != .texts else { return nil }
    let values = DistinctValues(reference, now)
    let isSmall = reference.known <= Self.largestSample
    let isSpread = now.kind == .numbers && values.count > Self.fewValues
    let found: (Name, Double?) =
      switch (isSmall, isSpread) {
      case (true, true): (.kolmogorovSmirnov, Self.kolmogorovSmirnov(reference, now)?.pValue)
      case (true, false) where values.count > 2:
        (.chiSquared, CountDrift.goodnessOfFit(reference: values.before, current: values.after))
      case (true, false): (.shares, values.shares)
      case (false, true): (.wasserstein, Self.wasserstein(reference, now))
      case (false, false):
        (
          .jensenShannon,
          CountDrift(reference: values.before, current: values.after)?.jensenShannon
        )
      }
    guard let score = found.1 else { return nil }
    name = found.0
    self.score = score
    threshold = isSmall ? 0.05 : 0.1
    isDrifted =
      isSmall
      ? name == .kolmogorovSmirnov ? score <= threshold : score < threshold : score >= threshold
  }

  private static func kolmogorovSmirnov(
    _ reference: ColumnReference, _ now: NewValues
  ) -> KolmogorovSmirnov? {
    guard let own = reference.distribution, let current = now.distribution else { return nil }
    return KolmogorovSmirnov(own, current)
  }

  private static func wasserstein(_ reference: ColumnReference, _ now: NewValues) -> Double? {
    guard let own = reference.distribution, let current = now.distribution else { return nil }
    return Wasserstein.distance(own, current).map { $0 / max(own.deviation, 0.001) }
  }

  var words: String {
    "\(name.rawValue) \(Figures.short(score))"
  }

  var json: JSON {
    [
      "test": .string(name.rawValue), "score": .number(score), "threshold": .number(threshold),
      "drifted": .bool(isDrifted),
    ]
  }
}

/// The different values of both, with their rows.
private struct DistinctValues {
  let before: [Int]
  let after: [Int]
  var count: Int { before.count }

  init(_ reference: ColumnReference, _ now: NewValues) {
    var rows: [Key: (before: Int, after: Int)] = [:]
    switch reference.spread {
    case .categories(let names, let counts, let others):
      for (name, count) in zip(names, counts) { rows[.name(name), default: (0, 0)].before += count }
      if others > 0 { rows[.others] = (others, 0) }
      for (name, count) in now.categories {
        let isKnown = rows[.name(name)] != nil || others == 0
        rows[isKnown ? .name(name) : .others, default: (0, 0)].after += count
      }
    default:
      for (own, isBefore) in [(reference.distribution, true), (now.distribution, false)] {
        guard let own else { continue }
        for (point, count) in zip(own.points, own.counts) {
          if isBefore {
            rows[.number(point), default: (0, 0)].before += count
          } else {
            rows[.number(point), default: (0, 0)].after += count
          }
        }
      }
    }
    let kept = rows.filter { $0.value.before + $0.value.after > 0 }.sorted { $0.key < $1.key }
    before = kept.map(\.value.before)
    after = kept.map(\.value.after)
  }

  /// Of rows that have not the first value.
  var shares: Double? {
    guard count > 1 else { return 1 }
    return ShareTest.pValue(
      before[1], of: before[0] + before[1], after[1], of: after[0] + after[1])
  }

  private enum Key: Hashable, Comparable {
    case number(Double)
    case name(String)
    case others
  }
}
