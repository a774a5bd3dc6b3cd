extension IsolationForest {
  /// The same trees as ones whose leaves add path lengths, which `TreeExplainer` can take apart.
  var explained: BoostedTrees {
    BoostedTrees(
      objective: .squared, features: [FeatureKind](repeating: .number, count: width),
      baseScores: [0], trees: trees.map(\.explained))
  }
}

extension IsolationTree {
  fileprivate var explained: DecisionTree {
    let depths = depths
    var covers = sizes.map { Float($0) }
    var inner = thresholds.count
    for node in sizes.indices.reversed() where sizes[node] == 0 {
      inner -= 1
      covers[node] = covers[2 * inner + 1] + covers[2 * inner + 2]
    }
    var tree = DecisionTree()
    inner = 0
    for node in sizes.indices {
      var entry = DecisionTree.Node()
      entry.cover = covers[node]
      if sizes[node] == 0 {
        entry.feature = Int(features[inner])
        entry.threshold = thresholds[inner]
        entry.left = 2 * inner + 1
        inner += 1
      } else {
        entry.value = Self.pathLength(depth: depths[node], size: Int(sizes[node]))
      }
      tree.append(entry)
    }
    return tree
  }
}
