import EcommBase
import EcommData
import EcommLearn

/// From rows to a detector with a threshold, and to what can be said of it: with labels how much it finds,
/// without them how its scores lie and whether they are stable.
public struct AnomalyTraining: Sendable {
  /// With labels.
  public let comparison: AnomalyComparison?
  /// Without them.
  public let stability: AnomalyStability?
  public let kind: DetectorKind
  public let rule: AlarmRule
  public let threshold: Double
  public let spread: ScoreSpread
  public let scores: [Double]
  /// Of the rows that the detector was fitted to, by the label where there is one.
  public let histogram: Histogram
  public var model: ModelFile
  let fitted: FittedDetector

  public static func train(
    _ input: AnomalyInput, settings: AnomalySettings, parallel: Parallel = Parallel(),
    progress: (Int) -> Progress = { _ in .silent }
  ) throws -> AnomalyTraining {
    let data = input.data
    try check(settings, data)
    let kinds = settings.kinds.isEmpty ? [.isolationForest] : settings.kinds
    let steps = progress(kinds.count * settings.folds + 2)
    let comparison = try compared(data, kinds, settings, parallel, steps)
    let kind = comparison?.best?.kind ?? kinds[0]
    let recipe = DetectorRecipe(kind: kind, settings: settings)
    let fitted = try recipe.fit(data.table, parallel: parallel)
    steps.advance(by: 1)
    let scores = try fitted.scores(data.table, parallel: parallel)
    let rule = settings.rule(hasLabels: comparison != nil)
    let threshold = try rule.threshold(scores, labels: data.labels, days: data.days)
    let spread = ScoreSpread(scores, threshold: threshold, days: data.days)
    let stability =
      comparison == nil
      ? try AnomalyStability(
        data, recipe, share: max(spread.flaggedShare, AnomalySettings.usualShare),
        parallel: parallel) : nil
    steps.advance(by: 1)
    return AnomalyTraining(
      comparison: comparison, stability: stability, kind: kind, rule: rule, threshold: threshold,
      spread: spread, scores: scores, histogram: histogram(scores, data.labels),
      model: model(
        input, settings, kind, fitted, scores, decision: decision(threshold, rule),
        evaluation: evaluation(comparison, stability, spread)),
      fitted: fitted)
  }

  private static func check(_ settings: AnomalySettings, _ data: AnomalyData) throws {
    let rule = settings.rule(hasLabels: data.labels != nil)
    try rule.validate()
    if rule.needsLabels, data.labels == nil {
      throw AnomalyError.needs(
        "precision", what: "labels that say what was strange", option: "label")
    }
    if case .alertsPerDay = rule, data.days == nil {
      throw AnomalyError.needs(
        "alerts-per-day", what: "a column that says when each row was", option: "time")
    }
    if settings.kinds.count > 1, data.labels == nil {
      throw AnomalyError.needs(
        "model", what: "labels to compare several detectors by", option: "label")
    }
  }

  /// Nil without labels, or where too few rows are strange to share them out.
  private static func compared(
    _ data: AnomalyData, _ kinds: [DetectorKind], _ settings: AnomalySettings,
    _ parallel: Parallel, _ progress: Progress
  ) throws -> AnomalyComparison? {
    guard let labels = data.labels, labels.count(where: { $0 }) >= AnomalyComparison.fewestStrange
    else { return nil }
    return try AnomalyComparison(
      data, labels: labels, kinds: kinds, settings: settings, isSupervised: false,
      parallel: parallel, progress: progress)
  }

  private static func histogram(_ scores: [Double], _ labels: [Bool]?) -> Histogram {
    guard let labels else { return Histogram(scores, names: ["rows"]) }
    return Histogram(scores, groups: labels.map { $0 ? 1 : 0 }, names: ["usual", "strange"])
  }

  static func decision(_ threshold: Double, _ rule: AlarmRule) -> JSON {
    ["threshold": .number(threshold), "rule": rule.json]
  }

  private static func evaluation(
    _ comparison: AnomalyComparison?, _ stability: AnomalyStability?, _ spread: ScoreSpread
  ) -> JSON {
    [
      "folds": comparison?.json ?? .null, "stability": stability?.json ?? .null,
      "scores": spread.json,
    ]
  }

  private static func model(
    _ input: AnomalyInput, _ settings: AnomalySettings, _ kind: DetectorKind,
    _ fitted: FittedDetector, _ scores: [Double], decision: JSON, evaluation: JSON
  ) -> ModelFile {
    var all = settings.json(kind)
    if let payments = input.payments { all["payments"] = payments.json }
    return ModelFile(
      task: .anomaly, learner: kind.rawValue, data: input.summary, schema: input.schema,
      settings: all, preparation: fitted.preparation.json,
      model: ["detector": fitted.detector.json, "usual": fitted.usual.json], decision: decision,
      evaluation: evaluation,
      reference: .object(reference(input, scores)))
  }

  private static func reference(_ input: AnomalyInput, _ scores: [Double]) -> JSON.Object {
    let label = input.schema.first { $0.role == .target }
    var reference = ModelReference(
      columns: input.data.table.columns.map(ColumnReference.init),
      target: label.flatMap { label in
        input.data.labels.map { ColumnReference(AnomalyLabel.column(label.name, $0)) }
      },
      prediction: ColumnReference(Column("score", .numbers(scores)))
    ).json
    reference["ranges"] = .array(UsualRange.all(input.data.table).map(\.json))
    return reference
  }
}
