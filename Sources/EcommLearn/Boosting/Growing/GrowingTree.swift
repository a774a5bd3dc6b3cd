/// A tree while it grows: its nodes know their rows.
struct GrowingTree {
  var nodes: [Node] = []

  struct Node {
    /// Where its rows stand in `RowOrder`; none where the parent's rows were not parted.
    var segments: [Range<Int>]
    let depth: Int
    let sums: UInt64
    let bounds: LeafScore.Bounds
    /// Features of the splits above, where interactions are limited.
    let path: [Int]
    /// The histogram while it is needed.
    var histogram: Int?
    /// The best split, if any is worth it.
    var split: Split?
    /// The left child, when the split was tried; the right one follows.
    var tried: Int?
    /// How many rows of each segment went left, if they were parted.
    var lefts: [Int]?
    /// The left child, when the split belongs to the tree.
    var left: Int?

    var isLeaf: Bool { left == nil }
    /// How many rows it has, where they were parted.
    var count: Int { segments.reduce(0) { $0 + $1.count } }
    /// Which of the two copies of the row order holds its rows.
    var side: Int { depth & 1 }

    /// Where the rows of the children stand.
    var parted: (left: [Range<Int>], right: [Range<Int>]) {
      let borders = zip(segments, lefts ?? []).map { ($0, $0.lowerBound + $1) }
      return (
        borders.map { $0.lowerBound..<$1 }.filter { !$0.isEmpty },
        borders.map { $1..<$0.upperBound }.filter { !$0.isEmpty }
      )
    }
  }

  /// Of the tree, without what was tried in vain: from left to right.
  var leaves: [Int] { leaves(below: 0) }

  /// The node itself, if it is one.
  func leaves(below node: Int) -> [Int] {
    var leaves: [Int] = []
    var open = [node]
    while let node = open.popLast() {
      if let left = nodes[node].left { open += [left + 1, left] } else { leaves.append(node) }
    }
    return leaves
  }

  /// Of each node of the tree.
  var parents: [Int?] {
    var parents = [Int?](repeating: nil, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      guard let left = node.left else { continue }
      parents[left] = index
      parents[left + 1] = index
    }
    return parents
  }

  /// The nodes that hold the rows of a node: itself, or those it was parted into.
  func holders(of node: Int) -> [Int] {
    var holders: [Int] = []
    var open = [node]
    while let next = open.popLast() {
      if let tried = nodes[next].tried, nodes[next].lefts != nil {
        open += [tried + 1, tried]
      } else {
        holders.append(next)
      }
    }
    return holders
  }
}
