import EcommBase
import EcommLearn

/// What can be said of chances of one class: the decision at the threshold, other thresholds, and the curves.
public struct BinaryEvaluation: Sendable {
  public let threshold: Double
  public let decision: Confusion
  /// Whether the decision takes for each fold the threshold that the others choose: its point then lies beside
  /// the curves.
  public let isCrossFitted: Bool
  /// What false alarms and misses cost, where that is the rule.
  public let costs: (falsePositive: Double, falseNegative: Double)?
  /// At round thresholds.
  public let thresholds: [(threshold: Double, counts: Confusion)]
  /// Where each rule would put the threshold.
  public let optima: [(rule: ThresholdRule, threshold: Double, counts: Confusion)]
  public let deciles: [Decile]
  public let calibration: CalibrationCurve?
  /// At most `curvePoints` of each.
  public let roc: [(falseRate: Double, trueRate: Double)]
  public let precisionRecall: [(recall: Double, precision: Double)]

  /// Finer than what a model file keeps.
  public let curves: ScoreCurves

  public struct Decile: Sendable {
    /// The part of the rows, highest chances first, up to here.
    public let share: Double
    /// The part of the positives among them.
    public let gain: Double
    public var lift: Double { gain / share }
  }

  static let curvePoints = 101
  private static let shownThresholds = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

  init(
    _ judged: JudgedRows, rule: ThresholdRule, threshold: Double, names: [String],
    isCrossFitted: Bool
  ) throws {
    let (chances, isPositive) = (judged.chances, judged.isPositive)
    func counts(_ threshold: Double) throws -> Confusion {
      try Confusion(chances, isPositive: isPositive, threshold: threshold)
    }
    self.threshold = threshold
    self.isCrossFitted = isCrossFitted
    costs =
      if case .leastCost(let alarm, let miss) = rule { (alarm, miss) } else { nil }
    decision =
      isCrossFitted ? try ClassDecision.crossFitted(judged, rule) : try counts(threshold)
    thresholds = try Self.shownThresholds.map { ($0, try counts($0)) }
    let ranking = try Ranking(chances, isPositive: isPositive)
    optima = try Self.rules(rule).compactMap { rule in
      guard let best = try ranking.threshold(rule), best.isFinite else { return nil }
      return (rule, best, try counts(best))
    }
    deciles = (1...10).map { tenth in
      let share = Double(tenth) / 10
      return Decile(share: share, gain: ranking.gain(at: share))
    }
    calibration = try CalibrationCurve(chances, isPositive: isPositive, bins: .equalCount(10))
    curves = ScoreCurves(
      ranking, chances, isPositive: isPositive, names: names, range: 0...1)
    roc = Self.thinned(ranking.rocCurve.map { ($0.falseRate, $0.trueRate) })
    precisionRecall = Self.thinned(
      ranking.precisionRecallCurve.map { ($0.recall, $0.precision) })
  }

  /// The rule in force first.
  private static func rules(_ own: ThresholdRule) -> [ThresholdRule] {
    [own] + [.bestF1, .youden].filter { $0 != own }
  }

  /// Points evenly along the curve, both ends kept.
  static func thinned<T>(_ points: [T]) -> [T] {
    guard points.count > curvePoints else { return points }
    return (0..<curvePoints).map { points[$0 * (points.count - 1) / (curvePoints - 1)] }
  }
}

extension BinaryEvaluation {
  var json: JSON {
    [
      "threshold": .number(threshold), "decision": decision.json,
      "thresholds": .array(thresholds.map { row($0.threshold, $0.counts) }),
      "optima": .array(
        optima.map { best in
          [
            "rule": best.rule.json, "threshold": .number(best.threshold),
            "counts": best.counts.json,
          ]
        }),
      "deciles": .array(
        deciles.map {
          ["share": .number($0.share), "gain": .number($0.gain), "lift": .number($0.lift)]
        }),
      "calibration": .array(
        (calibration?.bins ?? []).map {
          [
            "foretold": .number($0.foretold), "observed": .number($0.observed),
            "weight": .number($0.weight),
          ]
        }),
      "calibration_error": .optional(calibration?.expectedError),
      "roc": .array(roc.map { .numbers([$0.falseRate, $0.trueRate]) }),
      "precision_recall": .array(precisionRecall.map { .numbers([$0.recall, $0.precision]) }),
    ]
  }

  /// All false alarms and misses at their costs.
  public func cost(_ counts: Confusion) -> Double? {
    costs.map {
      counts.cost(falsePositive: $0.falsePositive, falseNegative: $0.falseNegative)
    }
  }

  private func row(_ threshold: Double, _ counts: Confusion) -> JSON {
    [
      "threshold": .number(threshold), "precision": .number(counts.precision),
      "recall": .number(counts.recall), "f1": .number(counts.f1),
      "youden": .number(counts.youden), "flagged_share": .number(counts.flaggedShare),
      "cost": .optional(cost(counts)),
    ]
  }
}
