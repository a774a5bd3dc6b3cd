import EcommBase
import EcommData

/// How a retraining ended, and why: the line of the history and of `--json`.
public struct RetrainDecision: Sendable {
  public enum Outcome: String, Sendable {
    case promoted, kept
    case notDue = "not due"
  }

  public let outcome: Outcome
  public let why: String
  public let metric: RetrainMetric
  public let window: String
  public let champion: String
  public let championScore: Double?
  public let challenger: String?
  public let challengerScore: Double?
  public let pValue: Double?
  public let triggers: [FiredTrigger]
  public let notes: [String]
  /// The model that takes the place.
  public let promoted: ModelFile?
  /// Of segments.
  public let customers: Table?

  /// Of a model and its score, `{"id": ..., "pr_auc": ...}`.
  private func side(_ id: String?, _ score: Double?) -> JSON {
    guard let id else { return .null }
    return ["id": .string(id), metric.name: .optional(score)]
  }

  public var json: JSON.Object {
    JSON.Object([
      ("decision", .string(outcome.rawValue)), ("why", .string(why)), ("window", .string(window)),
      ("metric", .string(metric.name)), ("champion", side(champion, championScore)),
      ("challenger", side(challenger, challengerScore)), ("p", .optional(pValue)),
      ("promoted", .optional(promoted?.id)), ("triggers", .array(triggers.map(\.json))),
      ("notes", .strings(notes)),
    ])
  }
}

/// When the challenger takes the place.
public struct RetrainRules: Sendable {
  /// By so much it has to be better, in the metric's unit or as a share of the score in place.
  public var margin = 0.0
  public var isMarginShare = false
  /// Chance alone must be less likely than this; nil does not ask.
  public var significance: Double?
  public var triggers: [RetrainTrigger] = []
  public var needsAllTriggers = false
  /// Whether the winner's settings are fitted to all rows, the window too, before they take the place.
  public var refits = true

  public init() {}
}

extension RetrainPlan {
  /// Triggers first; then training, comparison, and the choice.
  /// - Parameters:
  ///   - asked: what the new model remembers of how it was made.
  ///   - refused: ids that somebody rolled back: the very same model does not come back by itself.
  public func decide(
    _ rules: RetrainRules, champion: String, asked: AskedOptions, now: Int, since: Int?,
    refused: Set<String> = []
  ) throws -> RetrainDecision {
    let fired = try rules.triggers.map { try $0.evaluate(self, now: now, since: since) }
    let isDue =
      fired.isEmpty
      || (rules.needsAllTriggers ? fired.allSatisfy(\.isFired) : fired.contains(where: \.isFired))
    guard isDue else {
      let open = fired.filter { !$0.isFired }.map(\.why).joined(separator: "; ")
      return ended(.notDue, open, champion, fired)
    }
    if let obstacle { return ended(.kept, obstacle, champion, fired) }
    var challenge = try challenge()
    challenge.model = challenge.model.recording(asked)
    let why = verdict(challenge, rules)
    let isBetter = why.isBetter && challenge.model.id != champion
    guard isBetter else { return ended(.kept, why.words, champion, fired, challenge) }
    let final = try rules.refits ? challenge.refit().recording(asked) : challenge.model
    if refused.contains(final.id) {
      let words = why.words + ", but \(final.id) is the model that was rolled back"
      return ended(.kept, words, champion, fired, challenge)
    }
    return ended(
      .promoted, why.words, champion, fired, challenge, final, try customers(final))
  }

  private func verdict(
    _ challenge: Challenge, _ rules: RetrainRules
  ) -> (isBetter: Bool, words: String) {
    let gain = metric.gain(of: challenge.score, over: challenge.scoreInPlace)
    let needed = rules.isMarginShare ? rules.margin * abs(challenge.scoreInPlace) : rules.margin
    guard gain.isFinite else { return (false, "the scores are no numbers") }
    let words =
      gain > 0
      ? "\(Figures.short(gain)) better" : gain == 0 ? "no better" : "\(Figures.short(-gain)) worse"
    let head = "challenger is \(words) (\(metric.title)) on \(window)"
    guard gain > needed else {
      return (false, head + (gain > 0 ? ", less than the margin of \(Figures.short(needed))" : ""))
    }
    guard let wanted = rules.significance else { return (true, head) }
    guard let p = challenge.pValue else {
      return (false, head + ", but how likely that is chance cannot be told")
    }
    return p < wanted
      ? (true, head + ", p = \(Figures.short(p))")
      : (false, head + ", which may be chance (p = \(Figures.short(p)))")
  }

  private func ended(
    _ outcome: RetrainDecision.Outcome, _ why: String, _ champion: String, _ fired: [FiredTrigger],
    _ challenge: Challenge? = nil, _ final: ModelFile? = nil,
    _ customers: Table? = nil
  ) -> RetrainDecision {
    RetrainDecision(
      outcome: outcome, why: why, metric: metric, window: window, champion: champion,
      championScore: challenge?.scoreInPlace ?? score, challenger: challenge?.model.id,
      challengerScore: challenge?.score, pValue: challenge?.pValue, triggers: fired, notes: notes,
      promoted: final, customers: customers)
  }
}
