import EcommBase

/// Grows one tree from packed gradients.
///
/// Level by level (all nodes of a level at once) or leaf by leaf (the one of most gain next). A node is split
/// by parting its rows; the histogram of its smaller child is counted, that of the larger is what
/// remains of the node's own. Cost: each row is counted at most once for every level it passes, half of
/// the rows at the most but at the root.
struct TreeGrower {
  let matrix: BinnedMatrix
  let blocks: BinBlocks
  let parameters: BoostingParameters
  let parallel: Parallel

  private(set) var rows: [UInt32] = []
  private var spareLeft: [UInt32] = []
  private var spareRight: [UInt32] = []
  private var pool: HistogramPool
  private var tree = GrowingTree()

  /// Fewer values than these are not worth a second thread.
  private static let grain = 1 << 16

  init(
    _ matrix: BinnedMatrix, blocks: BinBlocks, parameters: BoostingParameters, parallel: Parallel
  ) {
    self.matrix = matrix
    self.blocks = blocks
    self.parameters = parameters
    self.parallel = parallel
    pool = HistogramPool(width: blocks.width)
  }

  /// Of the rows that the tree may see, ascending.
  mutating func grow(
    _ sample: [UInt32], words: [UInt64], quantizer: GradientQuantizer, sampler: FeatureSampler
  ) throws -> GrowingTree {
    rows = sample
    if spareLeft.count < rows.count {
      spareLeft = rows
      spareRight = rows
    }
    let search = Search(
      finder: SplitFinder(
        score: LeafScore(parameters), parameters: parameters, quantizer: quantizer),
      sampler: sampler, words: words)
    tree = GrowingTree()
    try plantRoot(search)
    var leaves = 1
    while let batch = next(leaves: leaves) {
      try split(batch, search)
      leaves += batch.count
    }
    return tree
  }

  /// What the nodes of one tree share.
  private struct Search {
    let finder: SplitFinder
    let sampler: FeatureSampler
    let words: [UInt64]
  }

  private mutating func plantRoot(_ search: Search) throws {
    let slot = pool.take()
    builder(rows.count).build(
      [.init(rows: 0..<rows.count, histogram: slot)], rows: rows, words: search.words, pool: &pool)
    tree.nodes = [
      .init(
        rows: 0..<rows.count, depth: 0, sums: total(slot), bounds: .none, path: [],
        histogram: slot)
    ]
    try find([(0, nil)], search, work: rows.count)
  }

  /// Every row is in one bin of the first feature.
  private func total(_ slot: Int) -> UInt64 {
    let start = slot * pool.width + blocks.offsets[0]
    return pool.words[start..<start + matrix.features[0].count].reduce(0, &+)
  }

  /// The nodes to split next, or nil when the tree is done. Histograms of nodes that stay leaves are given
  /// back.
  private mutating func next(leaves: Int) -> [Int]? {
    let open = tree.nodes.indices.filter { tree.nodes[$0].histogram != nil }
    let worthy = open.filter { tree.nodes[$0].split != nil }
    let batch: [Int]
    if parameters.maxLeaves == 0 {
      batch = worthy
    } else if leaves < parameters.maxLeaves {
      let best = worthy.max { a, b in gain(a) != gain(b) ? gain(a) < gain(b) : a > b }
      batch = best.map { [$0] } ?? []
    } else {
      batch = []
    }
    for node in open where batch.isEmpty || tree.nodes[node].split == nil { close(node) }
    return batch.isEmpty ? nil : batch
  }

  private func gain(_ node: Int) -> Double { tree.nodes[node].split?.gain ?? 0 }

  private mutating func close(_ node: Int) {
    if let slot = tree.nodes[node].histogram { pool.giveBack(slot) }
    tree.nodes[node].histogram = nil
  }

  private mutating func split(_ batch: [Int], _ search: Search) throws {
    let work = batch.reduce(0) { $0 + tree.nodes[$1].rows.count }
    let jobs = batch.compactMap { index in
      tree.nodes[index].split.map {
        NodePartition.Job(
          rows: tree.nodes[index].rows, feature: $0.feature, goesLeft: $0.goesLeft)
      }
    }
    let lefts = try NodePartition(matrix: matrix, parallel: threads(work))
      .part(jobs, rows: &rows, spareLeft: &spareLeft, spareRight: &spareRight)
    for (node, left) in zip(batch, lefts) { addChildren(of: node, left: left, search.finder) }
    let pairs = batch.filter { mayGrow(depth: tree.nodes[$0].depth + 1) }.map { share($0) }
    for node in batch where tree.nodes[node].histogram != nil { close(node) }
    let built = pairs.map { pair in
      HistogramBuilder.Job(
        rows: tree.nodes[pair.small].rows, histogram: tree.nodes[pair.small].histogram ?? 0)
    }
    let smallWork = built.reduce(0) { $0 + $1.rows.count }
    builder(smallWork).build(built, rows: rows, words: search.words, pool: &pool)
    try find(pairs.map { ($0.small, $0.large) }, search, work: smallWork)
  }

