/// The splits of a tree, for deciding all of them at once.
struct TreeSplits: Sendable {
  private(set) var splits: [Split] = []
  /// Of each inner node its place in `splits`, else -1.
  private(set) var places: [Int]

  struct Split: Sendable {
    /// Of the slots of a `KeyBlock`.
    let slot: Int
    let threshold: UInt32
    /// Categories that go right, at a split by them.
    let set: CategorySet?
  }

  init(_ tree: DecisionTree, slotOf: [Int: Int]) {
    places = [Int](repeating: -1, count: tree.count)
    for node in 0..<tree.count where !tree.isLeaf(node) {
      places[node] = splits.count
      let slot = 2 * (slotOf[tree.features[node]] ?? 0) + (tree.isMissingLeft[node] ? 0 : 1)
      splits.append(
        Split(
          slot: slot, threshold: FloatOrder.key(tree.thresholds[node]),
          set: tree.categories[node].map(CategorySet.init)))
    }
  }
}

/// A tree as the games of its leaves, for interactions.
struct TreeGames: Sendable {
  let output: Int
  let leaves: [LeafGame]

  init(_ tree: DecisionTree, _ splits: TreeSplits) {
    output = tree.output
    leaves = Self.leaves(tree, splits.places)
  }

  /// A way from the root to a node.
  private struct Way {
    let node: Int
    var features: [Int] = []
    var colds: [Double] = []
    var conditions: [[LeafGame.Condition]] = []
  }

  /// Depth first, left before right.
  private static func leaves(_ tree: DecisionTree, _ places: [Int]) -> [LeafGame] {
    var leaves: [LeafGame] = []
    var open = [Way(node: 0)]
    while let way = open.popLast() {
      if tree.isLeaf(way.node) {
        leaves.append(
          LeafGame(
            value: Double(tree.values[way.node]), features: way.features, colds: way.colds,
            conditions: way.conditions))
      } else {
        open.append(extended(way, tree, places, isLeft: false))
        open.append(extended(way, tree, places, isLeft: true))
      }
    }
    return leaves
  }

  private static func extended(
    _ way: Way, _ tree: DecisionTree, _ places: [Int], isLeft: Bool
  ) -> Way {
    let left = tree.lefts[way.node]
    let share = tree.leftShare(way.node)
    var next = Way(
      node: isLeft ? left : left + 1, features: way.features, colds: way.colds,
      conditions: way.conditions)
    let condition = LeafGame.Condition(node: places[way.node], isLeft: isLeft)
    let cold = isLeft ? share : 1 - share
    if let place = way.features.firstIndex(of: tree.features[way.node]) {
      next.colds[place] *= cold
      next.conditions[place].append(condition)
    } else {
      next.features.append(tree.features[way.node])
      next.colds.append(cold)
      next.conditions.append([condition])
    }
    return next
  }
}
