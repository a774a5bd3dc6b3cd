import EcommBase
import EcommData
import EcommLearn

/// A classifier with the preparation that it was fitted behind: from columns to chances.
struct FittedClassifier: Sendable {
  let preparation: Preparation
  let learner: any ClassLearner

  /// (rows, classes). `table` holds the columns of the schema.
  func probabilities(_ table: Table, parallel: Parallel) throws -> Matrix {
    try learner.probabilities(try preparation.apply(table, parallel: parallel), parallel: parallel)
  }
}

/// How a kind of classifier is fitted to labelled rows: preparation, balance and learner, all from these rows
/// alone.
struct ClassifierRecipe: Sendable {
  let kind: ClassifierKind
  let settings: ClassSettings

  /// Fewer rows are all needed to learn from: none are kept aside to say when to stop.
  private static let fewestToKeepAside = 200
  private static let shareKeptAside = 0.15
  /// Rounds where no rows say when to stop.
  private static let roundsWithoutStop = 100

  var preparation: PreparationRecipe {
    var recipe = kind.type.preparation
    // A ratio would let the answer turn against what was asked of its parts.
    if !settings.monotone.isEmpty { recipe.steps.removeAll { $0 == .ratios } }
    let mostTerms = settings.text.mostTerms ?? recipe.text.mostTerms
    recipe.text = settings.text
    recipe.text.mostTerms = mostTerms
    return recipe
  }

  /// - Parameter rounds: how many trees; nil lets rows kept aside say.
  func fit(_ data: ClassData, rounds: Int? = nil, parallel: Parallel) throws -> FittedClassifier {
    let rows = FittingRows(
      labels: data.labels, classes: data.classes.count, seed: settings.seed)
    let (preparation, features) = try preparation.fit(data.table, rows, parallel: parallel)
    guard !features.names.isEmpty else {
      throw ClassifyError.noFeatures(target: "the target", notes: [])
    }
    let unbalanced = ClassExamples(
      features: features, labels: data.labels, classes: data.classes.count, weights: [])
    var settings = settings
    if kind == .boosting {
      settings.boosting = try boosting(unbalanced, data, preparation, rounds: rounds, parallel)
    }
    let learner = try kind.type.fit(
      try balanced(unbalanced), settings: settings, parallel: parallel)
    return FittedClassifier(preparation: preparation, learner: learner)
  }

  private func balanced(_ examples: ClassExamples) throws -> ClassExamples {
    try settings.balance.balance(
      examples.features, examples.labels, classes: examples.classes, seed: settings.seed)
  }

  /// Trees alone ask the rows how many there should be, and the columns which way they may lead.
  private func boosting(
    _ examples: ClassExamples, _ data: ClassData, _ preparation: Preparation, rounds: Int?,
    _ parallel: Parallel
  ) throws -> BoostingParameters {
    var parameters = settings.boosting
    parameters.seed = settings.seed
    parameters.monotone = monotone(examples.features, preparation)
    parameters.trees = try rounds ?? self.rounds(examples, data, parameters, parallel)
    return parameters
  }

  /// Rows to stop by are kept aside the way the rows that judge are, before classes are balanced: copies
  /// of what is learned from would never say stop. They weigh as balance would make them.
  private func rounds(
    _ examples: ClassExamples, _ data: ClassData, _ parameters: BoostingParameters,
    _ parallel: Parallel
  ) throws -> Int {
    guard parameters.earlyStoppingRounds > 0 else { return parameters.trees }
    guard data.rows >= Self.fewestToKeepAside,
      let fold = try? data.splitting.holdOut(
        data.labels, share: Self.shareKeptAside, seed: settings.seed),
      Set(fold.training.map { data.labels[$0] }).count > 1
    else { return min(parameters.trees, Self.roundsWithoutStop) }
    let aside = examples.selecting(fold.test)
    let weighted = try (settings.balance == .none ? ClassBalance.none : .weights).balance(
      aside.features, aside.labels, classes: aside.classes, seed: settings.seed)
    return try BoostedClassifier.rounds(
      try balanced(examples.selecting(fold.training)), watching: weighted, parameters: parameters,
      parallel: parallel)
  }

  /// A feature follows the wish for the column that it is, or is made of alone.
  private func monotone(_ features: Features, _ preparation: Preparation) -> [Int] {
    guard !settings.monotone.isEmpty else { return [] }
    return features.table.columns.map { column in
      column.values.type == .category ? 0 : settings.monotone[column.name] ?? 0
    } + features.termNames.map { _ in 0 }
  }
}
