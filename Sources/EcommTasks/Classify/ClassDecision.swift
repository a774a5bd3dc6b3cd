import EcommBase
import EcommLearn

/// From chances to an answer: calibration, and for two classes the threshold and the rule that chose it.
public struct ClassDecision: Sendable {
  public let classes: [String]
  let calibration: ClassCalibration
  public let rule: ThresholdRule
  /// Chances from this on are answered with the positive class; nil for more classes.
  public let threshold: Double?

  public var isBinary: Bool { classes.count == 2 }
  public var positive: String { classes[classes.count - 1] }

  /// The likeliest class, or the positive one from the threshold on.
  func label(_ probabilities: ArraySlice<Double>) -> Int {
    let values = Array(probabilities)
    if let threshold { return values[1] >= threshold ? 1 : 0 }
    return values.indices.max { (values[$0], -$0) < (values[$1], -$1) } ?? 0
  }

  /// The threshold that the rule chooses on these rows; chances above all of them flag nothing.
  static func threshold(_ judged: JudgedRows, _ rule: ThresholdRule) throws -> Double {
    let best = try Ranking(judged.chances, isPositive: judged.isPositive).threshold(rule)
    return min(best ?? 1, 1)
  }

  /// What the rule gives on rows that it was not chosen on: each fold is decided by the threshold of the
  /// others.
  static func crossFitted(_ judged: JudgedRows, _ rule: ThresholdRule) throws -> Confusion {
    var total = Confusion()
    for fold in Set(judged.folds).sorted() {
      let own = judged.rows.indices.filter { judged.folds[$0] == fold }
      let others = judged.rows.indices.filter { judged.folds[$0] != fold }
      let threshold = try threshold(judged.selecting(others.isEmpty ? own : others), rule)
      let part = judged.selecting(own)
      total.add(try Confusion(part.chances, isPositive: part.isPositive, threshold: threshold))
    }
    return total
  }
}

extension Confusion {
  mutating func add(_ other: Confusion) {
    truePositives += other.truePositives
    falsePositives += other.falsePositives
    trueNegatives += other.trueNegatives
    falseNegatives += other.falseNegatives
  }

  public var json: JSON {
    [
      "true_positives": .number(truePositives), "false_positives": .number(falsePositives),
      "true_negatives": .number(trueNegatives), "false_negatives": .number(falseNegatives),
      "precision": .number(precision), "recall": .number(recall), "f1": .number(f1),
      "flagged_share": .number(flaggedShare), "youden": .number(youden),
    ]
  }
}

extension ClassDecision {
  var json: JSON {
    [
      "classes": .strings(classes), "calibration": calibration.json, "rule": rule.json,
      "threshold": .optional(threshold),
    ]
  }

  init(_ fields: JSONFields) throws {
    classes = try fields.strings("classes")
    calibration = try ClassCalibration(fields.fields("calibration"))
    rule = try ThresholdRule(fields.fields("rule"))
    threshold = fields.isNull("threshold") ? nil : try fields.number("threshold")
    guard (2...65_536).contains(classes.count), Set(classes).count == classes.count else {
      throw fields.fault("classes", expected: "two different classes or more")
    }
    guard (threshold != nil) == (classes.count == 2), (0...1).contains(threshold ?? 0) else {
      throw fields.fault("threshold", expected: "a chance for two classes, null for more")
    }
    if case .curve(let curve) = calibration, curve != .none, classes.count > 2 {
      throw fields.fault("calibration", expected: "a temperature for more than two classes")
    }
  }
}
