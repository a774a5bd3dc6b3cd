/// What a yes-or-no decision got right and wrong, in weights of rows.
public struct Confusion: Sendable, Equatable {
  public var truePositives = 0.0
  public var falsePositives = 0.0
  public var trueNegatives = 0.0
  public var falseNegatives = 0.0

  public init() {}

  /// Rows with a score of at least `threshold` are flagged.
  public init(
    _ scores: [Double], isPositive: [Bool], threshold: Double, weights: [Double] = []
  ) throws(MetricError) {
    try MetricError.check(scores, count: isPositive.count, weights: weights)
    for row in scores.indices {
      add(isPositive[row], flagged: scores[row] >= threshold, weights.isEmpty ? 1 : weights[row])
    }
  }

  private mutating func add(_ isPositive: Bool, flagged: Bool, _ weight: Double) {
    switch (isPositive, flagged) {
    case (true, true): truePositives += weight
    case (false, true): falsePositives += weight
    case (true, false): falseNegatives += weight
    case (false, false): trueNegatives += weight
    }
  }
}

/// Where a rate has nothing to divide by it is zero, as in scikit-learn.
extension Confusion {
  public var total: Double { truePositives + falsePositives + trueNegatives + falseNegatives }
  public var accuracy: Double { ratio(truePositives + trueNegatives, total) }
  public var flaggedShare: Double { ratio(truePositives + falsePositives, total) }
  public var precision: Double { ratio(truePositives, truePositives + falsePositives) }
  public var recall: Double { ratio(truePositives, truePositives + falseNegatives) }
  public var specificity: Double { ratio(trueNegatives, trueNegatives + falsePositives) }
  public var balancedAccuracy: Double { (recall + specificity) / 2 }
  /// Youden's J.
  public var youden: Double { recall + specificity - 1 }
  public var f1: Double { fScore(beta: 1) }

  /// Recall counts `beta` times as much as precision.
  public func fScore(beta: Double) -> Double {
    let square = beta * beta
    return ratio(
      (1 + square) * truePositives,
      (1 + square) * truePositives + square * falseNegatives + falsePositives)
  }

  /// Matthews' correlation of decision and truth; 0 when either is constant.
  public var matthews: Double {
    let product = truePositives * trueNegatives - falsePositives * falseNegatives
    let sides = [
      truePositives + falsePositives, truePositives + falseNegatives,
      trueNegatives + falsePositives, trueNegatives + falseNegatives,
    ]
    let scale = sides.reduce(1.0) { $0 * $1.squareRoot() }
    return ratio(product, scale)
  }

  public func cost(falsePositive: Double, falseNegative: Double) -> Double {
    falsePositives * falsePositive + falseNegatives * falseNegative
  }

  private func ratio(_ part: Double, _ whole: Double) -> Double { whole > 0 ? part / whole : 0 }
}
