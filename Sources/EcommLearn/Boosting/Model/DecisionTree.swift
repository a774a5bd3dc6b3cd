/// A trained tree, as it stands in a model file: one entry a node in each array, the root first.
///
/// A row goes left where its value is smaller than the threshold, or, at a split of categories, where its
/// category is not in the set; where the value is missing, it goes as `isMissingLeft` says. The right
/// child follows the left one. Numbers have 32 bits, as in the exchange format.
public struct DecisionTree: Sendable, Equatable {
  /// Which score of a row the tree adds to.
  public internal(set) var output = 0
  /// -1 for a leaf.
  public internal(set) var features: [Int] = []
  public internal(set) var thresholds: [Float] = []
  /// The left child; 0 for a leaf.
  public internal(set) var lefts: [Int] = []
  public internal(set) var isMissingLeft: [Bool] = []
  /// Of leaves: what is added to the score. Of inner nodes: what they would add as leaves.
  public internal(set) var values: [Float] = []
  /// Sum of the second derivatives of the rows that came here in training.
  public internal(set) var covers: [Float] = []
  /// What the split lowered the training loss by, twice; 0 for a leaf.
  public internal(set) var gains: [Float] = []
  /// The categories that go right, ascending, by node; only of splits by category.
  public internal(set) var categories: [Int: [Int32]] = [:]

  public var count: Int { features.count }
  public func isLeaf(_ node: Int) -> Bool { features[node] < 0 }

  /// The longest way from the root, in splits.
  public var depth: Int {
    var depths = [Int](repeating: 0, count: count)
    for node in 0..<count where !isLeaf(node) {
      depths[lefts[node]] = depths[node] + 1
      depths[lefts[node] + 1] = depths[node] + 1
    }
    return depths.max() ?? 0
  }

  mutating func append(_ node: Node) {
    if let split = node.categories { categories[count] = split }
    features.append(node.feature)
    thresholds.append(node.threshold)
    lefts.append(node.left)
    isMissingLeft.append(node.isMissingLeft)
    values.append(node.value)
    covers.append(node.cover)
    gains.append(node.gain)
  }

  /// One entry of all arrays.
  struct Node {
    var feature = -1
    var threshold: Float = 0
    var left = 0
    var isMissingLeft = false
    var value: Float = 0
    var cover: Float = 0
    var gain: Float = 0
    var categories: [Int32]?
  }

  func node(_ index: Int) -> Node {
    Node(
      feature: features[index], threshold: thresholds[index], left: lefts[index],
      isMissingLeft: isMissingLeft[index], value: values[index], cover: covers[index],
      gain: gains[index], categories: categories[index])
  }

  /// The same tree with siblings side by side and children after their parents. `children` of a node
  /// are any two, or nil for a leaf; every node is reached once (the caller has checked).
  static func arranged(
    _ nodes: [Node], output: Int, children: (Int) -> (left: Int, right: Int)?
  ) -> DecisionTree {
    var tree = DecisionTree()
    tree.output = output
    var order = [0]
    var place = 0
    while place < order.count {
      var node = nodes[order[place]]
      if let pair = children(order[place]) {
        node.left = order.count
        order += [pair.left, pair.right]
      } else {
        node.left = 0
      }
      tree.append(node)
      place += 1
    }
    return tree
  }
}
