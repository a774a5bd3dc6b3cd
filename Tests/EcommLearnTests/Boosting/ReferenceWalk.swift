@testable import EcommLearn

/// The plain twin of the flat prediction: one row, one tree, one node after the other.
enum ReferenceWalk {
  static func scores(_ model: BoostedTrees, _ row: [Float]) -> [Double] {
    var scores = model.baseScores
    for tree in model.trees {
      scores[tree.output] += Double(tree.values[leaf(tree, row)])
    }
    return scores
  }

  static func leaf(_ tree: DecisionTree, _ row: [Float]) -> Int {
    var node = 0
    while !tree.isLeaf(node) {
      node = tree.lefts[node] + (goesLeft(tree, node, row[tree.features[node]]) ? 0 : 1)
    }
    return node
  }

  static func goesLeft(_ tree: DecisionTree, _ node: Int, _ value: Float) -> Bool {
    if value.isNaN { return tree.isMissingLeft[node] }
    guard let set = tree.categories[node] else {
      return max(value, -.greatestFiniteMagnitude) < tree.thresholds[node]
    }
    return !set.contains { Float($0) == value.rounded(.towardZero) }
  }
}
