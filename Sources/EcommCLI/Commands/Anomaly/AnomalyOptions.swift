import EcommBase
import EcommLearn
import EcommTasks

/// The options of `anomaly`, and what they mean to the task.
enum AnomalyOptions {
  static let label = Option.text(
    "label", "COLUMN", "what is known to be strange: judged by, never learned from")
  static let positive = Option.text(
    "positive", "VALUE", "the value of the label that is strange", defaultText: "found")
  static let models = Option.list(
    "model", "NAME,...",
    "detectors: \(DetectorKind.allCases.map(\.rawValue).joined(separator: ", "))")
  static let contamination = Option.number(
    "contamination", "SHARE", "flag this share of the rows; 0.01 without labels", in: 0...1)
  static let alertsPerDay = Option.number(
    "alerts-per-day", "N", "flag as many as people can look at", in: 0...1e9)
  static let precision = Option.number(
    "precision", "SHARE", "flag as many as keep this precision, by the label", in: 0...1)
  static let time = Option.text(
    "time", "COLUMN", "when each row was: earlier rows judge later ones", defaultText: "found")
  static let folds = Option.integer(
    "folds", "N", "folds to judge by labels on", in: 2...100, default: 5)
  static let balance = Option.choice(
    "balance", "HOW", "rare rows of the supervised model beside", default: ClassBalance.weights)
  static let noEvents = Option.flag(
    "no-events", "take rows of payments as they are, without counts of earlier ones")
  static let drop = Option.list("drop", "COLUMN,...", "columns to pass over")
  static let keep = Option.list("keep", "COLUMN,...", "columns to use whatever they look like")
  static let top = Option.integer(
    "top", "N", "how many rows or columns to show", in: 1...10_000, default: 10)

  static let columns: [OptionDeclaration] = [
    label.declaration, positive.declaration, time.declaration, Shared.key.declaration,
    noEvents.declaration, drop.declaration, keep.declaration,
  ]

  static let training: [OptionDeclaration] =
    columns + [
      models.declaration, contamination.declaration, alertsPerDay.declaration,
      precision.declaration, folds.declaration, Shared.settings.declaration,
      Shared.seed.declaration,
    ]

  static func wishes(_ invocation: Invocation) -> AnomalyInput.Wishes {
    var wishes = AnomalyInput.Wishes()
    wishes.label = invocation[label]
    wishes.positive = invocation[positive]
    wishes.dropped = invocation[drop]
    wishes.kept = invocation[keep]
    wishes.typed = Set(invocation[InputOptions.types].map { Reading.assignment($0).name })
    wishes.key = invocation[Shared.key]
    wishes.time = invocation[time]
    wishes.ignoresEvents = invocation[noEvents]
    return wishes
  }

  static func settings(_ invocation: Invocation) throws -> AnomalySettings {
    var settings = AnomalySettings()
    settings.kinds = try invocation[models].map { try DetectorKind.named($0, kind: "detector") }
      .reduce(into: []) {
        if !$0.contains($1) { $0.append($1) }
      }
    settings.folds = invocation[folds]
    settings.seed = UInt64(invocation[Shared.seed])
    settings.rule = try rule(invocation)
    settings.balance = invocation[balance]
    try Reading.settings(invocation) { try settings.set($0, to: $1) }
    return settings
  }

  private static func rule(_ invocation: Invocation) throws -> AlarmRule? {
    let given = invocation.given([
      contamination.declaration, alertsPerDay.declaration, precision.declaration,
    ])
    guard given.count < 2 else { throw UsageError.conflict("--\(given[0])", "--\(given[1])") }
    if let share = invocation[contamination] { return .contamination(share) }
    if let count = invocation[alertsPerDay] { return .alertsPerDay(count) }
    return invocation[precision].map(AlarmRule.precision)
  }
}
