import EcommBase

extension BoostedTrees {
  /// Reads a model that XGBoost saved as JSON. Refused by name: other boosters than `gbtree`, leaves that are
  /// vectors, objectives that are not ours.
  public init(xgboost fields: JSONFields) throws {
    let learner = try fields.fields("learner")
    let objective = try Objective(xgboost: learner.fields("objective"))
    let parameters = try learner.fields("learner_model_param")
    let booster = try learner.fields("gradient_booster")
    let name = try booster.string("name")
    guard name == "gbtree" else { throw BoostingError.foreign("its booster is \(name)") }
    let model = try booster.fields("model")
    let count = try parameters.textual("num_feature")
    guard count >= 1, count <= Double(Self.featureLimit), count == count.rounded() else {
      throw parameters.fault("num_feature", expected: "a whole number above zero")
    }
    let trees = try model.objects("trees").map { XGBoostTree($0, features: Int(count)) }
    let outputs = try model.treeOutputs(count: trees.count, limit: objective.outputs)
    let made = try zip(trees, outputs).map { try $0.tree(output: $1) }
    self.init(
      objective: objective,
      features: try learner.featureKinds(count: Int(count), trees: made),
      baseScores: try parameters.baseScores(objective), trees: made)
  }
}

extension JSONFields {
  /// Which class each tree belongs to.
  fileprivate func treeOutputs(count: Int, limit: Int) throws -> [Int] {
    guard let outputs = try value("tree_info").integers, outputs.count == count,
      outputs.allSatisfy((0..<limit).contains)
    else { throw fault("tree_info", expected: "\(count) classes below \(limit)") }
    return outputs
  }

  fileprivate func featureKinds(count: Int, trees: [DecisionTree]) throws -> [FeatureKind] {
    let types = object["feature_types"]?.strings ?? []
    guard types.isEmpty || types.count == count else {
      throw fault("feature_types", expected: "\(count) types")
    }
    var kinds = [FeatureKind](repeating: .number, count: count)
    for (feature, type) in types.enumerated() where type == "c" { kinds[feature] = .category }
    for tree in trees {
      for node in 0..<tree.count where !tree.isLeaf(node) {
        let feature = tree.features[node]
        if tree.categories[node] != nil, types.isEmpty { kinds[feature] = .category }
        guard (kinds[feature] == .category) == (tree.categories[node] != nil) else {
          throw BoostingError.foreign("feature \(feature) is split in two ways")
        }
      }
    }
    return kinds
  }

  /// Base scores are predictions, one or one for each class; those of classes are scores already.
  fileprivate func baseScores(_ objective: Objective) throws -> [Double] {
    let values = try textuals("base_score")
    let loss = objective.loss
    let outputs = objective.outputs
    let scores = outputs > 1 ? values : values.map { loss.score($0) }
    guard scores.allSatisfy(\.isFinite), scores.count == outputs || scores.count == 1 else {
      throw fault("base_score", expected: "a prediction for each class")
    }
    return scores.count == outputs ? scores : [Double](repeating: scores[0], count: outputs)
  }
}
