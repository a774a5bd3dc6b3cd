/// A tree as a circuit over masks of rows. Its result is the number of each row's leaf, in planes: plane p
/// holds bit p of all rows.
struct SlicedTree: Sendable {
  enum Shape: Sendable {
    /// Every way has `planes` splits, numbered as in `FlatTree.Shape.perfect`. From below: a split's planes
    /// are those of its children, chosen row by row by its mask, and the mask itself above them.
    case perfect
    /// From above: the rows that reach a child are those that reach the split, with or without its mask.
    /// Nodes are numbered breadth first, so that children stand one after the other. Then plane p collects
    /// the rows of nodes all of whose leaves have bit p. At `first` of `SlicedForest.reached` stand the
    /// numbers of the `count` splits; then, for each plane, how many nodes it collects, and which.
    case reached(first: Int, count: Int)
  }

  let shape: Shape
  let planes: Int
  let output: Int
  let firstSplit: Int
  let firstLeaf: Int

  static let mostLeaves = 256
}

/// The nodes of a tree breadth first, and its leaves numbered from one side to the other, so that a
/// node's leaves are a stretch of numbers. The child with more leaves has the lower ones: then
/// stretches fall together with the bits of the numbers more often.
struct LeafNumbers {
  /// Nodes, the root first; the right child before the left one.
  private(set) var order = [0]
  /// Of each place in `order`: the first leaf's number and how many there are.
  private(set) var first: [Int] = []
  private(set) var count: [Int] = []
  /// The place of a split's first child.
  private(set) var children: [Int] = []

  init(_ tree: DecisionTree) {
    var place = 0
    while place < order.count {
      let node = order[place]
      children.append(tree.isLeaf(node) ? 0 : order.count)
      if !tree.isLeaf(node) { order += [tree.lefts[node] + 1, tree.lefts[node]] }
      place += 1
    }
    count = [Int](repeating: 1, count: order.count)
    for place in order.indices.reversed() where children[place] > 0 {
      count[place] = count[children[place]] + count[children[place] + 1]
    }
    first = [Int](repeating: 0, count: order.count)
    for place in order.indices where children[place] > 0 {
      let (a, b) = (children[place], children[place] + 1)
      let (large, small) = count[a] >= count[b] ? (a, b) : (b, a)
      first[large] = first[place]
      first[small] = first[place] + count[large]
    }
  }

  var leaves: Int { count[0] }
  var planes: Int { Int.bitWidth - (leaves - 1).leadingZeroBitCount }
  var splits: [Int] { order.indices.filter { children[$0] > 0 } }

  /// The highest nodes all of whose leaves have the bit of this plane.
  func collected(_ plane: Int) -> [Int] {
    var found: [Int] = []
    var isBelow = [Bool](repeating: false, count: order.count)
    for place in order.indices {
      let isWhole = !isBelow[place] && isFull(place, plane)
      if isWhole { found.append(place) }
      guard children[place] > 0 else { continue }
      for child in children[place]...children[place] + 1 {
        isBelow[child] = isBelow[place] || isWhole
      }
    }
    return found
  }

  private func isFull(_ place: Int, _ plane: Int) -> Bool {
    let last = first[place] + count[place] - 1
    return first[place] >> plane & 1 == 1 && first[place] >> plane == last >> plane
  }
}
