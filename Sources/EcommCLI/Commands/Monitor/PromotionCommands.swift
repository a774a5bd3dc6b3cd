import EcommBase
import EcommTasks
import Glibc

/// Models put in each other's place by hand.
enum PromotionCommands {
  static let promote = Command(
    "model promote", "put a model in the place of another, which is kept",
    examples: ["model promote Models/sales.json candidate.json"],
    inputs: .files("MODEL CANDIDATE", 2...2), options: shared
  ) { invocation in
    let candidate = try PromotionCandidate.read(invocation.inputs[1])
    _ = try TrainedModel(candidate.model, name: invocation.inputs[1])
    return try put(Promotion.promoted, invocation) { _ in candidate }
  }

  private static let to = Option.text(
    "to", "ID", "bring back this one", defaultText: "the one before")

  static let rollback = Command(
    "model rollback", "bring back the model that stood here before",
    examples: ["model rollback Models/sales.json"],
    inputs: .files("MODEL", 1...1), options: [to.declaration] + shared
  ) { invocation in
    try put(Promotion.rolledBack, invocation) { try Promotion.older(invocation[to], in: $0) }
  }

  private static let shared: [OptionDeclaration] = [
    Shared.json.declaration, Shared.quiet.declaration, Shared.dryRun.declaration,
  ]

  private static func put(
    _ action: String, _ invocation: Invocation,
    candidate: (ModelArchive) throws -> PromotionCandidate
  ) throws -> Verdict {
    let path = invocation.inputs[0]
    if invocation[Shared.dryRun] {
      let archive = ModelArchive(model: path)
      let model = try candidate(archive).model
      let old = try Promotion.replaced(by: model, in: archive)
      try say(model, old?.id == model.id ? nil : action, invocation)
      return .done
    }
    // Without an archive nothing can be half done, so what cannot be is told before one is made.
    if !ModelArchive(model: path).isThere { _ = try candidate(ModelArchive(model: path)) }
    let lock = try RetrainLock(model: path)
    for note in try Promotion.repair(lock) { invocation.console.say("  " + note) }
    let wanted = try candidate(lock.archive)
    let isThere = try Promotion.replaced(by: wanted.model, in: lock.archive)?.id == wanted.model.id
    if !isThere { try Promotion.put(wanted, action: action, time: time(nil), lock: lock) }
    try say(wanted.model, isThere ? nil : action, invocation)
    return .done
  }

  /// - Parameter action: nil where the model stood there before.
  private static func say(
    _ model: ModelFile, _ action: String?, _ invocation: Invocation
  ) throws {
    let path = invocation.inputs[0]
    guard !invocation[Shared.json] else {
      return try invocation.console.print(
        JSONWriter.text(["id": .string(model.id), "action": .optional(action)]))
    }
    let isDry = invocation[Shared.dryRun]
    try invocation.console.print(
      action.map { "\(path) \(isDry ? "would be" : "is now") \(model.id) (\($0))." }
        ?? "\(path) is \(model.id) already: nothing to do.")
  }
}
