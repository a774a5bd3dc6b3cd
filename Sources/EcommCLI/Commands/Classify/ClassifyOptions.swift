import EcommBase
import EcommLearn
import EcommTasks

/// The options of `classify`, and what they mean to the task.
enum ClassifyOptions {
  static let target = Option.text("target", "COLUMN", "what to foretell", defaultText: "found")
  static let positive = Option.text(
    "positive", "VALUE", "the value of the target that is asked for", defaultText: "found")
  static let models = Option.list(
    "model", "NAME,...",
    "classifiers to compare: \(ClassifierKind.allCases.map(\.rawValue).joined(separator: ", "))")
  static let folds = Option.integer(
    "folds", "N", "folds to compare on", in: 2...100, default: 0,
    defaultText: "5, fewer for many rows")
  static let group = Option.text("group", "COLUMN", "rows of one value stay in one fold")
  static let time = Option.text("time", "COLUMN", "folds in order of time: the past foretells")
  static let drop = Option.list("drop", "COLUMN,...", "columns to learn nothing from")
  static let keep = Option.list(
    "keep", "COLUMN,...", "columns to learn from whatever they look like")
  static let text = Option.list("text", "COLUMN,...", "columns that are texts")
  static let keepDuplicates = Option.flag("keep-duplicates", "keep rows that are exact copies")
  static let cost = Option.assignments(
    "cost", "FP=1,FN=5", "what a false alarm and a miss cost; the threshold that costs least")
  static let flagRate = Option.number(
    "flag-rate", "SHARE", "the threshold that flags this share of the rows", in: 0...1)
  static let balance = Option.choice(
    "balance", "HOW", "for rare classes", default: ClassBalance.none)
  static let monotone = Option.assignments(
    "monotone", "COLUMN=+1,...", "the chance may only rise (+1) or fall (-1) with a column")

  static let events = Option.text(
    "events", "WHEN",
    "rows of clicks: at each 'cart' (is it bought?) or event of a 'session' (does it buy?)",
    completion: .choices(ClickRows.Question.allCases.map(\.rawValue)), defaultText: "cart")
  static let trials = Option.integer(
    "trials", "N", "search so many settings, judged on a fifth of the rows kept aside",
    in: 0...100_000, default: 0)
  static let journal = Option.file(
    "journal", "keep the trials here, to go on after an interruption")

  static let training: [OptionDeclaration] = [
    target.declaration, positive.declaration, models.declaration, folds.declaration,
    group.declaration, time.declaration, events.declaration, Shared.key.declaration,
    drop.declaration,
    keep.declaration, text.declaration, keepDuplicates.declaration, cost.declaration,
    flagRate.declaration, balance.declaration, monotone.declaration, trials.declaration,
    journal.declaration, Shared.settings.declaration,
    Shared.seed.declaration,
  ]

  static func wishes(_ invocation: Invocation) throws -> ClassInput.Wishes {
    var wishes = ClassInput.Wishes()
    wishes.target = invocation[target]
    wishes.positive = invocation[positive]
    wishes.dropped = invocation[drop]
    wishes.kept = invocation[keep]
    wishes.texts = invocation[text]
    wishes.typed = Set(invocation[InputOptions.types].map { Reading.assignment($0).name })
    wishes.key = invocation[Shared.key]
    wishes.question = try invocation[events].map(question)
    wishes.group = invocation[group]
    wishes.time = invocation[time]
    wishes.keepsDuplicates = invocation[keepDuplicates]
    return wishes
  }

  static func settings(_ invocation: Invocation) throws -> ClassSettings {
    var settings = ClassSettings()
    settings.kinds = try invocation[models].map { try ClassifierKind.named($0, kind: "classifier") }
      .reduce(into: []) {
        if !$0.contains($1) { $0.append($1) }
      }
    settings.folds = invocation[folds]
    settings.seed = UInt64(invocation[Shared.seed])
    settings.rule = try rule(invocation)
    settings.trials = invocation[trials]
    if settings.trials == 0, invocation[journal] != nil {
      throw UsageError.needs(option: journal.declaration.name, other: trials.declaration.name)
    }
    settings.balance = invocation[balance]
    for wish in invocation[monotone] {
      let (column, direction) = Reading.assignment(wish)
      settings.monotone[column] = try Self.direction(direction)
    }
    try Reading.settings(invocation) { name, value in
      try settings.set(name, to: value)
      try settings.checkEffect(of: name)
    }
    return settings
  }

  private static func question(_ name: String) throws -> ClickRows.Question {
    guard let question = ClickRows.Question(rawValue: name) else {
      throw UsageError.wrongValue(
        option: events.declaration.name, value: name, expected: "cart or session", nearest: nil)
    }
    return question
  }

  private static func direction(_ text: String) throws -> Int {
    switch text {
    case "1", "+1": return 1
    case "-1": return -1
    default:
      throw UsageError.wrongValue(
        option: monotone.declaration.name, value: text, expected: "+1 or -1", nearest: nil)
    }
  }

  private static func rule(_ invocation: Invocation) throws -> ThresholdRule {
    if let share = invocation[flagRate] {
      guard invocation[cost].isEmpty else { throw UsageError.conflict("--cost", "--flag-rate") }
      return .flagShare(share)
    }
    guard !invocation[cost].isEmpty else { return .bestF1 }
    var costs = ["FP": 1.0, "FN": 1.0]
    for wish in invocation[cost] {
      let (name, value) = Reading.assignment(wish)
      guard costs[name.uppercased()] != nil, let amount = Double(value), amount >= 0,
        amount.isFinite
      else {
        throw UsageError.wrongValue(
          option: cost.declaration.name, value: wish, expected: "costs such as FP=1,FN=5",
          nearest: nil)
      }
      costs[name.uppercased()] = amount
    }
    guard Set(invocation[cost].map { Reading.assignment($0).name.uppercased() }).count == 2 else {
      throw UsageError.wrongValue(
        option: cost.declaration.name, value: invocation[cost].joined(separator: ","),
        expected: "both costs, such as FP=1,FN=5", nearest: nil)
    }
    return .leastCost(falsePositive: costs["FP"] ?? 1, falseNegative: costs["FN"] ?? 1)
  }
}
