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
  /// Whether those rows were kept aside from a search, instead of judged fold by fold.
  public let isHeldOut: Bool
  public let folds: Int
  public let splitName: String
  public var model: ModelFile
  /// Of each kind that was searched for.
  public let tuning: [TuningHistory]
  let fitted: FittedClassifier

  static let fewestPerClass = 2
  /// Where a search keeps rows aside first.
  private static let fewestInSearch = 4

  /// Part of the rows that a search for parameters never sees.
  private static let shareKeptAside = 0.2

  /// - Parameters:
  ///   - journal: where the trials of a search are kept.
  ///   - progress: called with the fits to be made.
  public static func train(
    _ input: ClassInput, settings: ClassSettings, journal: LineLog? = nil,
    parallel: Parallel = Parallel(), progress: (Int) -> Progress = { _ in .silent }
  ) throws -> ClassTraining {
    let data = input.data
    let kinds = kinds(settings, data)
    try ClassWishes(settings: settings, kinds: kinds).check(data)
    let foldCount = try foldCount(settings, input, data)
    let steps = progress(kinds.count * (foldCount + settings.trials) + 2)
    guard settings.trials > 0 else {
      let found = try ClassComparison(
        data, kinds, settings, folds: foldCount, parallel: parallel, progress: steps)
      let evaluation = try ClassEvaluation(
        found.board.champion.judged, decision: found.decision, table: data.table,
        numbers: data.numbers,
        isCrossFitted: true, parallel: parallel)
      return try finish(input, found, evaluation, isHeldOut: false, parallel)
    }
    let aside = try data.splitting.holdOut(
      data.labels, share: shareKeptAside, seed: settings.seed)
    let part = data.selecting(aside.training)
    let partFolds = try min(foldCount, Self.foldCount(settings, input, part))
    var tuned = settings
    var histories: [TuningHistory] = []
    for kind in kinds {
      let found = try ClassTuning(kind: kind, settings: tuned, journal: journal).search(
        part, fingerprint: input.summary.fingerprint, parallel: parallel, progress: steps)
      tuned = found.settings
      histories.append(found.history)
    }
    let found = try ClassComparison(
      part, kinds, tuned, folds: partFolds, parallel: parallel, progress: steps)
    let evaluation = try found.judge(data.selecting(aside.test), learnedFrom: part, parallel)
    return try finish(
      input, found, evaluation, isHeldOut: true, tuning: histories, parallel)
  }

  /// The best classifier fitted again to all rows.
  private static func finish(
    _ input: ClassInput, _ found: ClassComparison, _ evaluation: ClassEvaluation, isHeldOut: Bool,
    tuning: [TuningHistory] = [], _ parallel: Parallel
  ) throws -> ClassTraining {
    let fitted = try found.recipe.fit(input.data, rounds: found.rounds, parallel: parallel)
    return ClassTraining(
      leaderboard: found.board, decision: found.decision, evaluation: evaluation,
      isHeldOut: isHeldOut, folds: found.folds, splitName: input.data.splitting.protocolName,
      model: model(input, found, evaluation, fitted, isHeldOut: isHeldOut), tuning: tuning,
      fitted: fitted)
  }

  private static func kinds(_ settings: ClassSettings, _ data: ClassData) -> [ClassifierKind] {
    guard settings.kinds.isEmpty else { return settings.kinds }
    if !settings.monotone.isEmpty { return [.boosting] }
    let hasTexts = data.table.columns.contains { $0.values.type == .text }
    return hasTexts ? [.svm, .logistic] : [.boosting, .logistic]
  }

  /// Many rows tell the score well enough with fewer fits.
  private static func usualFolds(_ rows: Int) -> Int {
    rows <= 100_000 ? 5 : rows <= 500_000 ? 3 : 2
  }

  /// As many as asked for, but no more than the rarest class has rows; else as many as groups and times
  /// allow.
  /// - Parameter data: the rows to be split, all of the input or a part.
  private static func foldCount(
    _ settings: ClassSettings, _ input: ClassInput, _ data: ClassData
  ) throws -> Int {
    func counts(_ labels: [Int]) -> [Int] {
      data.classes.indices.map { own in labels.count { $0 == own } }
    }
    let own = counts(data.labels)
    let rarest = own.indices.min { own[$0] < own[$1] } ?? 0
    guard own[rarest] >= fewestPerClass else {
      let isPart = data.rows < input.data.rows
      let (rows, needed) = (
        counts(input.data.labels)[rarest], isPart ? fewestInSearch : fewestPerClass
      )
      guard rows < needed else { throw data.fault(data.labels.first) }
      throw ClassifyError.rareClass(
        data.classes[rarest],
        column: input.schema.first { $0.role == .target }?.name ?? "the target", rows: rows,
        needed: needed)
    }
    let wanted =
      settings.folds > 0
      ? settings.folds : max(2, min(usualFolds(data.rows), data.splitting.mostFolds))
    return min(wanted, own[rarest])
  }

  private static func model(
    _ input: ClassInput, _ found: ClassComparison, _ evaluation: ClassEvaluation,
    _ fitted: FittedClassifier, isHeldOut: Bool
  ) -> ModelFile {
    var settings = found.settings.json(found.recipe.kind)
    if let question = input.question { settings["events"] = .string(question.rawValue) }
    if let rounds = found.rounds { settings["rounds"] = .integer(rounds) }
    return ModelFile(
      task: .classify, learner: found.recipe.kind.rawValue, data: input.summary,
      schema: input.schema, settings: settings, preparation: fitted.preparation.json,
      model: fitted.learner.json, decision: found.decision.json,
      evaluation: [
        "protocol": .string("\(input.data.splitting.protocolName) cross-validation"),
        "folds": .integer(found.folds), "leaderboard": .array(found.board.entries.map(\.json)),
        "baseline": .object(
          JSON.Object(found.board.baseline.map { ($0.key.rawValue, .number($0.value)) })),
        isHeldOut ? "held_out" : "out_of_fold": evaluation.json,
      ],
      reference: .object(
        ClassAnswersSeen.reference(input, found.board.champion.judged, found.decision).json))
  }
}
