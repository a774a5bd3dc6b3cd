import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension SegmentCommands {
  private static let since = Option.text(
    "since", "DATE", "also who moved since the end of this day")
  private static let moves = Option.file("moves", "write who moved since then, as CSV")

  static let evaluate = Command(
    "segment evaluate", "how well segments stand apart, on old or new customers",
    examples: [
      "segment evaluate Models/segments.json Data/transactions.csv",
      "segment evaluate Models/segments.json Data/transactions.csv --since 2024-09-30",
      "segment evaluate Data/transactions.csv --k 5",
    ],
    inputs: .files("[MODEL] INPUT...", 1...Int.max),
    options: [since.declaration, moves.declaration] + SegmentOptions.training
      + SegmentOptions.reading + [InputOptions.onErrorSkip.declaration] + InputOptions.rows
      + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration,
        Shared.quiet.declaration,
      ] + RunTracking.options,
    notes: [
      "With a model first, its segments are held against the customers of the input. Without one, "
        + "customers are parted as 'segment train' does, and nothing is saved."
    ]
  ) { invocation in
    if invocation[moves] != nil, invocation[since] == nil {
      throw UsageError.needs(option: moves.declaration.name, other: since.declaration.name)
    }
    if let model = try leadingModel(invocation) {
      if let option = invocation.given(SegmentOptions.training).first {
        throw UsageError.conflict("--\(option)", "a model, which is trained already,")
      }
      try evaluate(model, invocation)
    } else {
      guard invocation[since] == nil else { throw UsageError.conflict("--since", "no model") }
      try evaluateAnew(invocation)
    }
    return .done
  }

  private static func leadingModel(_ invocation: Invocation) throws -> SegmentModel? {
    try Reading.leadingModel(invocation).map { try SegmentModel($0, name: invocation.inputs[0]) }
  }

  private static func evaluate(_ model: SegmentModel, _ invocation: Invocation) throws {
    let (input, source) = try SegmentReading.inputAndSource(
      for: model, invocation, onError: invocation[InputOptions.onErrorSkip])
    if model.isTraining(input) {
      invocation.console.say("  these are the customers that the segments were made of")
    }
    let evaluation = try model.evaluate(input.customers, parallel: invocation.parallel)
    let migration = try migration(model, input, source, invocation)
    let figures: JSON = [
      "id": .string(model.id), "training": model.evaluation, "test": evaluation.json,
      "migration": migration?.json ?? .null,
    ]
    try Results.show(figures, invocation, task: .segment, model: invocation.inputs[0]) {
      ["\(input.headline).", ""] + SegmentEvaluationText.lines(evaluation, model)
        + (migration.map {
          [""] + SegmentEvaluationText.lines($0, since: invocation[since] ?? "")
        } ?? [])
    } page: {
      try page(
        evaluation, input, model, migration: migration.map { (invocation[since] ?? "", $0) },
        choice: nil, invocation)
    }
  }

  private static func page(
    _ evaluation: SegmentEvaluation, _ input: SegmentInput, _ model: SegmentModel,
    migration: (String, SegmentMigration)?, choice: SegmentChoice?, _ invocation: Invocation
  ) throws -> Page {
    let answers = try model.answers(input.customers, parallel: invocation.parallel)
    return SegmentPages.evaluation(
      evaluation, headline: input.headline, model: model,
      picture: try model.picture(answers, parallel: invocation.parallel), migration: migration,
      choice: choice)
  }

  private static func migration(
    _ model: SegmentModel, _ input: SegmentInput, _ source: PurchaseSource,
    _ invocation: Invocation
  ) throws -> SegmentMigration? {
    guard let text = invocation[since] else { return nil }
    let day = try SegmentOptions.day(text, since.declaration.name)
    let migration = try model.migration(
      input, of: source, since: day, parallel: invocation.parallel)
    if let path = invocation[moves] {
      try Results.csv(migration.table, to: path, invocation)
      invocation.console.say("Wrote \(path).")
    }
    return migration
  }

  private static func evaluateAnew(_ invocation: Invocation) throws {
    let (input, training) = try trained(invocation)
    let model = try SegmentModel(training.model, name: "the model just trained")
    let evaluation = try model.evaluate(input.customers, parallel: invocation.parallel)
    let figures: JSON = ["decision": training.model.decision, "test": evaluation.json]
    try Results.show(figures, invocation, task: .segment, model: nil) {
      ["\(input.headline).", ""] + SegmentText.tried(training.choice) + [""]
        + SegmentEvaluationText.lines(evaluation, model)
        + (training.holdOut.map { SegmentText.check($0) } ?? [])
    } page: {
      try page(
        evaluation, input, model, migration: nil, choice: training.choice, invocation)
    }
  }
}
