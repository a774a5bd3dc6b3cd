/// Which of the three states of `EdgeWeights` the rows of a block are in, at each edge of a tree.
struct RowStates {
  /// (nodes, `KeyBlock.rows`)
  private(set) var states: [UInt8]

  init(_ tree: TreeEdges, _ block: KeyBlock, rows: Int) {
    let decisions = SplitDecisions(tree.splits, block: block, rows: rows)
    let words = KeyBlock.rows / 8
    var passing = [UInt64](repeating: .max, count: tree.edges.count * words)
    states = [UInt8](repeating: 0, count: tree.edges.count * KeyBlock.rows)
    states.withUnsafeMutableBytes { states in
      for step in tree.steps where step.isDown {
        let split = tree.splits.places[step.node]
        let upper = tree.edges[step.left].upper
        for word in 0..<words {
          let above = passing[upper * words + word]
          let lefts = decisions.word(split, word)
          for (child, isPassing) in [(step.left, lefts), (step.left + 1, ~lefts)] {
            passing[child * words + word] = above & isPassing
            let ones: UInt64 = 0x0101_0101_0101_0101
            states.storeBytes(
              of: (above & ones) + (above & isPassing & ones),
              toByteOffset: (child * words + word) * 8, as: UInt64.self)
          }
        }
      }
    }
  }
}
