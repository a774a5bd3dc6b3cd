import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension ClassifyCommands {
  static let evaluate = Command(
    "classify evaluate",
    "how well a model does on rows it has not seen",
    examples: [
      "classify evaluate Models/purchase.json later.csv",
      "classify evaluate Data/sessions.csv --target Revenue --folds 10",
    ],
    inputs: .files("[MODEL] INPUT...", 1...Int.max),
    options: ClassifyOptions.training + [InputOptions.onErrorSkip.declaration] + InputOptions.rows
      + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration,
        Shared.quiet.declaration,
      ] + RunTracking.options,
    notes: [
      "With a model first, its figures on the rows are shown beside those of its training. Without one, "
        + "classifiers are compared as 'classify train' does, and nothing is saved."
    ]
  ) { invocation in
    if let model = try leadingModel(invocation) {
      if let option = invocation.given(ClassifyOptions.training).first {
        throw UsageError.conflict("--\(option)", "a model, which is trained already,")
      }
      try evaluateModel(model, invocation)
    } else {
      try crossValidate(invocation)
    }
    return .done
  }

  /// The first input, if it is a model and rows follow.
  static func leadingModel(_ invocation: Invocation) throws -> ClassModel? {
    try Reading.leadingModel(invocation).map { try ClassModel($0, name: invocation.inputs[0]) }
  }

  private static func evaluateModel(_ model: ClassModel, _ invocation: Invocation) throws {
    let rows = try rows(for: model, invocation, onError: invocation[InputOptions.onErrorSkip])
    let heldOut = try model.evaluate(rows, parallel: invocation.parallel)
    for note in heldOut.notes { invocation.console.say("  " + note) }
    let figures: JSON = [
      "id": .string(model.id), "training": model.judgedInTraining ?? .null,
      "test": heldOut.evaluation.json, "curves": heldOut.evaluation.curves,
    ]
    try Results.show(figures, invocation, task: .classify, model: invocation.inputs[0]) {
      ClassEvaluationText.lines(
        heldOut.evaluation, model.decision, training: model.judgedInTraining)
    } page: {
      ClassPages.evaluation(
        heldOut.evaluation, model.decision, model: ModelHistory.name(of: invocation.inputs[0]),
        target: model.target ?? "the target")
    }
  }

  private static func crossValidate(_ invocation: Invocation) throws {
    let input = try read(invocation)
    let line = ProgressLine("training", invocation.console)
    let training = try ClassTraining.train(
      input, settings: try ClassifyOptions.settings(invocation),
      journal: invocation[ClassifyOptions.journal].map { LineLog($0) },
      parallel: invocation.parallel
    ) { line.progress(total: $0) }
    var document = training.model.evaluation.object ?? JSON.Object()
    document["curves"] = training.evaluation.curves
    document["tuning"] = .array(training.tuning.map(\.json))
    try Results.show(.object(document), invocation, task: .classify, model: nil) {
      ClassLeaderboardText.table(training, input) + [""]
        + ClassEvaluationText.lines(training.evaluation, training.decision, training: nil)
    } page: {
      try page(training, input, invocation.parallel)
    }
  }
}
