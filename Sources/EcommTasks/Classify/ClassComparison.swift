import EcommBase
import EcommLearn

/// Kinds of classifiers on the same folds, and what the best one needs to decide: its calibration, its
/// threshold, its number of trees.
struct ClassComparison {
  let board: ClassLeaderboard
  let decision: ClassDecision
  let settings: ClassSettings
  let folds: Int

  init(
    _ data: ClassData, _ kinds: [ClassifierKind], _ settings: ClassSettings, folds count: Int,
    parallel: Parallel, progress: Progress
  ) throws {
    let folds = try data.folds(count, seed: settings.seed)
    let entries = try kinds.map {
      try Self.entry($0, settings, data, folds, parallel, progress)
    }
    board = try ClassLeaderboard(entries, labels: data.labels, classes: data.classes.count)
    decision = ClassDecision(
      classes: data.classes, calibration: board.champion.calibration, rule: settings.rule,
      threshold: data.classes.count == 2
        ? try ClassDecision.threshold(board.champion.judged, settings.rule) : nil)
    self.settings = settings
    self.folds = folds.count
  }

  var recipe: ClassifierRecipe { ClassifierRecipe(kind: board.champion.kind, settings: settings) }

  /// The middle of what the folds found best; nil for kinds that have no rounds.
  var rounds: Int? {
    let found = board.champion.rounds.sorted()
    return found.isEmpty ? nil : found[found.count / 2]
  }

  /// The best classifier on rows that neither it nor any choice has seen.
  func judge(_ test: ClassData, learnedFrom data: ClassData, _ parallel: Parallel) throws
    -> ClassEvaluation
  {
    let fitted = try recipe.fit(data, rounds: rounds, parallel: parallel)
    let chances = decision.calibration.apply(
      try fitted.probabilities(test.table, parallel: parallel))
    return try ClassEvaluation(
      JudgedRows(heldOut: chances, labels: test.labels), decision: decision, table: test.table,
      numbers: test.numbers,
      isCrossFitted: false, parallel: parallel)
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
    return try ClassEntry(
      outOfFold, labels: data.labels, seconds: (clock.now - start) / .seconds(1))
  }
}
