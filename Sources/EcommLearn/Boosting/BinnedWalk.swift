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
    to scores: inout [Double], from start: Int, of matrix: BinnedMatrix, _ parallel: Parallel
  ) {
    let chunks = Chunks(matrix.rows, size: 1 << 12)
    SharedBuffer.sharing(&scores) { scores in
      parallel.forEach(chunks.count) { index in
        for row in chunks[index] {
          scores.base[start + row] += nodes[leaf(row, matrix)].value
        }
      }
    }
  }

  /// Notes the leaves of rows, by `numbers` of nodes.
  func mark(
    _ rows: [UInt32], of matrix: BinnedMatrix, in marks: inout [UInt16], numbers: [UInt16],
    _ parallel: Parallel
  ) {
    let chunks = Chunks(rows.count, size: 1 << 12)
    SharedBuffer.sharing(&marks) { marks in
      parallel.forEach(chunks.count) { index in
        for place in chunks[index] {
          let row = Int(rows[place])
          marks.base[row] = numbers[leaf(row, matrix)]
        }
      }
    }
  }

  private func leaf(_ row: Int, _ matrix: BinnedMatrix) -> Int {
    var place = 0
    while nodes[place].left > 0 {
      let node = nodes[place]
      let isLeft = node.goesLeft.contains(Int(matrix.columns[node.feature][row]))
      place = isLeft ? node.left : node.left + 1
    }
    return place
  }
}
