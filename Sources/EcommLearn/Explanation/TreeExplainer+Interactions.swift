import EcommBase

/// Shapley interaction values: how much of a row's score comes from two features together.
public struct ShapleyInteractions: Sendable, Equatable {
  public let rows: Int
  public let outputs: Int
  public let features: Int
  /// (rows, outputs, features, features), symmetric. A row of it adds up to the feature's Shapley value; what
  /// the feature does alone is on the diagonal.
  public let values: [Double]
}

extension TreeExplainer {
  /// Steps on the ways to a tree's leaves, taken together, that are kept in memory.
  static let wayLimit = 1 << 24

  /// Cost: rows * outputs * features^2 numbers, so this is for some rows, not for all.
  public func interactions(
    _ columns: [FeatureColumn], parallel: Parallel = Parallel()
  ) throws -> ShapleyInteractions {
    let single = try values(columns, parallel: parallel)
    if let large = trees.firstIndex(where: { $0.wayLengths > Self.wayLimit }) {
      throw BoostingError.explanationTooLarge(
        tree: large, numbers: trees[large].wayLengths, limit: Self.wayLimit)
    }
    let games = zip(model.trees, trees).map { TreeGames($0, $1.splits) }
    let features = model.features.count
    let chunks = Chunks(single.rows, size: KeyBlock.rows)
    let blocks = try parallel.map(chunks.count) { index in
      var sums = pairs(chunks[index], columns, games)
      setDiagonal(&sums, single, chunks[index])
      return sums
    }
    return ShapleyInteractions(
      rows: single.rows, outputs: single.outputs, features: features,
      values: Array(blocks.joined()))
  }

  private func pairs(
    _ rows: Range<Int>, _ columns: [FeatureColumn], _ games: [TreeGames]
  ) -> [Double] {
    let features = model.features.count
    let size = features * features
    var sums = [Double](repeating: 0, count: rows.count * base.count * size)
    let keyCount = 2 * model.forest.slots.count * KeyBlock.rows
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: keyCount) { keys in
      guard let first = keys.baseAddress else { return }
      let block = KeyBlock(keys: first)
      block.fill(from: .columns(columns), rows: rows, features: model.forest.slots)
      for (tree, edges) in zip(games, trees) {
        let decisions = SplitDecisions(edges.splits, block: block, rows: rows.count)
        for leaf in tree.leaves {
          let passing = decisions.passing(leaf)
          for row in 0..<rows.count {
            let start = (row * base.count + tree.output) * size
            let hot = (0..<leaf.count).map { passing.isPassing($0, row: row) ? 1.0 : 0 }
            add(leaf, hot: hot, to: &sums, from: start)
          }
        }
      }
    }
    return sums
  }

  private func add(_ leaf: LeafGame, hot: [Double], to sums: inout [Double], from start: Int) {
    let count = leaf.count
    let features = model.features.count
    var phi = [Double](repeating: 0, count: count * count)
    leaf.interactions(
      hot: hot, rule: GaussLegendre.exact(degree: count - 2), phi: &phi)
    for i in 0..<count {
      for j in i + 1..<max(i + 1, count) {
        let (a, b) = (leaf.features[i], leaf.features[j])
        sums[start + a * features + b] += phi[i * count + j]
        sums[start + b * features + a] += phi[i * count + j]
      }
    }
  }

  private func setDiagonal(_ sums: inout [Double], _ single: ShapleyValues, _ rows: Range<Int>) {
    let features = model.features.count
    for index in 0..<rows.count * base.count * features {
      let start = index * features
      let others = sums[start..<start + features].reduce(0, +)
      sums[start + index % features] =
        single.values[rows.lowerBound * base.count * features + index] - others
    }
  }
}
