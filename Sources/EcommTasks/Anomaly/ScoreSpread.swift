import EcommBase
import EcommLearn

/// How the scores of rows lie, and how many of them are alarms.
public struct ScoreSpread: Sendable, Equatable {
  public static let shares = [0, 0.25, 0.5, 0.75, 0.9, 0.99, 1]

  public let quantiles: [Double]
  public let rows: Int
  public let flagged: Int
  /// Of the rows, where they have a time.
  public let days: Double?

  init(_ scores: [Double], threshold: Double, days: Double?) {
    let sorted = scores.sorted()
    quantiles = Self.shares.map { sorted.isEmpty ? 0 : Quantile.of(sorted, $0) }
    rows = scores.count
    flagged = scores.count { $0 >= threshold }
    self.days = days
  }

  public var flaggedShare: Double { Double(flagged) / Double(max(1, rows)) }

  public var json: JSON {
    [
      "shares": .numbers(Self.shares), "quantiles": .numbers(quantiles), "rows": .integer(rows),
      "flagged": .integer(flagged), "days": .optional(days),
    ]
  }
}
