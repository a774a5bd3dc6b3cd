import EcommBase
import EcommLearn

/// The figures that a classifier is judged by.
public enum ClassMetric: String, Sendable, CaseIterable {
  case rocAUC = "roc_auc"
  case prAUC = "pr_auc"
  case brier
  case logLoss = "log_loss"
  case accuracy
  case macroF1 = "macro_f1"

  public var title: String {
    switch self {
    case .rocAUC: "ROC-AUC"
    case .prAUC: "PR-AUC"
    case .brier: "Brier"
    case .logLoss: "log loss"
    case .accuracy: "accuracy"
    case .macroF1: "macro-F1"
    }
  }

  public var isLowerBetter: Bool { self == .brier || self == .logLoss }

  public static func usual(classes: Int) -> [ClassMetric] {
    classes == 2 ? [.rocAUC, .prAUC, .brier, .logLoss] : [.accuracy, .macroF1, .logLoss]
  }

  /// The one that chooses between classifiers: it takes order and chances alike, and moves less by luck than
  /// those that look at the few highest.
  public static let deciding = ClassMetric.logLoss

  /// The one that a search looks at.
  static func searched(_ kind: ClassifierKind, classes: Int) -> ClassMetric {
    kind.type.givesChances ? deciding : classes == 2 ? .prAUC : .macroF1
  }

  /// Nil where the rows are all of one class, or none.
  func value(_ judged: JudgedRows) throws -> Double? {
    guard judged.count > 0 else { return nil }
    switch self {
    case .rocAUC: return try Ranking(judged.chances, isPositive: judged.isPositive).rocAUC
    case .prAUC: return try Ranking(judged.chances, isPositive: judged.isPositive).averagePrecision
    case .brier where judged.classes == 2:
      return try ProbabilityMetrics(judged.chances, isPositive: judged.isPositive)?.brier
    case .brier: return try judged.several().brier
    case .logLoss: return try judged.several().logLoss
    case .accuracy: return try judged.counts().accuracy
    case .macroF1: return try judged.counts().macroF1
    }
  }

  /// Of knowing nothing but how frequent each class is.
  func baseline(_ labels: [Int], classes: Int) throws -> Double? {
    var shares = [Double](repeating: 0, count: classes)
    for label in labels { shares[label] += 1 / Double(max(1, labels.count)) }
    return try value(
      JudgedRows(
        heldOut: Matrix(
          rows: labels.count, columns: classes, values: labels.flatMap { _ in shares }),
        labels: labels))
  }
}

extension JudgedRows {
  func several() throws -> ClassProbabilities {
    try ClassProbabilities(probabilities, truth: labels)
  }

  /// The likeliest class of each row; of equal ones the first.
  var likeliest: [Int] {
    (0..<count).map { row in
      (0..<classes).max { a, b in
        (probabilities[row, a], -a) < (probabilities[row, b], -b)
      } ?? 0
    }
  }

  func counts() throws -> ClassCounts {
    try ClassCounts(likeliest, truth: labels, classes: classes)
  }
}
