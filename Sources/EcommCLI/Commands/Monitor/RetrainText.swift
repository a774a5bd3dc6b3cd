import EcommBase
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
}
