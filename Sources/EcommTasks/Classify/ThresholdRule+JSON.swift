import EcommBase
import EcommLearn

extension ThresholdRule {
  var json: JSON {
    switch self {
    case .bestF1: ["kind": "best-f1"]
    case .youden: ["kind": "youden"]
    case .leastCost(let alarm, let miss):
      ["kind": "least-cost", "false_positive": .number(alarm), "false_negative": .number(miss)]
    case .flagShare(let share): ["kind": "flag-share", "share": .number(share)]
    case .precisionAtLeast(let share): ["kind": "precision-at-least", "share": .number(share)]
    case .recallAtLeast(let share): ["kind": "recall-at-least", "share": .number(share)]
    }
  }

  /// Behind "Threshold 0.32, ".
  public var about: String {
    switch self {
    case .bestF1: "where F1 is highest"
    case .youden: "where recall and specificity together are highest"
    case .leastCost(let alarm, let miss):
      "where a false alarm at \(Figures.plain(alarm)) and a miss at \(Figures.plain(miss)) cost least"
    case .flagShare(let share): "which flags \(Figures.percent(share)) of the rows"
    case .precisionAtLeast(let share): "for a precision of at least \(Figures.fixed(share, 2))"
    case .recallAtLeast(let share): "for a recall of at least \(Figures.fixed(share, 2))"
    }
  }
}

extension ThresholdRule {
  private enum Kind: String, CaseIterable {
    case bestF1 = "best-f1"
    case youden
    case leastCost = "least-cost"
    case flagShare = "flag-share"
    case precisionAtLeast = "precision-at-least"
    case recallAtLeast = "recall-at-least"
  }

  init(_ fields: JSONFields) throws {
    let kind: Kind = try fields.choice("kind")
    switch kind {
    case .bestF1: self = .bestF1
    case .youden: self = .youden
    case .leastCost:
      self = .leastCost(
        falsePositive: try fields.number("false_positive"),
        falseNegative: try fields.number("false_negative"))
    case .flagShare: self = .flagShare(try fields.number("share"))
    case .precisionAtLeast: self = .precisionAtLeast(try fields.number("share"))
    case .recallAtLeast: self = .recallAtLeast(try fields.number("share"))
    }
  }
}
