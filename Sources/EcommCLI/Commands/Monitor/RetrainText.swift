import EcommBase
import EcommReport
import EcommTasks

/// How a retraining ended, for people.
enum RetrainText {
  static func lines(_ decision: RetrainDecision) -> [String] {
    var lines = decision.triggers.map { "\($0.isFired ? "due" : "not due"): \($0.why)" }
    if decision.challengerScore != nil {
      var table = TextTable(["", decision.metric.title, "id"], isLastLeft: true)
      table.add(["in place", score(decision.championScore), decision.champion])
      table.add(["challenger", score(decision.challengerScore), decision.challenger ?? ""])
      lines += (lines.isEmpty ? [] : [""]) + table.lines + [""]
    }
    return lines + [verdict(decision)]
  }

  private static func score(_ value: Double?) -> String { value.map(Figures.short) ?? "-" }

  private static func verdict(_ decision: RetrainDecision) -> String {
    switch decision.outcome {
    case .promoted: "Promoted \(decision.promoted?.id ?? ""): \(decision.why)."
    case .kept: "Kept \(decision.champion): \(decision.why)."
    case .notDue: "Not due: \(decision.why)."
    }
  }

  /// The same for the page.
  static func story(_ decision: RetrainDecision, of path: String) -> RetrainStory {
    let challenger = decision.challenger.map {
      RetrainStory.Side(name: "challenger", id: $0, score: decision.challengerScore)
    }
    let champion = RetrainStory.Side(
      name: "in place", id: decision.champion, score: decision.championScore)
    return RetrainStory(
      model: ModelHistory.name(of: path), outcome: decision.outcome.rawValue, why: decision.why,
      metric: decision.metric.title, isLowerBetter: decision.metric.isLowerBetter,
      window: decision.window, sides: [champion] + [challenger].compactMap(\.self),
      pValue: decision.pValue,
      triggers: decision.triggers.map { .init(name: $0.name, isFired: $0.isFired, why: $0.why) },
      promoted: decision.promoted)
  }
}
