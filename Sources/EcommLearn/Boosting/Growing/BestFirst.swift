/// Which nodes to split where leaves are limited: the leaf of most gain, again and again.
///
/// One node at a time would leave threads idle, so the splits of the next best leaves are tried along with
/// it. They belong to the tree only when their turn comes, so the tree is the same as if one were split
/// after the other; at the most `together` splits at the end are in vain.
struct BestFirst {
  private let limit: Int
  private let together: Int
  private var leaves = 1
  /// Leaves of the tree that have a split.
  private var frontier: [Int]?

  init(leaves limit: Int, together: Int = 8) {
    self.limit = limit
    self.together = together
  }

  /// Whether the batch is the tree's last split.
  var isLast: Bool { leaves + 1 >= limit }

  /// Takes what was tried into the tree as far as its turn has come. Returns what to try next; nothing when
  /// the tree is done.
  mutating func batch(_ tree: inout GrowingTree) -> [Int] {
    var frontier = frontier ?? [0].filter { tree.nodes[$0].split != nil }
    defer { self.frontier = frontier }
    while leaves < limit, let place = best(of: frontier, tree) {
      let node = frontier[place]
      guard let left = tree.nodes[node].tried else { return batch(node, tree) }
      frontier.remove(at: place)
      frontier += [left, left + 1].filter { tree.nodes[$0].split != nil }
      tree.nodes[node].left = left
      leaves += 1
    }
    return []
  }

  /// Of equal gains the earlier node's is the best.
  private func best(of nodes: [Int], _ tree: GrowingTree) -> Int? {
    nodes.indices.max { a, b in Self.isBelow(nodes[a], nodes[b], tree) }
  }

  /// The node whose turn it is and the best that were not tried yet, no more than leaves are left.
  private func batch(_ first: Int, _ tree: GrowingTree) -> [Int] {
    let others = tree.nodes.indices.filter {
      $0 != first && tree.nodes[$0].split != nil && tree.nodes[$0].tried == nil
    }
    let ranked = others.sorted { Self.isBelow($1, $0, tree) }
    return [first] + ranked.prefix(min(together, limit - leaves) - 1)
  }

  private static func isBelow(_ a: Int, _ b: Int, _ tree: GrowingTree) -> Bool {
    let (first, second) = (tree.nodes[a].split?.gain ?? 0, tree.nodes[b].split?.gain ?? 0)
    return first != second ? first < second : a > b
  }
}
