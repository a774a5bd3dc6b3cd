import EcommBase
import EcommLearn
import EcommTasks

/// When a retraining is due, on what it is judged and when the challenger wins.
enum RetrainOptions {
  static let margin = Option.text(
    "margin", "N", "by so much the challenger has to be better: 0.002, or 2% of the score",
    defaultText: "0")
  static let significance = Option.number(
    "significance", "CHANCE", "promote only if chance is less likely than this", in: 1e-9...0.5)
  static let metric = Option.text(
    "metric", "NAME", "what classifiers are compared by",
    completion: .choices(ClassMetric.allCases.map(\.rawValue)),
    defaultText: "pr_auc, macro_f1 of many")
  static let holdout = Option.number(
    "holdout", "SHARE", "newest rows to compare on; 0.2 without", in: 0.001...0.9)
  static let window = Option.integer(
    "window", "N", "newest days or periods to compare on", in: 1...3660, default: 0,
    defaultText: "14; the horizon of a forecast; 30 of segments")
  static let olderThan = Option.text(
    "if-older-than", "AGE", "only if the model in place is older, such as 7d, 12h or 4w")
  static let drift = Option.flag("if-drift", "only if the new rows have drifted")
  static let worse = Option.text(
    "if-worse", "SHARE", "only if the model does worse than in training, by 10% say")
  static let newRows = Option.integer(
    "min-new-rows", "N", "only with so many new rows", in: 1...Int.max, default: 0,
    defaultText: "any")
  static let needed = Option.choice(
    "when", "HOW", "whether one of these reasons is enough or all are needed", default: Needed.any)
  static let noRefit = Option.flag(
    "no-refit", "promote the challenger as it was judged, without the newest rows")

  static let search = Option.flag(
    "search", "search for settings again, where those of the model were searched for")

  enum Needed: String, CaseIterable { case any, all }

  static let all: [OptionDeclaration] = [
    margin.declaration, significance.declaration, metric.declaration, holdout.declaration,
    window.declaration, olderThan.declaration, drift.declaration, worse.declaration,
    newRows.declaration, needed.declaration, noRefit.declaration, search.declaration,
  ]

  static func rules(_ invocation: Invocation) throws -> RetrainRules {
    var rules = RetrainRules()
    if let text = invocation[margin] {
      (rules.margin, rules.isMarginShare) = try share(text, margin.declaration.name)
    }
    rules.significance = invocation[significance]
    rules.refits = !invocation[noRefit]
    rules.needsAllTriggers = invocation[needed] == .all
    if let text = invocation[olderThan] {
      rules.triggers.append(.olderThan(seconds: try seconds(text), words: text))
    }
    if invocation[drift] { rules.triggers.append(.drift) }
    if let text = invocation[worse] {
      rules.triggers.append(.worse(share: try share(text, worse.declaration.name).0))
    }
    if invocation[newRows] > 0 { rules.triggers.append(.newRows(invocation[newRows])) }
    if rules.triggers.isEmpty, invocation.has(needed) {
      let reasons = [olderThan.declaration, drift.declaration, worse.declaration]
      throw UsageError.needs(
        option: needed.declaration.name,
        other: reasons.map(\.name).joined(separator: ", --") + " or --"
          + newRows.declaration.name)
    }
    return rules
  }

  /// `10%`, or `0.1`.
  private static func share(_ text: String, _ option: String) throws -> (Double, Bool) {
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text), number >= 0,
      number.isFinite
    else {
      throw UsageError.wrongValue(
        option: option, value: text, expected: "a number such as 0.002, or a share such as 2%",
        nearest: nil)
    }
    return (isPercent ? number / 100 : number, isPercent)
  }

  private static let units: [Character: Int] = ["h": 3600, "d": 86_400, "w": 604_800]

  private static func seconds(_ text: String) throws -> Int {
    guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()),
      (0...100_000).contains(count)
    else {
      throw UsageError.wrongValue(
        option: olderThan.declaration.name, value: text, expected: "an age such as 7d, 12h or 4w",
        nearest: nil)
    }
    return count * unit
  }

  static func metric(_ invocation: Invocation) throws -> ClassMetric? {
    try invocation[metric].map { try ClassMetric.named($0, kind: "metric") }
  }
}
