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
    let candidate = try checked(invocation.inputs[1])
    return try put(candidate, Promotion.promoted, invocation) { _ in candidate }
  }

  private static let to = Option.text(
    "to", "ID", "bring back this one", defaultText: "the one before")

  static let rollback = Command(
    "model rollback", "bring back the model that stood here before",
    examples: ["model rollback Models/sales.json"],
    inputs: .files("MODEL", 1...1), options: [to.declaration] + shared
  ) { invocation in
    try put(nil, Promotion.rolledBack, invocation) {
      try Promotion.older(invocation[to], lock: $0)
    }
  }

  private static let shared: [OptionDeclaration] = [
    Shared.json.declaration, Shared.quiet.declaration, Shared.dryRun.declaration,
  ]

  /// Every part of it, not only the envelope.
  private static func checked(_ path: String) throws -> ModelFile {
    let file = try ModelFile.read(path)
    _ = try TrainedModel(file, name: path)
    return file
  }

  private static func put(
    _ candidate: ModelFile?, _ action: String, _ invocation: Invocation,
    model: (RetrainLock) throws -> ModelFile
  ) throws -> Verdict {
    let path = invocation.inputs[0]
    let lock = try RetrainLock(model: path)
    for note in try Promotion.repair(lock) { invocation.console.say("  " + note) }
    let model = try model(lock)
    if !invocation[Shared.dryRun] {
      try Promotion.put(model, action: action, time: time(nil), lock: lock)
    }
    let line =
      invocation[Shared.json]
      ? JSONWriter.text(["id": .string(model.id), "action": .string(action)])
      : "\(path) is now \(model.id) (\(action))"
        + (invocation[Shared.dryRun] ? ", but for --dry-run." : ".")
    try invocation.console.print(line)
    return .done
  }
}
