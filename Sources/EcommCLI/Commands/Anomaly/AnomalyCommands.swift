import EcommBase
import EcommData
import EcommReport
import EcommTasks

enum AnomalyCommands {
  static let train = Command(
    "anomaly train", "fit a detector of strange rows or days",
    examples: [
      "anomaly train Data/payments.csv --label is_fraud --output Models/fraud.json",
      "anomaly train payments.csv --alerts-per-day 20 --output Models/payments.json",
      "anomaly train Data/orders.xml --date date_add --output days.json",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [Shared.model.declaration] + AnomalyOptions.training + StrangeDayOptions.all
      + [AnomalyOptions.top.declaration, InputOptions.onErrorSkip.declaration] + InputOptions.rows
      + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration,
        Shared.quiet.declaration, Shared.dryRun.declaration, Shared.config.declaration,
      ] + RunTracking.options,
    notes: [
      "--set knows: \(AnomalySettings.settingNames.joined(separator: ", ")).",
      "Scores never depend on the threshold, and the threshold may be moved without training again: "
        + "ecomml model set-threshold MODEL 0.6",
      "With --date or --value the days of a series are judged instead of rows.",
    ]
  ) { invocation in
    if StrangeDayOptions.areWanted(invocation) { return try StrangeDayCommands.train(invocation) }
    let settings = try AnomalyOptions.settings(invocation)
    let input = try read(invocation)
    let line = ProgressLine("training", invocation.console)
    var training = try AnomalyTraining.train(
      input, settings: settings, parallel: invocation.parallel
    ) { line.progress(total: $0) }
    training.model = training.model.recording(TrainingRecord.asked(invocation))
    if invocation[Shared.json] {
      try invocation.console.print(
        JSONWriter.text([
          "id": .string(training.model.id), "learner": .string(training.model.learner),
          "decision": training.model.decision, "evaluation": training.model.evaluation,
          "histogram": training.histogram.json,
          "curves": training.comparison?.curves ?? .null,
        ]))
    } else {
      let lines =
        try AnomalyText.training(training, input)
        + AnomalyText.top(training, input, invocation[AnomalyOptions.top], invocation.parallel)
      try invocation.console.print(lines)
    }
    try ModelSaving.save(training.model, invocation) {
      try page(training, input, top: invocation[AnomalyOptions.top], invocation.parallel)
    }
    return .done
  }

  private static let explainedAlarms = 1000

  static func page(
    _ training: AnomalyTraining, _ input: AnomalyInput, top: Int, _ parallel: Parallel
  ) throws -> Page {
    let order = training.scores.indices
      .sorted { (-training.scores[$0], $0) < (-training.scores[$1], $1) }
    let alarms = order.prefix(explainedAlarms)
      .filter { training.scores[$0] >= training.threshold }
    let model = try AnomalyModel(training.model, name: "the model just trained")
    return AnomalyPages.training(
      training, labelLine: input.labelLine,
      explanation: try model.explain(input.table, alarms, parallel: parallel),
      alarms: alarms,
      top: try AnomalyText.topRows(
        training, input, top, parallel))
  }

  static func read(_ invocation: Invocation) throws -> AnomalyInput {
    let loaded = try Reading.table(invocation, onError: invocation[InputOptions.onErrorSkip])
    let input = try AnomalyInput(
      loaded.table, wishes: AnomalyOptions.wishes(invocation),
      rejectedRows: loaded.report.rejectedRows)
    for note in input.notes { invocation.console.say("  " + note) }
    return input
  }

  static let predict = Command(
    "anomaly predict", "how strange each row is and why, as CSV",
    examples: [
      "anomaly predict Models/fraud.json new.csv --key payment_id > answers.csv",
      "anomaly predict days.json later.xml --json",
    ],
    inputs: .files("MODEL INPUT...", 2...Int.max),
    options: [
      Shared.output.declaration, Shared.key.declaration, reasonCount.declaration,
      InputOptions.onErrorFail.declaration,
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration,
    ],
    notes: [
      "Reasons stand beside alarms only. Payments are told by earlier ones of the same input: to judge "
        + "those of a day, give the weeks before it along."
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let file = try ModelFile.read(path)
    if StrangeDayModel.isOne(file) { return try StrangeDayCommands.predict(file, invocation) }
    let model = try AnomalyModel(file, name: path)
    let rows = try rows(for: model, invocation, onError: invocation[InputOptions.onErrorFail])
    let answers = try AnomalyAnswers(
      model, rows, key: invocation[Shared.key], reasons: invocation[reasonCount],
      parallel: invocation.parallel)
    try answers.write(invocation)
    try Reports.write(invocation) {
      let verdicts = answers.verdicts
      return AnomalyPages.answers(
        spread: model.spread(verdicts.scores.filter(\.isFinite), rows),
        histogram: Histogram(verdicts.scores, names: ["rows"]), model: model,
        name: ModelHistory.name(of: path), explanation: verdicts.explanation,
        alarms: verdicts.alarms)
    }
    return .done
  }

  static let reasonCount = Option.integer(
    "top", "N", "the most reasons of a row", in: 1...100, default: 3)

  /// The rows behind the model on the command line, with what payments tell.
  static func rows(
    for model: AnomalyModel, _ invocation: Invocation, onError: ErrorPolicy
  ) throws -> Table {
    let loaded = try Reading.table(
      invocation, Array(invocation.inputs.dropFirst()), onError: onError,
      usualTypes: model.columnTypes)
    if model.payments == nil {
      ExtraColumns.tell(
        loaded.table, model.schema, key: invocation[Shared.key], invocation.console)
    }
    return try model.rows(of: loaded.table)
  }
}
