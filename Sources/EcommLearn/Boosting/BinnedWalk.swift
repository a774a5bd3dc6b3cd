import EcommBase

/// The way of binned rows through a grown tree: for rows that it was not grown from.
struct BinnedWalk {
  private let nodes: [Node]

  private struct Node {
    let feature: Int
    let goesLeft: BinSet
    /// 0 for a leaf.
    let left: Int
    let value: Double
  }

  init(_ tree: GrowingTree, values: [Float]) {
    nodes = zip(tree.nodes, values).map { node, value in
      Node(
        feature: node.split?.feature ?? 0, goesLeft: node.split?.goesLeft ?? BinSet(),
        left: node.left ?? 0, value: Double(value))
    }
  }

  /// `start` is where the scores of the tree's output begin.
  func add(
    _ rows: [UInt32], of matrix: BinnedMatrix, to scores: inout [Double], from start: Int,
    _ parallel: Parallel
  ) {
    let chunks = Chunks(rows.count, size: 1 << 12)
    SharedBuffer.sharing(&scores) { scores in
      parallel.forEach(chunks.count) { index in
        for place in chunks[index] {
          let row = Int(rows[place])
          scores.base[start + row] += value(row, matrix)
        }
      }
    }
  }

  private func value(_ row: Int, _ matrix: BinnedMatrix) -> Double {
    var place = 0
    while nodes[place].left > 0 {
      let node = nodes[place]
      let isLeft = node.goesLeft.contains(Int(matrix.columns[node.feature][row]))
      place = isLeft ? node.left : node.left + 1
    }
    return nodes[place].value
  }
}
