/// A tree as the edges that lead to its nodes, for Shapley values.
///
/// With a set S of features known, a leaf counts value * (product over S of hot_i) * (product over the
/// others of cold_i): hot_i is 1 if the row would pass the splits by feature i on the way and 0 if not,
/// cold_i is the share of training rows that passed them (Lundberg et al., "Consistent Individualized
/// Feature Attribution for Tree Ensembles", 2018). Shapley's weight of a set is the integral of
/// t^|S| (1 - t)^(n - 1 - |S|) over [0, 1], so
///
///     phi_i = value (hot_i - cold_i) integral of the product over j != i of (1 - t) cold_j + t hot_j
///
/// A polynomial: few points integrate it exactly. At one point the product is that of factors along the
/// way, so the leaves below an edge share it, and their sums are taken once for all (as in Yu et al.,
/// "Linear TreeShap", 2022, there by other means). An edge of feature i changes the factor of i from that
/// of the edge of i above it; what the leaves below add to phi_i by the upper factor is taken back.
struct TreeEdges: Sendable {
  let output: Int
  /// The mean of the leaves over the rows of the training.
  private(set) var expected = 0.0
  /// Inner nodes, by number.
  let splits: TreeSplits
  private(set) var edges: [Edge]
  /// Every inner node twice: before the nodes below it and after them.
  private(set) var steps: [Step] = []
  /// The most features on one way.
  private(set) var longest = 0
  private(set) var depth = 0
  /// The splits on the ways to all leaves.
  private(set) var wayLengths = 0

  /// The edge into a node, by the node's number; that of the root is not used.
  struct Edge: Sendable {
    var feature = 0
    /// The share of training rows that pass this and all splits above it by the feature.
    var cold = 1.0
    /// The share that passes those at the node's parent.
    var share = 1.0
    /// The node whose edge is the one above by the feature; 0 if there is none.
    var upper = 0
    /// Of a leaf.
    var value: Double?
    /// Where its products stand while the tree is walked.
    var slot = 0
  }

  struct Step: Sendable {
    let node: Int
    /// The left child.
    let left: Int
    let isDown: Bool
  }

  init(_ tree: DecisionTree, slotOf: [Int: Int], features: Int) {
    output = tree.output
    splits = TreeSplits(tree, slotOf: slotOf)
    edges = [Edge](repeating: Edge(), count: tree.count)
    if tree.isLeaf(0) { expected = Double(tree.values[0]) }
    addSteps(tree, features)
  }

  private enum Visit {
    case enter(Int)
    case turn(Int)
    case leave(Int)
  }

  private mutating func addSteps(_ tree: DecisionTree, _ features: Int) {
    var last = [Int](repeating: 0, count: features)
    var reach = [1.0] + [Double](repeating: 0, count: max(0, tree.count - 1))
    var lengths = [Int](repeating: 0, count: tree.count)
    var depths = lengths
    var open = [Visit.enter(0)]
    while let visit = open.popLast() {
      switch visit {
      case .enter(let node) where tree.isLeaf(node):
        edges[node].value = Double(tree.values[node])
        if node > 0 { expected += reach[node] * Double(tree.values[node]) }
        longest = max(longest, lengths[node])
        depth = max(depth, depths[node])
        wayLengths += depths[node]
      case .enter(let node):
        let left = tree.lefts[node]
        steps.append(Step(node: node, left: left, isDown: true))
        let upper = last[tree.features[node]]
        for child in left...left + 1 {
          edges[child] = edge(tree, node, child, upper, depth: depths[node])
          reach[child] = reach[node] * edges[child].share
          lengths[child] = lengths[node] + (upper == 0 ? 1 : 0)
          depths[child] = depths[node] + 1
        }
        last[tree.features[node]] = left
        open += [.leave(node), .enter(left + 1), .turn(node), .enter(left)]
      case .turn(let node): last[tree.features[node]] = tree.lefts[node] + 1
      case .leave(let node):
        last[tree.features[node]] = edges[tree.lefts[node]].upper
        steps.append(Step(node: node, left: tree.lefts[node], isDown: false))
      }
    }
  }

  private func edge(
    _ tree: DecisionTree, _ node: Int, _ child: Int, _ upper: Int, depth: Int
  ) -> Edge {
    let left = tree.lefts[node]
    let share = tree.leftShare(node)
    var edge = Edge(feature: tree.features[node], upper: upper)
    edge.share = child == left ? share : 1 - share
    edge.cold = edge.share * (upper == 0 ? 1 : edges[upper].cold)
    edge.slot = 1 + 2 * depth + child - left
    return edge
  }
}

extension DecisionTree {
  /// The share of training rows at an inner node that went left.
  func leftShare(_ node: Int) -> Double {
    let covers = (Double(covers[lefts[node]]), Double(covers[lefts[node] + 1]))
    let sum = covers.0 + covers.1
    return sum > 0 ? covers.0 / sum : 0.5
  }
}
