import EcommBase
import EcommData
import EcommLearn

/// From labelled rows to a classifier that can be trusted: kinds compared on the same folds, the best one
/// calibrated, its threshold chosen, and fitted again to all rows.
public struct ClassTraining: Sendable {
  public let leaderboard: ClassLeaderboard
  public let decision: ClassDecision
  /// Of the best classifier on rows it had not learned from.
  public let evaluation: ClassEvaluation
  public let folds: Int
  public let splitName: String
  public let model: ModelFile
  let fitted: FittedClassifier

  static let fewestPerClass = 2

  /// - Parameter progress: called with the fits to be made.
  public static func train(
    _ input: ClassInput, settings: ClassSettings, parallel: Parallel = Parallel(),
    progress: (Int) -> Progress = { _ in .silent }
  ) throws -> ClassTraining {
    let data = input.data
    let kinds = try kinds(settings, data)
    let folds = try data.splitting.folds(
      data.labels, count: try foldCount(settings, input), seed: settings.seed)
    let steps = progress(kinds.count * folds.count + 1)
    let entries = try kinds.map { kind in
      try entry(kind, settings, data, folds, parallel, steps)
    }
    let board = try ClassLeaderboard(
      entries, labels: data.labels, classes: data.classes.count)
    let champion = board.champion
    let decision = try decision(champion, settings, data.classes)
    let fitted = try ClassifierRecipe(kind: champion.kind, settings: settings).fit(
      data, rounds: rounds(champion), parallel: parallel)
    steps.advance(by: 1)
    let evaluation = try ClassEvaluation(
      champion.judged, decision: decision, table: data.table, isCrossFitted: true,
      parallel: parallel)
    let training = ClassTraining(
      leaderboard: board, decision: decision, evaluation: evaluation, folds: folds.count,
      splitName: data.splitting.protocolName,
      model: model(input, settings, board, decision, evaluation, fitted, folds.count),
      fitted: fitted)
    return training
  }

  private static func kinds(_ settings: ClassSettings, _ data: ClassData) throws
    -> [ClassifierKind]
  {
    guard settings.kinds.isEmpty else { return settings.kinds }
    let hasTexts = data.table.columns.contains { $0.values.type == .text }
    return hasTexts ? [.svm, .logistic] : [.boosting, .logistic]
  }

  /// As many as asked for, but no more than the rarest class has rows.
  private static func foldCount(_ settings: ClassSettings, _ input: ClassInput) throws -> Int {
    let data = input.data
    let counts = data.classes.indices.map { own in data.labels.count { $0 == own } }
    let rarest = counts.indices.min { counts[$0] < counts[$1] } ?? 0
    guard counts[rarest] >= fewestPerClass else {
      throw ClassifyError.rareClass(
        data.classes[rarest],
        column: input.schema.first { $0.role == .target }?.name ?? "the target",
        rows: counts[rarest], needed: fewestPerClass)
    }
    return min(settings.folds, counts[rarest])
  }

  private static func entry(
    _ kind: ClassifierKind, _ settings: ClassSettings, _ data: ClassData, _ folds: [Fold],
    _ parallel: Parallel, _ progress: Progress
  ) throws -> ClassEntry {
    let clock = ContinuousClock()
    let start = clock.now
    let outOfFold = try OutOfFold.run(
      ClassifierRecipe(kind: kind, settings: settings), data, folds, parallel: parallel,
      progress: progress)
    let seconds = (clock.now - start) / .seconds(1)
    return try ClassEntry(outOfFold, labels: data.labels, seconds: seconds)
  }

  private static func decision(
    _ champion: ClassEntry, _ settings: ClassSettings, _ classes: [String]
  ) throws -> ClassDecision {
    ClassDecision(
      classes: classes, calibration: champion.calibration, rule: settings.rule,
      threshold: classes.count == 2
        ? try ClassDecision.threshold(champion.judged, settings.rule) : nil)
  }

  /// The middle of what the folds found best.
  private static func rounds(_ champion: ClassEntry) -> Int? {
    let found = champion.rounds.sorted()
    return found.isEmpty ? nil : found[found.count / 2]
  }

  private static func model(
    _ input: ClassInput, _ settings: ClassSettings, _ board: ClassLeaderboard,
    _ decision: ClassDecision, _ evaluation: ClassEvaluation, _ fitted: FittedClassifier,
    _ folds: Int
  ) -> ModelFile {
    let kind = board.champion.kind
    var settingsJSON = settings.json(kind)
    if let rounds = rounds(board.champion) { settingsJSON["rounds"] = .integer(rounds) }
    return ModelFile(
      task: .classify, learner: kind.rawValue, data: input.summary, schema: input.schema,
      settings: settingsJSON, preparation: fitted.preparation.json, model: fitted.learner.json,
      decision: decision.json,
      evaluation: [
        "protocol": .string("\(input.data.splitting.protocolName) cross-validation"),
        "folds": .integer(folds), "leaderboard": .array(board.entries.map(\.json)),
        "baseline": .object(
          JSON.Object(
            board.baseline.map { ($0.key.rawValue, .number($0.value)) })),
        "out_of_fold": evaluation.json,
      ],
      reference: ["columns": .array(input.data.table.columns.map { ColumnReference($0).json })])
  }
}
