import EcommBase
import EcommReport
import EcommTasks
import Glibc

/// `ecomml TASK retrain MODEL INPUT...`, the same for every task, and `retrain-all`.
enum RetrainCommands {
  static let all = [
    command(.forecast, "forecast retrain Models/sales.json orders.xml --margin 1%"),
    command(.classify, "classify retrain Models/purchase.json visits.csv --margin 0.002"),
    command(.segment, "segment retrain Models/segments.json lines.csv --if-older-than 7d"),
    command(.anomaly, "anomaly retrain Models/fraud.json payments.csv --if-drift"),
  ]

  private static let shared: [OptionDeclaration] =
    Reports.options + [
      Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
      Shared.dryRun.declaration,
    ] + RunTracking.options

  private static func command(_ task: TaskKind, _ example: String) -> Command {
    Command(
      "\(task.rawValue) retrain", "a new model of the same settings, if it is better",
      examples: [example],
      inputs: .files("MODEL INPUT...", 2...Int.max), options: RetrainOptions.all + shared,
      notes: [
        "Inputs are all rows to learn from, the newest among them. Champion and challenger are compared on "
          + "the newest, which neither has seen. Exit code 0: promoted, or not due; 3: kept.",
        "The old model stays in history/NAME/ beside it: ecomml model rollback MODEL.",
      ]
    ) { invocation in
      let decision = try Retraining(
        invocation: invocation, path: invocation.inputs[0],
        inputs: Array(invocation.inputs.dropFirst())
      ).run { decision in
        try show(decision, invocation)
        try Reports.write(invocation) {
          RetrainPage.page(RetrainText.story(decision, of: invocation.inputs[0]))
        }
      }
      return verdict(decision)
    }
  }

  private static func verdict(_ decision: RetrainDecision) -> Verdict {
    decision.outcome == .kept ? .gate : .done
  }

  private static func show(_ decision: RetrainDecision, _ invocation: Invocation) throws {
    if invocation[Shared.json] {
      return try invocation.console.print(JSONWriter.text(.object(decision.json)))
    }
    try invocation.console.print(RetrainText.lines(decision))
    if invocation[Shared.dryRun] { invocation.console.say("Nothing was changed (--dry-run).") }
  }
}

extension RetrainCommands {
  private static let data = Option.text(
    "data", "FOLDER", "look for the files that the models were trained on here", completion: .file,
    defaultText: "where they were")

  static let everything = Command(
    "retrain-all", "retrain every model of a folder from what it was trained on",
    examples: ["retrain-all Models/", "retrain-all Models/ --data /srv/export --if-older-than 7d"],
    inputs: .files("FOLDER", 1...1), options: [data.declaration] + RetrainOptions.all + shared,
    notes: [
      "Where a model's rows came from is in history.jsonl; a model without that is passed over and named. "
        + "Exit code 1 if one failed, else 3 if one was kept, else 0."
    ]
  ) { invocation in
    try Folder.require(invocation.inputs[0])
    var verdicts: [Verdict] = []
    var told = RetrainsTold()
    for source in try ModelSource.all(in: invocation.inputs[0], data: invocation[data]) {
      verdicts.append(try retrain(source, invocation, &told))
    }
    if verdicts.isEmpty {
      invocation.console.say("There is no model in \(invocation.inputs[0]).")
    }
    try Reports.write(invocation) {
      RetrainPage.page(told.stories, others: told.others, folder: invocation.inputs[0])
    }
    return verdicts.contains(.failed) ? .failed : verdicts.contains(.gate) ? .gate : .done
  }

  /// One that fails does not keep the others from their turn.
  private static func retrain(
    _ source: ModelSource, _ invocation: Invocation, _ told: inout RetrainsTold
  ) throws -> Verdict {
    guard !source.inputs.isEmpty else {
      try passOver(source, invocation)
      told.others.append((ModelHistory.name(of: source.model), "passed over", unknownSource))
      return .done
    }
    do {
      let decision = try Retraining(
        invocation: invocation, path: source.model, inputs: source.inputs
      ).run()
      told.stories.append(RetrainText.story(decision, of: source.model))
      if invocation[Shared.json] {
        var line = decision.json
        line["model"] = .string(source.model)
        try invocation.console.print(JSONWriter.text(.object(line)))
      } else {
        try invocation.console.print(
          "\(source.model): \(decision.outcome.rawValue), \(decision.why)")
      }
      return verdict(decision)
    } catch let complaint as any Complaint {
      invocation.console.complain("ecomml: \(source.model): \(complaint.text)")
      told.others.append((ModelHistory.name(of: source.model), "failed", complaint.text))
      return .failed
    }
  }
}

/// What the page of all models tells.
private struct RetrainsTold {
  var stories: [RetrainStory] = []
  var others: [(model: String, outcome: String, why: String)] = []
}

extension RetrainCommands {
  private static let unknownSource = "history.jsonl does not say what it was trained on"

  private static func passOver(_ source: ModelSource, _ invocation: Invocation) throws {
    try invocation.console.print(
      invocation[Shared.json]
        ? JSONWriter.text([
          "model": .string(source.model), "decision": "passed over", "why": .string(unknownSource),
        ]) : "\(source.model): passed over, \(unknownSource)")
  }
}

/// A model and the files that it was last trained on.
struct ModelSource {
  let model: String
  /// Empty where the history does not tell.
  let inputs: [String]

  /// In the order of the names.
  static func all(in folder: String, data: String?) throws -> [ModelSource] {
    let base = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    let events = try ModelHistory(besideModel: base).events()
    let models = FolderNames.all(base).filter { ModelFile.isOne(base + $0) }.sorted()
    return models.map { file in
      let name = ModelHistory.name(of: file)
      let last = events.last { $0.name == name && $0.details["inputs"]?.strings?.isEmpty == false }
      let inputs = last?.details["inputs"]?.strings ?? []
      return ModelSource(model: base + file, inputs: inputs.map { moved($0, to: data) })
    }
  }

  private static func moved(_ path: String, to folder: String?) -> String {
    guard let folder, let file = path.split(separator: "/").last else { return path }
    return (folder.hasSuffix("/") ? folder : folder + "/") + file
  }
}
