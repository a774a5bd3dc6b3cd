import EcommBase

/// Exact Shapley values of boosted trees, path-dependent: what is not known is averaged over the training rows
/// that came the same way.
///
/// `TreeEdges` says how. What a row multiplies and adds at an edge is computed beforehand, a batch of trees at
/// a time. Every row's values are the same bits in any batch. Cost of a row: about four steps for each
/// node and feature on the longest way to a leaf.
public struct TreeExplainer: Sendable {
  let model: BoostedTrees
  let trees: [TreeEdges]
  /// By the number of points.
  private let rules: [Int: GaussLegendre]
  /// Of all trees, if they are few.
  private let kept: [EdgeWeights]
  public let base: [Double]

  /// Numbers in the weights of a batch of trees: 32 MB.
  private static let batchSize = 1 << 22
  /// In those of one tree: 256 MB.
  static let treeLimit = 1 << 25

  public init(_ model: BoostedTrees) {
    self.model = model
    let slotOf = Dictionary(
      uniqueKeysWithValues: model.forest.slots.enumerated().map { ($1, $0) })
    let trees = model.trees.map { TreeEdges($0, slotOf: slotOf, features: model.features.count) }
    self.trees = trees
    var rules: [Int: GaussLegendre] = [:]
    for tree in trees where rules[tree.longest] == nil && Self.isBounded(tree) {
      rules[tree.longest] = GaussLegendre.exact(degree: tree.longest - 1)
    }
    self.rules = rules
    var base = model.baseScores
    for tree in trees { base[tree.output] += tree.expected }
    self.base = base
    let size = trees.reduce(0) {
      min(Self.batchSize, $0) + min(Self.batchSize, EdgeWeights.count($1))
    }
    kept = size < Self.batchSize ? trees.compactMap { Self.weights($0, rules) } : []
  }

  private static func isBounded(_ tree: TreeEdges) -> Bool {
    EdgeWeights.count(tree) <= treeLimit
  }

  private static func weights(_ tree: TreeEdges, _ rules: [Int: GaussLegendre]) -> EdgeWeights? {
    rules[tree.longest].map { EdgeWeights(tree, rule: $0) }
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
    if let large = trees.firstIndex(where: { !Self.isBounded($0) }) {
      throw BoostingError.explanationTooLarge(
        tree: large, numbers: EdgeWeights.count(trees[large]), limit: Self.treeLimit)
    }
    for batch in batches() {
      let weights = try parallel.map(batch.count) { index in
        let tree = batch.startIndex + index
        return kept.isEmpty ? Self.weights(trees[tree], rules) : kept[tree]
      }
      SharedBuffer.sharing(&result.values) { values in
        let several = rows < 4 ? .serial : parallel
        several.forEach(chunks.count) { index in
          explain(chunks[index], trees[batch], weights, fill, values.base)
        }
      }
    }
    return result
  }

  /// Stretches of trees whose weights fit in memory together.
  private func batches() -> [Range<Int>] {
    if !kept.isEmpty { return [trees.indices] }
    var batches: [Range<Int>] = []
    var start = 0
    var size = 0
    for (index, tree) in trees.enumerated() {
      size += EdgeWeights.count(tree)
      if size >= Self.batchSize || index == trees.count - 1 {
        batches.append(start..<index + 1)
        (start, size) = (index + 1, 0)
      }
    }
    return batches
  }

  private func explain(
    _ rows: Range<Int>, _ batch: ArraySlice<TreeEdges>, _ weights: [EdgeWeights?], _ fill: Fill,
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
      for (tree, weights) in zip(batch, weights) {
        guard let weights else { continue }
        sums.lend(tree.output * model.features.count) {
          EdgeWalk.add(tree, weights, block, rows: rows.count, to: $0)
        }
      }
    }
    sums.store(values + rows.lowerBound * width, rows: rows.count)
  }
}
