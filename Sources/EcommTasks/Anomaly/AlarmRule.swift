import EcommBase
import EcommLearn

/// How the score from which on a row is an alarm was chosen. The scores do not depend on it.
public enum AlarmRule: Sendable, Equatable {
  /// This share of the rows.
  case contamination(Double)
  /// As many rows as people look at each day.
  case alertsPerDay(Double)
  /// The most hits at a precision of at least this, on rows with labels.
  case precision(Double)
  /// Where F1 is highest, on rows with labels.
  case bestF1
  /// Moved by a person.
  case byHand

  /// Behind "Threshold 0.61, ".
  public var about: String {
    switch self {
    case .contamination(let share): "chosen to flag \(Figures.percent(share)) of the training rows"
    case .alertsPerDay(let count): "chosen for \(Figures.plain(count)) alerts a day"
    case .precision(let share): "chosen for a precision of at least \(Figures.fixed(share, 2))"
    case .bestF1: "where F1 was highest in training"
    case .byHand: "set by hand"
    }
  }

  public var needsLabels: Bool {
    switch self {
    case .precision, .bestF1: true
    default: false
    }
  }

  func validate() throws(AnomalyError) {
    switch self {
    case .contamination(let share) where !(share > 0 && share <= 0.5):
      throw .badShare("contamination", share)
    case .alertsPerDay(let count) where !(count > 0 && count.isFinite):
      throw .badSetting("alerts-per-day", value: Figures.plain(count), expected: "above 0")
    case .precision(let share) where !(share > 0 && share <= 1):
      throw .badSetting("precision", value: Figures.plain(share), expected: "above 0, up to 1")
    default: break
    }
  }

  /// The least score that is an alarm. Equal scores are all alarms or none of them; where all would be too
  /// many, the threshold lies just above them.
  func threshold(_ scores: [Double], labels: [Bool]?, days: Double?) throws -> Double {
    guard let most = scores.max() else { throw AnomalyError.noScore }
    let ranking = try Ranking(
      scores, isPositive: labels ?? [Bool](repeating: false, count: scores.count))
    let found = try ranking.threshold(chosenBy(rows: scores.count, days: days))
    if let found { return found.isFinite ? found : most.nextUp }
    let best = ranking.precisionRecallCurve.map(\.precision).max() ?? 0
    if case .precision(let wanted) = self {
      throw AnomalyError.noThreshold(precision: wanted, best: best)
    }
    return most.nextUp
  }

  private func chosenBy(rows: Int, days: Double?) throws(AnomalyError) -> ThresholdRule {
    switch self {
    case .contamination(let share): return .flagShare(share)
    case .alertsPerDay(let count):
      guard let days else {
        throw .needs("alerts-per-day", what: "a column that says when each row was", option: "time")
      }
      return .flagShare(min(1, count * days / Double(max(1, rows))))
    case .precision(let share): return .precisionAtLeast(share)
    case .bestF1, .byHand: return .bestF1
    }
  }
}

extension AlarmRule {
  private enum Kind: String, CaseIterable {
    case contamination
    case alertsPerDay = "alerts-per-day"
    case precision
    case bestF1 = "best-f1"
    case byHand = "by-hand"
  }

  public var json: JSON {
    switch self {
    case .contamination(let share):
      ["kind": .string(Kind.contamination.rawValue), "value": .number(share)]
    case .alertsPerDay(let count):
      ["kind": .string(Kind.alertsPerDay.rawValue), "value": .number(count)]
    case .precision(let share):
      ["kind": .string(Kind.precision.rawValue), "value": .number(share)]
    case .bestF1: ["kind": .string(Kind.bestF1.rawValue)]
    case .byHand: ["kind": .string(Kind.byHand.rawValue)]
    }
  }

  init(_ fields: JSONFields) throws {
    let kind: Kind = try fields.choice("kind")
    switch kind {
    case .contamination: self = .contamination(try fields.number("value"))
    case .alertsPerDay: self = .alertsPerDay(try fields.number("value"))
    case .precision: self = .precision(try fields.number("value"))
    case .bestF1: self = .bestF1
    case .byHand: self = .byHand
    }
    try validate()
  }
}
