import EcommBase

extension BoostedTrees {
  /// The model as XGBoost 3.2 reads it from a JSON file. Its predictions agree with ours to its 32-bit
  /// sums.
  ///
  /// What its reader takes without a word but wrongly, and so is kept here: the right child follows the left
  /// one; the root's parent is 2147483647; the value of a leaf stands among the split conditions; the base
  /// score is a prediction, not a score; a node without weight would make its explanations NaN.
  public func xgboost(featureNames: [String] = []) -> JSON {
    [
      "version": .integers([3, 2, 0]),
      "learner": [
        "attributes": .object(JSON.Object()),
        "feature_names": .strings(featureNames),
        "feature_types": .strings(features.map { $0 == .category ? "c" : "float" }),
        "objective": objective.xgboost,
        "learner_model_param": modelParameters,
        "gradient_booster": ["name": "gbtree", "model": booster],
      ],
    ]
  }

  private var modelParameters: JSON {
    let outputs = objective.outputs
    let loss = objective.loss
    let bases = baseScores.map { outputs > 1 ? Float($0) : Float(loss.output($0)) }
    return [
      "base_score": .string("[" + bases.map { "\($0)" }.joined(separator: ",") + "]"),
      "boost_from_average": "1", "num_class": .string(outputs > 1 ? "\(outputs)" : "0"),
      "num_feature": .string("\(features.count)"), "num_target": "1",
    ]
  }

  private var booster: JSON {
    let outputs = objective.outputs
    return [
      "gbtree_model_param": [
        "num_parallel_tree": "1", "num_trees": .string("\(trees.count)"),
      ],
      "iteration_indptr": .integers(Array(stride(from: 0, through: trees.count, by: outputs))),
      "tree_info": .integers(trees.map(\.output)),
      "cats": ["enc": [], "feature_segments": [], "sorted_idx": []],
      "trees": .array(
        trees.enumerated().map { $1.xgboost(id: $0, featureCount: features.count) }),
    ]
  }
}

extension DecisionTree {
  fileprivate func xgboost(id: Int, featureCount: Int) -> JSON {
    let all = 0..<count
    let sets = categories.sorted { $0.key < $1.key }
    var starts: [Int] = []
    var next = 0
    for set in sets {
      starts.append(next)
      next += set.value.count
    }
    return [
      "id": .integer(id),
      "left_children": .integers(all.map { isLeaf($0) ? -1 : lefts[$0] }),
      "right_children": .integers(all.map { isLeaf($0) ? -1 : lefts[$0] + 1 }),
      "parents": .integers(parents),
      "split_indices": .integers(features.map { max(0, $0) }),
      "split_conditions": .numbers(all.map { Double(isLeaf($0) ? values[$0] : thresholds[$0]) }),
      "split_type": .integers(all.map { categories[$0] == nil ? 0 : 1 }),
      "default_left": .integers(isMissingLeft.map { $0 ? 1 : 0 }),
      "base_weights": .numbers(values.map(Double.init)),
      "loss_changes": .numbers(gains.map(Double.init)),
      "sum_hessian": .numbers(covers.map { Double(max($0, 1e-16)) }),
      "categories": .integers(sets.flatMap { $0.value.map(Int.init) }),
      "categories_nodes": .integers(sets.map(\.key)),
      "categories_segments": .integers(starts),
      "categories_sizes": .integers(sets.map(\.value.count)),
      "tree_param": [
        "num_deleted": "0", "num_feature": .string("\(featureCount)"),
        "num_nodes": .string("\(count)"), "size_leaf_vector": "1",
      ],
    ]
  }

  private var parents: [Int] {
    var parents = [Int](repeating: Int(Int32.max), count: count)
    for node in 0..<count where !isLeaf(node) {
      parents[lefts[node]] = node
      parents[lefts[node] + 1] = node
    }
    return parents
  }
}
