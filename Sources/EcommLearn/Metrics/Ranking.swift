/// Rows of two classes in the order of their scores, highest first, equal scores taken together.
///
/// The one sort from which every ranking metric is read: ROC, precision-recall, gain, lift. Ties make
/// one step, so that the order of the input never shows.
public struct Ranking: Sendable {
  /// One step down the ranking: all rows with one score.
  public struct Step: Sendable, Equatable {
    public let score: Double
    /// Weight of positives and of negatives at this score.
    public let positives: Double
    public let negatives: Double
  }

  /// Highest score first.
  public let steps: [Step]
  public let positives: Double
  public let negatives: Double

  /// `weights` empty means one each. Rows of weight zero count for nothing.
  public init(
    _ scores: [Double], isPositive: [Bool], weights: [Double] = []
  ) throws(MetricError) {
    try MetricError.check(scores, count: isPositive.count, weights: weights)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var steps: [Step] = []
    var (score, up, down) = (Double.nan, 0.0, 0.0)
    for row in order {
      let weight = weights.isEmpty ? 1 : weights[row]
      if weight == 0 { continue }
      if scores[row] != score {
        if up + down > 0 { steps.append(Step(score: score, positives: up, negatives: down)) }
        (score, up, down) = (scores[row], 0, 0)
      }
      if isPositive[row] { up += weight } else { down += weight }
    }
    if up + down > 0 { steps.append(Step(score: score, positives: up, negatives: down)) }
    self.steps = steps
    positives = steps.reduce(0) { $0 + $1.positives }
    negatives = steps.reduce(0) { $0 + $1.negatives }
  }
}

extension Ranking {
  /// The chance that a positive outranks a negative, ties half; nil with one class only.
  public var rocAUC: Double? {
    guard positives > 0, negatives > 0 else { return nil }
    var above = 0.0
    var area = 0.0
    for step in steps {
      area += step.negatives * (above + step.positives / 2)
      above += step.positives
    }
    return area / (positives * negatives)
  }

  /// Average precision: precision at each step, weighted by the recall that the step adds; no
  /// interpolation. Nil without positives.
  public var averagePrecision: Double? {
    guard positives > 0 else { return nil }
    var hits = 0.0
    var flagged = 0.0
    var sum = 0.0
    for step in steps {
      hits += step.positives
      flagged += step.positives + step.negatives
      sum += step.positives / positives * (hits / flagged)
    }
    return sum
  }

  /// (false positive rate, true positive rate) after each step, from (0, 0) on.
  public var rocCurve: [(threshold: Double, falseRate: Double, trueRate: Double)] {
    var curve = [(threshold: Double.infinity, falseRate: 0.0, trueRate: 0.0)]
    var (hits, alarms) = (0.0, 0.0)
    for step in steps {
      hits += step.positives
      alarms += step.negatives
      curve.append((step.score, share(alarms, negatives), share(hits, positives)))
    }
    return curve
  }

  /// (recall, precision) when every row of at least the step's score is flagged.
  public var precisionRecallCurve: [(threshold: Double, recall: Double, precision: Double)] {
    var (hits, flagged) = (0.0, 0.0)
    return steps.map { step in
      hits += step.positives
      flagged += step.positives + step.negatives
      return (step.score, share(hits, positives), hits / flagged)
    }
  }

  /// The share of positives among the `share` of rows with the highest scores; a tie at the border
  /// counts in proportion.
  public func gain(at share: Double) -> Double {
    var left = share * (positives + negatives)
    var hits = 0.0
    for step in steps where left > 0 {
      let size = step.positives + step.negatives
      hits += step.positives * min(1, left / size)
      left -= size
    }
    return self.share(hits, positives)
  }

  /// How many times more positives the top `share` holds than a share drawn at random.
  public func lift(at share: Double) -> Double { gain(at: share) / share }

  private func share(_ part: Double, _ whole: Double) -> Double { whole > 0 ? part / whole : 0 }
}
