import EcommBase
import EcommTasks

/// How a retraining ended, as its page tells it.
public struct RetrainStory: Sendable {
  public struct Side: Sendable {
    public var name: String
    public var id: String
    public var score: Double?

    public init(name: String, id: String, score: Double?) {
      self.name = name
      self.id = id
      self.score = score
    }
  }

  public struct Trigger: Sendable {
    public var name: String
    public var isFired: Bool
    public var why: String

    public init(name: String, isFired: Bool, why: String) {
      self.name = name
      self.isFired = isFired
      self.why = why
    }
  }

  public var model: String
  /// `promoted`, `kept`, `not due`.
  public var outcome: String
  public var why: String
  public var metric: String
  public var isLowerBetter: Bool
  public var window: String
  /// The one in place first; the challenger where there was one.
  public var sides: [Side]
  public var pValue: Double?
  public var triggers: [Trigger]
  /// The model that takes the place.
  public var promoted: ModelFile?

  public init(
    model: String, outcome: String, why: String, metric: String, isLowerBetter: Bool,
    window: String, sides: [Side], pValue: Double?, triggers: [Trigger], promoted: ModelFile?
  ) {
    self.model = model
    self.outcome = outcome
    self.why = why
    self.metric = metric
    self.isLowerBetter = isLowerBetter
    self.window = window
    self.sides = sides
    self.pValue = pValue
    self.triggers = triggers
    self.promoted = promoted
  }

  fileprivate var hasScores: Bool { sides.contains { $0.score != nil } }
  fileprivate var direction: String { isLowerBetter ? "less is better" : "more is better" }

  fileprivate func score(_ place: Int) -> String {
    guard sides.indices.contains(place) else { return "-" }
    return sides[place].score.map(Figures.short) ?? "-"
  }
}

/// Pages of models that were trained again.
public enum RetrainPage {
  public static func page(_ story: RetrainStory) -> Page {
    var page = Page(title: "\(story.model): \(story.outcome)", summary: summary(story))
    add(story, heading: "Champion and challenger", &page)
    if let promoted = story.promoted { page.section("The new model") { $0.model(promoted) } }
    return page
  }

  /// - Parameter others: models that were not compared, what became of them and why.
  public static func page(
    _ stories: [RetrainStory], others: [(model: String, outcome: String, why: String)],
    folder: String
  ) -> Page {
    let all = stories.count + others.count
    let outcomes = stories.map(\.outcome) + others.map(\.outcome)
    let words = ["promoted", "kept", "not due", "passed over", "failed"].compactMap { outcome in
      let count = outcomes.count { $0 == outcome }
      return count > 0 ? "\(Figures.count(count)) \(outcome)" : nil
    }
    var page = Page(
      title: "\(Figures.count(all, "model")) of \(folder): \(words.joined(separator: ", "))",
      summary: "Which models are better when they learn from the newest rows? "
        + (all == 0
          ? "No model of \(folder) says what it was trained on."
          : words.joined(separator: ", ") + "."))
    page.section("All models") { section in
      guard all > 0 else { return }
      section.table(
        ["model", "outcome", "metric", "in place", "challenger", "why"],
        stories.map { [$0.model, $0.outcome, $0.metric, $0.score(0), $0.score(1), $0.why] }
          + others.map { [$0.model, $0.outcome, "", "", "", $0.why] },
        wordColumns: [0, 1, 2, 5])
    }
    for story in stories { add(story, heading: story.model, &page) }
    return page
  }

  private static func summary(_ story: RetrainStory) -> String {
    let question = "Is a model of the same settings better when it learns from the newest rows? "
    switch story.outcome {
    case "not due": return question + "Not asked: \(story.why)."
    case "promoted": return question + "Yes, and it takes the place: \(story.why)."
    default: return question + "No, the model in place stays: \(story.why)."
    }
  }

  private static func add(_ story: RetrainStory, heading: String, _ page: inout Page) {
    page.section(heading) { section in
      section.figures([("compared-\(story.model)", chart(story))])
      section.facts(facts(story))
      if !story.triggers.isEmpty {
        section.table(
          ["reason to train again", "due", "found"],
          story.triggers.map { [$0.name, $0.isFired ? "yes" : "no", $0.why] },
          wordColumns: [0, 1, 2])
      }
    }
  }

  private static func chart(_ story: RetrainStory) -> (any Chart)? {
    guard story.hasScores else { return nil }
    return BarChart(
      title: "\(story.metric): \(story.score(0)) in place"
        + (story.sides.count > 1 ? ", \(story.score(1)) by the challenger" : "")
        + " (\(story.direction))",
      summary: "The scores of both models on \(story.window).", shape: .dots,
      bars: story.sides.map { .init($0.name, [$0.score ?? .nan]) })
  }

  private static func facts(_ story: RetrainStory) -> [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = [
      ("outcome", story.outcome), ("why", story.why), ("compared on", story.window),
      ("compared by", "\(story.metric), \(story.direction)"),
    ]
    facts += story.sides.map { side in
      (side.name, "\(side.score.map(Figures.short) ?? "-") (id \(side.id))")
    }
    if let p = story.pValue { facts.append(("chance alone (p)", Figures.short(p))) }
    return facts.filter { !$0.value.isEmpty }
  }
}
