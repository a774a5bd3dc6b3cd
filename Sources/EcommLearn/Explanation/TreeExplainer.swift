import EcommBase

/// Exact Shapley values of boosted trees, path-dependent: what is not known is averaged over the training rows
/// that came the same way.
///
/// A leaf's values depend only on which of its features are hot; for leaves of at most eight features all of
/// those ways are computed beforehand (Yang, "Fast TreeSHAP", 2021), a batch of trees at a time, and rows look
/// them up. Every row's values are the same bits with a table or without, in any batch. Cost a row: an addition for
/// each leaf and feature on its way.
public struct TreeExplainer: Sendable {
  let model: BoostedTrees
  let trees: [TreeGames]
  let rules: [GaussLegendre]
  public let base: [Double]

  /// Leaves with more features have no table.
  static let largestTable = 8
  /// Fewer rows are not worth tables.
  private static let fewRows = 256
  /// Numbers in the tables of a batch of trees: 32 MB.
  private static let batchSize = 1 << 22

  public init(_ model: BoostedTrees) {
    self.model = model
    let slotOf = Dictionary(
      uniqueKeysWithValues: model.forest.slots.enumerated().map { ($1, $0) })
    trees = model.trees.map { TreeGames($0, slotOf: slotOf) }
    let longest = trees.lazy.flatMap(\.leaves).map(\.count).max() ?? 0
    rules = (0...longest).map { GaussLegendre.exact(degree: $0 - 1) }
    var base = model.baseScores
    for tree in trees { base[tree.output] += tree.expected }
    self.base = base
  }

  public func values(_ matrix: Matrix, parallel: Parallel = Parallel()) throws -> ShapleyValues {
    try model.check(columns: matrix.columns)
    return try checked(matrix.rows, model.scores(matrix, parallel: parallel), parallel) {
      rows, block in
      matrix.values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        block.fill(
          from: .doubles(base, columns: matrix.columns), rows: rows,
          features: model.forest.slots)
      }
    }
  }

  public func values(
    _ columns: [FeatureColumn], parallel: Parallel = Parallel()
  ) throws -> ShapleyValues {
    let scores = try model.scores(columns, parallel: parallel)
    return try checked(columns.first?.count ?? 0, scores, parallel) { rows, block in
      block.fill(from: .columns(columns), rows: rows, features: model.forest.slots)
    }
  }

  typealias Fill = @Sendable (Range<Int>, KeyBlock) -> Void

  /// Values that do not add up to the scores are an error, never an answer.
  private func checked(
    _ rows: Int, _ scores: [Double], _ parallel: Parallel, _ fill: Fill
  ) throws -> ShapleyValues {
    let result = try compute(rows, parallel, fill)
    let outputs = result.outputs
    for index in 0..<rows * outputs {
      let parts = result.of(row: index / outputs, output: index % outputs)
      let sum = parts.reduce(base[index % outputs], +)
      let size = parts.reduce(1 + abs(base[index % outputs])) { $0 + abs($1) }
      guard abs(sum - scores[index]) <= 1e-9 * size else {
        throw BoostingError.notAdditive(row: index / outputs, difference: sum - scores[index])
      }
    }
    return result
  }

  private func compute(_ rows: Int, _ parallel: Parallel, _ fill: Fill) throws -> ShapleyValues {
    let features = model.features.count
    let outputs = base.count
    var result = ShapleyValues(
      rows: rows, outputs: outputs, features: features, base: base,
      values: [Double](repeating: 0, count: rows * outputs * features))
    let chunks = Chunks(rows, size: KeyBlock.rows)
    for batch in batches() {
      let games = try parallel.map(batch.count) { index in
        let tree = trees[batch[batch.startIndex + index]]
        return tree.leaves.map { rows >= Self.fewRows ? table($0) : [] }
      }
      SharedBuffer.sharing(&result.values) { values in
        let several = rows < 4 ? .serial : parallel
        several.forEach(chunks.count) { index in
          explain(chunks[index], trees[batch], games, fill, values.base)
        }
      }
    }
    return result
  }

  private func table(_ leaf: LeafGame) -> [Double] {
    leaf.count <= Self.largestTable ? leaf.table(rule: rules[leaf.count]) : []
  }

  /// Stretches of trees whose tables fit in memory together.
  private func batches() -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var start = 0
    var size = 0
    for (index, tree) in trees.enumerated() {
      size += tree.leaves.reduce(0) {
        $0 + ($1.count <= Self.largestTable ? $1.count << $1.count : 0)
      }
      if size >= Self.batchSize || index == trees.count - 1 {
        batches.append(start..<index + 1)
        (start, size) = (index + 1, 0)
      }
    }
    return batches
  }

  private func explain(
    _ rows: Range<Int>, _ batch: ArraySlice<TreeGames>, _ tables: [[[Double]]], _ fill: Fill,
    _ values: UnsafeMutablePointer<Double>
  ) {
    let width = base.count * model.features.count
    let keyCount = 2 * model.forest.slots.count * KeyBlock.rows
    var sums = BlockSums(width: width)
    sums.load(values + rows.lowerBound * width, rows: rows.count)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: keyCount) { keys in
      guard let first = keys.baseAddress else { return }
      let block = KeyBlock(keys: first)
      fill(rows, block)
      for (tree, tables) in zip(batch, tables) {
        let decisions = SplitDecisions(tree, block: block, rows: rows.count)
        let start = tree.output * model.features.count
        for (leaf, table) in zip(tree.leaves, tables) {
          let passing = decisions.passing(leaf)
          if table.isEmpty {
            sums.add(leaf, passing, rule: rules[leaf.count], start: start, rows: rows.count)
          } else {
            sums.add(leaf, passing, table: table, start: start, rows: rows.count)
          }
        }
      }
    }
    sums.store(values + rows.lowerBound * width, rows: rows.count)
  }
}
