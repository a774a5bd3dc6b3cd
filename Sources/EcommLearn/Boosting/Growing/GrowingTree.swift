/// A tree while it grows: its nodes know their rows.
struct GrowingTree {
  var nodes: [Node] = []

  struct Node {
    /// Places in the list of rows.
    var rows: Range<Int>
    let depth: Int
    let sums: UInt64
    let bounds: LeafScore.Bounds
    /// Features of the splits above, where interactions are limited.
    let path: [Int]
    /// The histogram while it is needed.
    var histogram: Int?
    /// The best split, if any is worth it.
    var split: Split?
    /// The left child, when it was split; the right one follows.
    var left: Int?

    var isLeaf: Bool { left == nil }
  }

  var leaves: [Int] { nodes.indices.filter { nodes[$0].isLeaf } }
}
