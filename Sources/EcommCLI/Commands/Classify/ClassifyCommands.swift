import EcommBase
import EcommData
import EcommReport
import EcommTasks

enum ClassifyCommands {
  static let train = Command(
    "classify train", "compare classifiers and keep the best",
    examples: [
      "classify train Data/sessions.csv --target Revenue --output Models/purchase.json",
      "classify train Data/products.csv --target category --output Models/category.json",
      "classify train payments.csv --target is_fraud --time time --cost FP=1,FN=20",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [Shared.model.declaration] + ClassifyOptions.training + [
      InputOptions.onErrorSkip.declaration
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration, Shared.dryRun.declaration, Shared.config.declaration,
    ] + RunTracking.options,
    notes: [
      "--set knows: \(ClassSettings.settingNames.joined(separator: ", ")).",
      "Everything that learns sees the training rows of a fold only; the figures are of rows that no "
        + "model, threshold or calibration had seen.",
    ]
  ) { invocation in
    let settings = try ClassifyOptions.settings(invocation)
    let input = try read(invocation)
    let line = ProgressLine("training", invocation.console)
    var training = try ClassTraining.train(
      input, settings: settings, journal: invocation[ClassifyOptions.journal].map { LineLog($0) },
      parallel: invocation.parallel
    ) { line.progress(total: $0) }
    training.model = training.model.recording(TrainingRecord.asked(invocation))
    if invocation[Shared.json] {
      try invocation.console.print(
        JSONWriter.text([
          "id": .string(training.model.id), "learner": .string(training.model.learner),
          "evaluation": training.model.evaluation, "curves": training.evaluation.curves,
          "tuning": .array(training.tuning.map(\.json)),
        ]))
    } else {
      try invocation.console.print(ClassLeaderboardText.lines(training, input))
    }
    try ModelSaving.save(training.model, invocation) {
      try page(training, input, invocation.parallel)
    }
    return .done
  }

  /// Explained on some of the rows of the training: the page shows what the model looks at.
  static func page(
    _ training: ClassTraining, _ input: ClassInput, _ parallel: Parallel
  ) throws -> Page {
    let rows = input.sample(explainedRows)
    let model = try ClassModel(training.model, name: "the model just trained")
    let explanation = try model.explain(rows, parallel: parallel)
    return ClassPages.training(
      training, targetLine: input.targetLine,
      picture: ClassExplanationPicture(explanation, rows, schema: model.schema))
  }

  static let explainedRows = 1000

  static func read(_ invocation: Invocation) throws -> ClassInput {
    try input(
      try Reading.table(invocation, onError: invocation[InputOptions.onErrorSkip]),
      try ClassifyOptions.wishes(invocation), invocation.console)
  }

  static func input(
    _ loaded: Loaded, _ wishes: ClassInput.Wishes, _ console: Console
  ) throws -> ClassInput {
    let input = try ClassInput(
      loaded.table, wishes: wishes, rejectedRows: loaded.report.rejectedRows)
    for note in input.notes { console.say("  " + note) }
    for warning in input.warnings { console.say("  warning: " + warning) }
    return input
  }

  static let predict = Command(
    "classify predict", "the class of each row and its chance, as CSV",
    examples: [
      "classify predict Models/purchase.json new.csv > answers.csv",
      "classify predict Models/purchase.json new.csv --key session_id --json",
    ],
    inputs: .files("MODEL INPUT...", 2...Int.max),
    options: [
      Shared.output.declaration, Shared.key.declaration, InputOptions.onErrorFail.declaration,
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration,
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let model = try ClassModel(ModelFile.read(path), name: path)
    let rows = try rows(for: model, invocation, onError: invocation[InputOptions.onErrorFail])
    ExtraColumns.tell(rows, model.schema, key: invocation[Shared.key], invocation.console)
    let predictions = try model.predict(rows, parallel: invocation.parallel)
    let answers = try ClassAnswers(model, rows, predictions, key: invocation[Shared.key])
    try answers.write(invocation)
    try Reports.write(invocation) {
      ClassPages.answers(
        predictions, model.decision, model: ModelHistory.name(of: path),
        target: model.target ?? "the target")
    }
    return .done
  }
}

extension ClassifyCommands {
  /// The rows behind the model on the command line.
  static func rows(
    for model: ClassModel, _ invocation: Invocation, onError: ErrorPolicy
  ) throws -> Table {
    let loaded = try Reading.table(
      invocation, Array(invocation.inputs.dropFirst()), onError: onError,
      usualTypes: model.columnTypes)
    let rows = try model.rows(of: loaded.table)
    for note in rows.notes { invocation.console.say("  " + note) }
    return rows.table
  }
}

/// Columns that a model passes over, told once.
enum ExtraColumns {
  static func tell(_ table: Table, _ schema: [SchemaColumn], key: String?, _ console: Console) {
    let known = Set(schema.map(\.name) + [key].compactMap { $0 })
    let extra = table.names.filter { !known.contains($0) }
    guard !extra.isEmpty else { return }
    let shown = extra.prefix(5).joined(separator: ", ") + (extra.count > 5 ? ", ..." : "")
    console.say("  not in the model, ignored: \(shown)")
  }
}
