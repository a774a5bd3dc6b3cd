import EcommBase
import EcommLearn

/// What any threshold on scores would give, where the scores of both classes lie, and how much is found when
/// the highest are looked at first: read off one sorted ranking.
public struct ScoreCurves: Sendable {
  /// At even steps over the scores.
  public let thresholds: [(threshold: Double, counts: Confusion)]
  /// The part of the rows, highest scores first, and the part of the positives among them.
  public let gains: [(share: Double, gain: Double)]
  public let histogram: Histogram

  private static let steps = 100
  private static let gainSteps = 50

  /// - Parameters:
  ///   - names: of the rows that are not asked for, and of those that are.
  ///   - range: of the scores, where it is not from the least to the most.
  init(
    _ ranking: Ranking, _ scores: [Double], isPositive: [Bool], names: [String],
    range: ClosedRange<Double>? = nil
  ) {
    histogram = Histogram(
      scores, groups: isPositive.map { $0 ? 1 : 0 }, names: names, range: range)
    gains = (0...Self.gainSteps).map { step in
      let share = Double(step) / Double(Self.gainSteps)
      return (share, ranking.gain(at: share))
    }
    let (low, high) = (histogram.edges.first ?? 0, histogram.edges.last ?? 1)
    let even = (0...Self.steps).map { low + (high - low) * Double($0) / Double(Self.steps) }
    thresholds = Self.counts(ranking, even)
  }

  /// One walk down the ranking for all thresholds.
  private static func counts(
    _ ranking: Ranking, _ thresholds: [Double]
  ) -> [(threshold: Double, counts: Confusion)] {
    var counts = Confusion()
    counts.falseNegatives = ranking.positives
    counts.trueNegatives = ranking.negatives
    var next = 0
    let found = thresholds.reversed().map { threshold -> (threshold: Double, counts: Confusion) in
      while next < ranking.steps.count, ranking.steps[next].score >= threshold {
        let step = ranking.steps[next]
        counts.truePositives += step.positives
        counts.falseNegatives -= step.positives
        counts.falsePositives += step.negatives
        counts.trueNegatives -= step.negatives
        next += 1
      }
      return (threshold, counts)
    }
    return found.reversed()
  }

  public var json: JSON {
    [
      "histogram": histogram.json,
      "gains": .array(gains.map { .numbers([$0.share, $0.gain]) }),
      "thresholds": .array(
        thresholds.map {
          .numbers([$0.threshold, $0.counts.precision, $0.counts.recall, $0.counts.f1])
        }),
    ]
  }
}
