import EcommBase

/// A trained model: for each score of a row, a constant and the sum of what its trees add.
public struct BoostedTrees: Sendable {
  public let objective: Objective
  /// What each feature is, in the order of the columns.
  public let features: [FeatureKind]
  /// The constants, one for each output.
  public let baseScores: [Double]
  /// In the order they were trained.
  public let trees: [DecisionTree]
  /// The loss on the validation rows after each round, kept ones and those dropped by early
  /// stopping; empty without such rows.
  public let validationLosses: [Double]

  /// For few rows.
  let forest: FlatForest
  /// For blocks of rows.
  let parts: ForestParts

  init(
    objective: Objective, features: [FeatureKind], baseScores: [Double], trees: [DecisionTree],
    validationLosses: [Double] = []
  ) {
    self.objective = objective
    self.features = features
    self.baseScores = baseScores
    self.trees = trees
    self.validationLosses = validationLosses
    forest = FlatForest(trees, features: features.count, baseScores: baseScores)
    parts = ForestParts(trees, features: features.count)
  }

  /// Rounds of training that are in the model.
  public var rounds: Int { trees.count / objective.outputs }
}

extension BoostedTrees: Equatable {
  public static func == (a: BoostedTrees, b: BoostedTrees) -> Bool {
    a.objective == b.objective && a.features == b.features && a.baseScores == b.baseScores
      && a.trees == b.trees && a.validationLosses == b.validationLosses
  }
}
