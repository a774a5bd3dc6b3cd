extension SlicedForest {
  /// `trees` are all `isSliceable`.
  init(_ trees: [DecisionTree], features: Int) {
    var borders = SplitBorders(features: features)
    for tree in trees { borders.insert(tree) }
    var featureOf = [Int](repeating: -1, count: features)
    for feature in 0..<features where borders.isUsed(feature) {
      featureOf[feature] = self.features.count
      let made = borders.feature(feature, firstMask: maskCount)
      self.features.append(made.feature)
      maskCount += made.masks
    }
    let outputs = (trees.map(\.output).max() ?? 0) + 1
    for output in 0..<outputs {
      for tree in trees where tree.output == output { append(tree, featureOf) }
    }
  }

  static func isSliceable(_ tree: DecisionTree) -> Bool {
    let ends = tree.categories.values.reduce(0) { $0 + CategoryStretches.ends($1).count }
    return tree.count < 2 * SlicedTree.mostLeaves && ends <= 16 * tree.count
  }

  private mutating func append(_ tree: DecisionTree, _ featureOf: [Int]) {
    let masks = (0..<tree.count).map { mask(tree, $0, featureOf) }
    let numbers = LeafNumbers(tree)
    let collected = (0..<numbers.planes).map(numbers.collected)
    let depth = tree.depth
    let byReach = 8 * (numbers.leaves - 1) + 3 * collected.reduce(0) { $0 + $1.count }
    if depth <= 8, 8 << depth <= byReach + 64 {
      appendPerfect(tree, depth, masks)
    } else {
      appendReached(tree, numbers, collected, masks)
    }
  }

  private mutating func appendPerfect(_ tree: DecisionTree, _ depth: Int, _ masks: [UInt32]) {
    trees.append(
      SlicedTree(
        shape: .perfect, planes: depth, output: tree.output, firstSplit: splits.count,
        firstLeaf: leaves.count))
    var level = [0]
    splits.append(0)
    for _ in 0..<depth {
      splits += level.map { masks[$0] }
      level = level.flatMap { node in
        tree.isLeaf(node) ? [node, node] : [tree.lefts[node] + 1, tree.lefts[node]]
      }
    }
    leaves += level.map { Double(tree.values[$0]) }
  }

  private mutating func appendReached(
    _ tree: DecisionTree, _ numbers: LeafNumbers, _ collected: [[Int]], _ masks: [UInt32]
  ) {
    let inner = numbers.splits
    trees.append(
      SlicedTree(
        shape: .reached(first: reached.count, count: inner.count), planes: numbers.planes,
        output: tree.output, firstSplit: splits.count, firstLeaf: leaves.count))
    splits += inner.map { masks[numbers.order[$0]] }
    reached += inner.map(UInt16.init)
    for plane in collected { reached += [UInt16(plane.count)] + plane.map(UInt16.init) }
    var values = [Double](repeating: 0, count: 1 << numbers.planes)
    for place in numbers.order.indices where numbers.children[place] == 0 {
      values[numbers.first[place]] = Double(tree.values[numbers.order[place]])
    }
    leaves += values
  }

  /// The mask of rows that go left; mask 0 is all rows.
  private mutating func mask(_ tree: DecisionTree, _ node: Int, _ featureOf: [Int]) -> UInt32 {
    if tree.isLeaf(node) { return 0 }
    let feature = features[featureOf[tree.features[node]]]
    if let codes = tree.categories[node] {
      return append(
        feature.set(CategoryStretches.ends(codes), isMissingLeft: tree.isMissingLeft[node]))
    }
    let first = tree.isMissingLeft[node] ? feature.leftMasks : feature.rightMasks
    return UInt32(first + feature.place(SplitBorders.border(tree.thresholds[node])))
  }

  private mutating func append(_ set: SlicedSet) -> UInt32 {
    sets.append(set)
    maskCount += 1
    return UInt32(maskCount - 1)
  }
}