  private func mayGrow(depth: Int) -> Bool {
    parameters.maxDepth == 0 || depth < parameters.maxDepth
  }

  private mutating func addChildren(of index: Int, left: Int, _ finder: SplitFinder) {
    let node = tree.nodes[index]
    guard let split = node.split else { return }
    let bounds = bounds(split, node.bounds, finder)
    let path = parameters.interactions.isEmpty ? [] : node.path + [split.feature]
    let middle = node.rows.lowerBound + left
    tree.nodes[index].left = tree.nodes.count
    tree.nodes.append(
      .init(
        rows: node.rows.lowerBound..<middle, depth: node.depth + 1, sums: split.left,
        bounds: bounds.left, path: path))
    tree.nodes.append(
      .init(
        rows: middle..<node.rows.upperBound, depth: node.depth + 1, sums: split.right,
        bounds: bounds.right, path: path))
  }

  /// Where an order is asked for, all values below stay on their side of the middle.
  private func bounds(
    _ split: Split, _ bounds: LeafScore.Bounds, _ finder: SplitFinder
  ) -> (left: LeafScore.Bounds, right: LeafScore.Bounds) {
    guard !parameters.monotone.isEmpty, parameters.monotone[split.feature] != 0 else {
      return (bounds, bounds)
    }
    let left = finder.score.value(finder.quantizer.sums(split.left), bounds)
    let right = finder.score.value(finder.quantizer.sums(split.right), bounds)
    let middle = (left + right) / 2
    let low = LeafScore.Bounds(lower: bounds.lower, upper: middle)
    let high = LeafScore.Bounds(lower: middle, upper: bounds.upper)
    return parameters.monotone[split.feature] > 0 ? (low, high) : (high, low)
  }

  /// The smaller child takes a new histogram, the larger one its parent's.
  private mutating func share(_ parent: Int) -> (small: Int, large: Int) {
    let left = tree.nodes[parent].left ?? 0
    let isLeftSmall = tree.nodes[left].rows.count <= tree.nodes[left + 1].rows.count
    let (small, large) = isLeftSmall ? (left, left + 1) : (left + 1, left)
    tree.nodes[large].histogram = tree.nodes[parent].histogram
    tree.nodes[parent].histogram = nil
    tree.nodes[small].histogram = pool.take()
    return (small, large)
  }

  /// A node whose best split is sought.
  private struct Seeker {
    let index: Int
    let node: GrowingTree.Node
    let allowed: [Bool]?
  }

  /// Finds the best splits of nodes whose first histogram is counted; the second's is its parent's still.
  private mutating func find(
    _ pairs: [(first: Int, second: Int?)], _ search: Search, work: Int
  ) throws {
    let blocks = blocks
    let features = matrix.features
    let count = blocks.blocks.count
    let width = pool.width
    let families = pairs.map { pair in
      [pair.first, pair.second].compactMap { $0 }.map { seeker($0, search.sampler) }
    }
    let scanning = threads(work + pairs.count * 2 * 256)
    let found = try SharedBuffer.sharing(&pool.words) { words in
      try scanning.map(pairs.count * count) { index -> [Split?] in
        let family = families[index / count]
        let block = blocks.blocks[index % count]
        let histograms = family.map {
          words.base + (($0.node.histogram ?? 0) * width + block.offset)
        }
        if family.count == 2 {
          Histogram.subtract(histograms[0], from: histograms[1], count: block.width)
        }
        return zip(family, histograms).map {
          Self.best($0, $1, block, features, search.finder)
        }
      }
    }
    for (index, splits) in found.enumerated() {
      for (seeker, split) in zip(families[index / count], splits) {
        guard let split, split.beats(tree.nodes[seeker.index].split) else { continue }
        tree.nodes[seeker.index].split = split
      }
    }
  }

  private func seeker(_ index: Int, _ sampler: FeatureSampler) -> Seeker {
    let node = tree.nodes[index]
    return Seeker(
      index: index, node: node,
      allowed: sampler.allowed(node: index, depth: node.depth, path: node.path))
  }

  private static func best(
    _ seeker: Seeker, _ histogram: UnsafePointer<UInt64>, _ block: BinBlocks.Block,
    _ features: [FeatureBins], _ finder: SplitFinder
  ) -> Split? {
    let parent = finder.parent(seeker.node.sums, seeker.node.bounds)
    var best: Split?
    for (place, feature) in block.features.enumerated() where seeker.allowed?[feature] ?? true {
      let split = finder.best(
        histogram + place * block.slot, feature: feature, bins: features[feature], parent: parent)
      if let split, split.beats(best) { best = split }
    }
    return best
  }

  private func builder(_ rows: Int) -> HistogramBuilder {
    HistogramBuilder(blocks: blocks, parallel: threads(rows))
  }

  private func threads(_ rows: Int) -> Parallel {
    rows * matrix.features.count < Self.grain ? .serial : parallel
  }
}
