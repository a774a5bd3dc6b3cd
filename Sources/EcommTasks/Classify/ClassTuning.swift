import EcommBase
import EcommLearn

/// A search for better parameters of one kind of classifier: each trial is judged by cross-validation on the
/// rows that it is given, which must not be those that report the score.
struct ClassTuning {
  let kind: ClassifierKind
  let settings: ClassSettings
  /// Where trials are kept, so that a search can go on; nil keeps none.
  let journal: LineLog?

  static let folds = 3

  /// The settings with the best parameters found, and the trials that found them.
  func search(_ data: ClassData, fingerprint: String, parallel: Parallel, progress: Progress) throws
    -> (settings: ClassSettings, history: TuningHistory)
  {
    let space = try SearchSpace(kind.type.searched)
    var search = Search(space)
    search.trials = settings.trials
    search.seed = settings.seed
    search.isLowerBetter = ClassMetric.searched(kind, classes: data.classes.count).isLowerBetter
    search.pruning = MedianPruning()
    let folds = try data.folds(
      max(2, min(Self.folds, data.splitting.mostFolds)), seed: settings.seed &+ 1)
    let own: [(String, JSON)] = [
      ("learner", .string(kind.rawValue)), ("data", .string(fingerprint)),
    ]
    let earlier =
      try journal?.values().filter { line in
        own.allSatisfy { line[$0.0] == $0.1 }
      }.compactMap { $0["entry"] } ?? []
    progress.advance(by: max(0, earlier.count - 1))
    let result = try search.run(journal: earlier, on: parallel) { entry in
      try journal?.append(.object(JSON.Object(own + [("entry", entry)])))
    } evaluate: { values, trial in
      defer { progress.advance(by: 1) }
      return try evaluate(values, space, data, folds, &trial)
    }
    let metric = ClassMetric.searched(kind, classes: data.classes.count).title
    return (
      try with(result.best.values, space),
      TuningHistory(name: kind.title, metric: metric, search, result)
    )
  }

  private func with(_ values: [TuningValue], _ space: SearchSpace) throws -> ClassSettings {
    var settings = settings
    for (dimension, value) in zip(space.dimensions, values) {
      guard let number = value.number else { continue }
      try settings.set(dimension.name, to: String(number), of: kind)
    }
    return settings
  }

  private func evaluate(
    _ values: [TuningValue], _ space: SearchSpace, _ data: ClassData, _ folds: [Fold],
    _ trial: inout TrialProgress
  ) throws -> Double? {
    let recipe = ClassifierRecipe(kind: kind, settings: try with(values, space))
    let metric = ClassMetric.searched(kind, classes: data.classes.count)
    var scores: [Double] = []
    for fold in folds {
      let one = try OutOfFold.run(recipe, data, [fold], parallel: .serial)
      guard let score = try metric.value(JudgedRows(one, labels: data.labels)) else { continue }
      scores.append(score)
      guard trial.report(scores.reduce(0, +) / Double(scores.count)) else { return nil }
    }
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }
}
