/// All trees of a model as flat arrays, built once; the shape that predicts.
struct FlatForest: Sendable {
  private(set) var trees: [FlatTree] = []
  private(set) var steps: [FlatTree.Step] = []
  /// Of steps of trees that are not perfect: the right follower, counted from the tree's first step.
  private(set) var next: [Int32] = []
  private(set) var values: [Double] = []
  /// Of steps by category: the place of its set in `sets`, else -1; counted like `next`.
  private(set) var setPlaces: [Int32] = []
  private(set) var sets: [CategorySet] = []
  /// The feature of each pair of slots.
  private(set) var slots: [Int] = []
  let baseScores: [Double]

  /// Trees deeper than this are not worth filling up to all their leaves.
  private static let deepestPerfect = 8

  init(_ trees: [DecisionTree], features: Int, baseScores: [Double]) {
    self.baseScores = baseScores
    var slotOf = [Int](repeating: -1, count: features)
    for feature in trees.lazy.flatMap(\.features) where feature >= 0 && slotOf[feature] < 0 {
      slotOf[feature] = slots.count
      slots.append(feature)
    }
    if slots.isEmpty, features > 0 { slots = [0] }
    for tree in trees { append(tree, slotOf) }
  }

  private mutating func append(_ tree: DecisionTree, _ slotOf: [Int]) {
    let depth = tree.depth
    let shape: FlatTree.Shape =
      !tree.categories.isEmpty ? .categorical : depth <= Self.deepestPerfect ? .perfect : .general
    trees.append(
      FlatTree(
        shape: shape, depth: depth, output: tree.output, firstStep: steps.count,
        firstValue: values.count))
    if shape == .perfect {
      fillPerfect(tree, depth, slotOf)
    } else {
      fillGeneral(tree, slotOf)
    }
  }

  private mutating func fillPerfect(_ tree: DecisionTree, _ depth: Int, _ slotOf: [Int]) {
    var level = [0]
    steps.append(FlatTree.anywhere)
    next.append(0)
    setPlaces.append(-1)
    for _ in 0..<depth {
      for node in level {
        steps.append(tree.isLeaf(node) ? FlatTree.anywhere : Self.step(tree, node, slotOf))
        next.append(0)
        setPlaces.append(-1)
      }
      level = level.flatMap { node in
        tree.isLeaf(node) ? [node, node] : [tree.lefts[node] + 1, tree.lefts[node]]
      }
    }
    values += level.map { Double(tree.values[$0]) }
  }

  private mutating func fillGeneral(_ tree: DecisionTree, _ slotOf: [Int]) {
    for node in 0..<tree.count {
      let isLeaf = tree.isLeaf(node)
      steps.append(isLeaf ? FlatTree.right : Self.step(tree, node, slotOf))
      next.append(Int32(isLeaf ? node : tree.lefts[node] + 1))
      setPlaces.append(tree.categories[node] == nil ? -1 : Int32(sets.count))
      if let codes = tree.categories[node] { sets.append(CategorySet(codes)) }
    }
    values += tree.values.map(Double.init)
  }

  private static func step(_ tree: DecisionTree, _ node: Int, _ slotOf: [Int]) -> FlatTree.Step {
    let slot = 2 * slotOf[tree.features[node]] + (tree.isMissingLeft[node] ? 0 : 1)
    return FlatTree.Step(slot: slot, threshold: FloatOrder.key(tree.thresholds[node]))
  }
}
