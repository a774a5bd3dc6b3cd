import EcommBase

/// Adds a grown tree to the scores of the rows it was grown from: they lie sorted by leaf.
struct ScoreUpdate {
  let tree: GrowingTree
  let values: [Float]
  let parallel: Parallel

  private static let stretch = 1 << 14

  /// `start` is where the scores of the tree's output begin.
  func add(_ rows: [UInt32], to scores: inout [Double], from start: Int) {
    let pieces = tree.leaves.flatMap { leaf in
      Chunks(tree.nodes[leaf].rows.count, size: Self.stretch).map { chunk in
        let first = tree.nodes[leaf].rows.lowerBound
        return (leaf, first + chunk.lowerBound..<first + chunk.upperBound)
      }
    }
    SharedBuffer.sharing(&scores) { scores in
      parallel.forEach(pieces.count) { index in
        let (leaf, range) = pieces[index]
        let value = Double(values[leaf])
        let target = scores.base + start
        rows.withUnsafeBufferPointer { rows in
          for place in range { target[Int(rows[place])] += value }
        }
      }
    }
  }
}
