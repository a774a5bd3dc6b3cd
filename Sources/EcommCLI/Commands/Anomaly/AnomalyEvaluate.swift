import EcommBase
import EcommData
import EcommLearn
import EcommReport
import EcommTasks

extension AnomalyCommands {
  static let evaluate = Command(
    "anomaly evaluate",
    "what detectors find, held against labels",
    examples: [
      "anomaly evaluate Models/fraud.json later.csv --label is_fraud",
      "anomaly evaluate Data/payments.csv --label is_fraud",
      "anomaly evaluate Data/orders.xml --date date_add --value order_amount_brutto",
    ],
    inputs: .files("[MODEL] INPUT...", 1...Int.max),
    options: AnomalyOptions.training + [AnomalyOptions.balance.declaration]
      + StrangeDayOptions.all
      + [InputOptions.onErrorSkip.declaration] + InputOptions.rows + Reports.options + [
        Shared.threads.declaration, Shared.json.declaration,
        Shared.quiet.declaration,
      ] + RunTracking.options,
    notes: [
      "With a model first, its alarms on the rows are held against the label. Without one, all detectors "
        + "(or those of --model) are fitted to the training rows of each fold, and beside them a boosted "
        + "classifier that does see their labels: if it is far better, labels pay."
    ]
  ) { invocation in
    if StrangeDayOptions.areWanted(invocation), !ModelFile.isOne(invocation.inputs[0]) {
      return try StrangeDayCommands.evaluate(invocation)
    }
    guard let file = try Reading.leadingModel(invocation) else {
      try compare(invocation)
      return .done
    }
    if StrangeDayModel.isOne(file) { return try StrangeDayCommands.evaluate(file, invocation) }
    let fixed =
      AnomalyOptions.training.filter { !["label", "positive"].contains($0.name) }
      + StrangeDayOptions.all
    if let option = invocation.given(fixed).first {
      throw UsageError.conflict("--\(option)", "a model, which is trained already,")
    }
    try evaluate(AnomalyModel(file, name: invocation.inputs[0]), invocation)
    return .done
  }

  private static func evaluate(_ model: AnomalyModel, _ invocation: Invocation) throws {
    let rows = try rows(for: model, invocation, onError: invocation[InputOptions.onErrorSkip])
    let scores = try model.scores(rows, parallel: invocation.parallel)
    let spread = model.spread(scores, rows)
    let heldOut = try model.evaluate(
      rows, scores: scores, label: invocation[AnomalyOptions.label],
      positive: invocation[AnomalyOptions.positive])
    for note in heldOut?.notes ?? [] { invocation.console.say("  " + note) }
    let figures: JSON = [
      "id": .string(model.id), "training": model.evaluation, "scores": spread.json,
      "test": heldOut?.evaluation.json ?? .null,
      "curves": heldOut?.evaluation.curves.json ?? .null,
    ]
    try Results.show(figures, invocation, task: .anomaly, model: invocation.inputs[0]) {
      [AnomalyText.threshold(model.threshold, model.rule, spread), AnomalyText.scores(spread)]
        + (heldOut.map { AnomalyEvaluationText.lines($0.evaluation) } ?? [
          "No label: how much of what is strange was found cannot be told (--label COLUMN)."
        ])
    } page: {
      AnomalyPages.evaluation(
        heldOut?.evaluation, spread: spread, histogram: Histogram(scores, names: ["rows"]),
        model: model, name: ModelHistory.name(of: invocation.inputs[0]))
    }
  }

  private static func compare(_ invocation: Invocation) throws {
    var settings = try AnomalyOptions.settings(invocation)
    let input = try read(invocation)
    guard input.hasLabels else {
      throw AnomalyError.needs(
        "model", what: "labels to compare detectors by", option: "label")
    }
    if settings.kinds.isEmpty { settings.kinds = DetectorKind.allCases }
    let line = ProgressLine("comparing", invocation.console)
    let comparison = try input.compare(
      settings, parallel: invocation.parallel
    ) { line.progress(total: $0) }
    var document = comparison.json.object ?? JSON.Object()
    document["curves"] = comparison.curves
    try Results.show(.object(document), invocation, task: .anomaly, model: nil) {
      [AnomalyText.head(comparison, input), ""]
        + AnomalyText.table(comparison, kept: nil)
        + ["", AnomalyEvaluationText.advice(comparison)]
    } page: {
      AnomalyPages.comparison(comparison, labelLine: input.labelLine)
    }
  }
}

/// What a detector found among rows whose truth is known.
enum AnomalyEvaluationText {
  static func lines(_ evaluation: AnomalyEvaluation) -> [String] {
    let share = Double(evaluation.strange) / Double(max(1, evaluation.rows))
    var table = TextTable([Figures.count(evaluation.rows, "row"), "", "by chance"])
    table.add(["ROC-AUC", area(evaluation.rocAUC), "0.500"])
    table.add(["PR-AUC", area(evaluation.averagePrecision), Figures.fixed(share, 3)])
    if let decision = evaluation.decision {
      table.add(["precision", Figures.fixed(decision.precision, 3), Figures.fixed(share, 3)])
      table.add([
        "recall", Figures.fixed(decision.recall, 3), Figures.fixed(decision.flaggedShare, 3),
      ])
      table.add(["F1", Figures.fixed(decision.f1, 3), ""])
    }
    return [""] + table.lines + counts(evaluation) + budgets(evaluation)
  }

  private static func area(_ value: Double?) -> String {
    value.map { Figures.fixed($0, 3) } ?? "-"
  }

  private static func counts(_ evaluation: AnomalyEvaluation) -> [String] {
    guard let decision = evaluation.decision else { return [] }
    let whole = { (value: Double) in Figures.fixed(value) }
    return [
      "",
      "Of \(Figures.count(evaluation.strange, "strange row")) \(whole(decision.truePositives)) found and "
        + "\(whole(decision.falseNegatives)) missed; \(whole(decision.falsePositives)) false alarms, "
        + "\(whole(decision.trueNegatives)) rows rightly left alone.",
    ]
  }

  private static func budgets(_ evaluation: AnomalyEvaluation) -> [String] {
    guard !evaluation.top.isEmpty, evaluation.strange > 0 else { return [] }
    var table = TextTable(["if one looks at", "rows", "precision", "recall"])
    for budget in evaluation.top {
      table.add([
        "the top \(budget.name)", Figures.fixed(budget.rows), Figures.fixed(budget.precision, 2),
        Figures.fixed(budget.recall, 2),
      ])
    }
    return [""] + table.lines
  }

  /// Whether labels pay.
  static func advice(_ comparison: AnomalyComparison) -> String {
    let detectors = comparison.entries.filter { $0.kind != nil }
    let best = detectors.max {
      ($0.averagePrecision?.mean ?? 0) < ($1.averagePrecision?.mean ?? 0)
    }
    guard let best, let own = best.averagePrecision?.mean,
      let taught = comparison.entries.first(where: { $0.kind == nil })?.averagePrecision?.mean
    else { return "" }
    let pays = taught > own
    return
      "Of the detectors \(best.title) ranks best (PR-AUC \(Figures.fixed(own, 3))); learning from the labels "
      + "gives \(Figures.fixed(taught, 3))"
      + (pays
        ? ". Where labels like these keep coming, a classifier pays: ecomml classify train."
        : ", so labels do not pay here.")
  }
}
