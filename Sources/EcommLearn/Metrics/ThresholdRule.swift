import EcommBase

/// How the score from which on a row is flagged is chosen. Choose it on rows that do not report the
/// result.
public enum ThresholdRule: Sendable, Equatable {
  case bestF1
  /// The largest true positive rate minus false positive rate.
  case youden
  /// The least cost of mistakes.
  case leastCost(falsePositive: Double, falseNegative: Double)
  /// As many rows as can be looked at, at most.
  case flagShare(Double)
  /// The most hits at a precision of at least this.
  case precisionAtLeast(Double)
  /// The best precision at a recall of at least this.
  case recallAtLeast(Double)
}

extension Ranking {
  /// The threshold the rule chooses; rows of at least this score are flagged. Infinity flags nothing;
  /// nil where no threshold keeps the rule. Of equally good thresholds the highest one is taken.
  public func threshold(_ rule: ThresholdRule) throws(MetricError) -> Double? {
    try rule.validate()
    var counts = Confusion()
    counts.trueNegatives = negatives
    counts.falseNegatives = positives
    var best = rule.worth(counts).map { (threshold: Double.infinity, worth: $0) }
    for step in steps {
      counts.truePositives += step.positives
      counts.falseNegatives -= step.positives
      counts.falsePositives += step.negatives
      counts.trueNegatives -= step.negatives
      guard let worth = rule.worth(counts) else { continue }
      if best.map({ worth > $0.worth }) ?? true { best = (step.score, worth) }
    }
    return best?.threshold
  }
}

extension ThresholdRule {
  func validate() throws(MetricError) {
    switch self {
    case .bestF1, .youden: return
    case .leastCost(let a, let b):
      guard a >= 0, b >= 0, a.isFinite, b.isFinite, a + b > 0 else {
        throw .badSetting(name: "cost", expected: "0 or more, and not both 0")
      }
    case .flagShare(let share), .precisionAtLeast(let share), .recallAtLeast(let share):
      guard (0...1).contains(share) else {
        throw .badSetting(name: "share", expected: "from 0 to 1")
      }
    }
  }

  /// Higher is better; nil is out of the question. Rates are compared with room for the rounding of
  /// sums of weights.
  fileprivate func worth(_ counts: Confusion) -> Double? {
    let room = 1e-12
    switch self {
    case .bestF1: return counts.f1
    case .youden: return counts.youden
    case .leastCost(let alarm, let miss):
      return -counts.cost(falsePositive: alarm, falseNegative: miss)
    case .flagShare(let share):
      return counts.flaggedShare <= share + room ? counts.flaggedShare : nil
    case .precisionAtLeast(let least):
      return counts.truePositives > 0 && counts.precision >= least - room ? counts.recall : nil
    case .recallAtLeast(let least):
      return counts.recall >= least - room ? counts.precision : nil
    }
  }
}
