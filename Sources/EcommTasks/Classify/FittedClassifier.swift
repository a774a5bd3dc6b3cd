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

  /// Terms of texts that trees get as columns.
  private static let treeTerms = 300
  /// Fewer rows are all needed to learn from: none are kept aside to say when to stop.
  private static let fewestToKeepAside = 200
  private static let shareKeptAside = 0.15
  /// Rounds where no rows say when to stop.
  private static let roundsWithoutStop = 100

  var preparation: PreparationRecipe {
    var recipe = kind == .boosting ? PreparationRecipe.forTrees : .forLinear
    recipe.text = settings.text
    if kind == .boosting { recipe.text.mostTerms = recipe.text.mostTerms ?? Self.treeTerms }
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
    let examples = try settings.balance.balance(
      features, data.labels, classes: data.classes.count, seed: settings.seed)
    return FittedClassifier(
      preparation: preparation,
      learner: try learn(examples, preparation, data, rounds: rounds, parallel))
  }

  private func learn(
    _ examples: ClassExamples, _ preparation: Preparation, _ data: ClassData, rounds: Int?,
    _ parallel: Parallel
  ) throws -> any ClassLearner {
    switch kind {
    case .logistic:
      return try LogisticClassifier.fit(
        examples, parameters: settings.logistic, parallel: parallel)
    case .svm:
      return try MarginClassifier.fit(examples, parameters: settings.svm, parallel: parallel)
    case .boosting:
      var parameters = settings.boosting
      parameters.seed = settings.seed
      parameters.monotone = monotone(examples.features, preparation)
      let watched = rounds == nil ? watched(examples, data, parameters) : nil
      if let rounds {
        parameters.trees = rounds
      } else if watched == nil {
        parameters.trees = min(parameters.trees, Self.roundsWithoutStop)
      }
      return try BoostedClassifier.fit(
        examples, parameters: parameters, watched: watched, parallel: parallel)
    }
  }

  /// Rows to stop by are kept aside the way the rows that judge are; where the rows are too few, or
  /// balance has changed them, nothing is kept aside but by class.
  private func watched(
    _ examples: ClassExamples, _ data: ClassData, _ parameters: BoostingParameters
  ) -> Fold? {
    guard parameters.earlyStoppingRounds > 0, data.rows >= Self.fewestToKeepAside else {
      return nil
    }
    let splitting = examples.labels.count == data.rows ? data.splitting : .stratified
    return try? splitting.holdOut(
      examples.labels, share: Self.shareKeptAside, seed: settings.seed)
  }

  /// A feature follows the wish for the column that it is, or is made of alone.
  private func monotone(_ features: Features, _ preparation: Preparation) -> [Int] {
    guard !settings.monotone.isEmpty else { return [] }
    return features.table.columns.map { column in
      column.values.type == .category ? 0 : settings.monotone[column.name] ?? 0
    } + features.termNames.map { _ in 0 }
  }
}
