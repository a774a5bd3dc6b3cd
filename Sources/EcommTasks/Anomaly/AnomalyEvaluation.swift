import EcommBase
import EcommLearn

/// Scores held against rows that are known to be strange or usual.
public struct AnomalyEvaluation: Sendable {
  public let rows: Int
  public let strange: Int
  public let rocAUC: Double?
  public let averagePrecision: Double?
  /// At the threshold in force; nil where none was chosen.
  public let decision: Confusion?
  public let top: [Budget]
  /// (false positive rate, true positive rate), and (recall, precision), at most 101 points each.
  public let roc: [(Double, Double)]
  public let precisionRecall: [(Double, Double)]

  /// Finer than what is kept beside a model.
  public let curves: ScoreCurves

  /// What is found when so many rows are looked at, the strangest first.
  public struct Budget: Sendable, Equatable {
    public let name: String
    public let rows: Double
    public let precision: Double
    public let recall: Double
  }

  static let budgetShares = [0.005, 0.01, 0.02, 0.05, 0.1]
  private static let budgetRows = [10, 50, 100, 500]
  private static let budgetsPerDay = [5, 20]
  private static let curvePoints = 100

  /// - Parameter days: the day of each row, where that is known.
  init(_ scores: [Double], labels: [Bool], threshold: Double?, days: [Int]?) throws {
    let ranking = try Ranking(scores, isPositive: labels)
    rows = scores.count
    strange = labels.count { $0 }
    rocAUC = ranking.rocAUC
    averagePrecision = ranking.averagePrecision
    decision = try threshold.map { try Confusion(scores, isPositive: labels, threshold: $0) }
    let count = Double(scores.count)
    var budgets = Self.budgetRows.filter { $0 < scores.count }.map {
      Self.budget("\(Figures.count($0)) rows", rows: Double($0), ranking)
    }
    budgets += Self.budgetShares.filter { $0 * count >= 1 }.map {
      Self.budget("\(Figures.plain($0 * 100)) %", rows: $0 * count, ranking)
    }
    if let days, Set(days).count > 1 {
      budgets += Self.budgetsPerDay.compactMap { Self.daily($0, scores, labels, days) }
    }
    top = budgets
    curves = ScoreCurves(
      ranking, scores, isPositive: labels, names: ["usual", "strange"])
    roc = Self.thinned(ranking.rocCurve.map { ($0.falseRate, $0.trueRate) })
    precisionRecall = Self.thinned(
      ranking.precisionRecallCurve.map { ($0.recall, $0.precision) })
  }

  static func budget(_ name: String, rows: Double, _ ranking: Ranking) -> Budget {
    let all = ranking.positives + ranking.negatives
    let recall = ranking.gain(at: min(1, rows / max(1, all)))
    return Budget(
      name: name, rows: rows, precision: recall * ranking.positives / max(rows, 1), recall: recall)
  }

  /// The strangest few of each day: whoever looks today does not know what comes tomorrow. Nil where no day has
  /// more rows than are looked at.
  private static func daily(
    _ most: Int, _ scores: [Double], _ labels: [Bool], _ days: [Int]
  ) -> Budget? {
    let byDay = Dictionary(grouping: scores.indices) { days[$0] }
    guard byDay.values.contains(where: { $0.count > most }) else { return nil }
    var (looked, found) = (0, 0)
    for rows in byDay.values {
      let first = rows.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(most)
      looked += first.count
      found += first.count { labels[$0] }
    }
    return Budget(
      name: "\(most) a day", rows: Double(looked),
      precision: Double(found) / Double(max(1, looked)),
      recall: Double(found) / Double(max(1, labels.count { $0 })))
  }

  private static func thinned(_ curve: [(Double, Double)]) -> [(Double, Double)] {
    guard curve.count > curvePoints + 1 else { return curve }
    return (0...curvePoints).map { curve[$0 * (curve.count - 1) / curvePoints] }
  }

  public var json: JSON {
    [
      "rows": .integer(rows), "strange": .integer(strange), "roc_auc": .optional(rocAUC),
      "pr_auc": .optional(averagePrecision),
      "base_rate": .number(
        Double(strange) / Double(max(1, rows))),
      "decision": decision.map(\.json) ?? .null,
      "top": .array(
        top.map {
          [
            "looked_at": .string($0.name), "rows": .number($0.rows),
            "precision": .number($0.precision), "recall": .number($0.recall),
          ]
        }),
      "roc": .array(roc.map { .numbers([$0.0, $0.1]) }),
      "precision_recall": .array(precisionRecall.map { .numbers([$0.0, $0.1]) }),
    ]
  }
}
