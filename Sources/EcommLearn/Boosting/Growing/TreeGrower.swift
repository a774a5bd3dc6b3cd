import EcommBase

/// Grows one tree from packed gradients.
///
/// Level by level (all nodes of a level at once) or leaf by leaf (the one of most gain next, see
/// `BestFirst`). A node is split by parting its rows; the histogram of its smaller child is counted, that
/// of the larger is what remains of the node's own. Children that cannot be split have neither: their rows
/// stay where their parent's are. Cost: each row is counted at most once for every level it passes,
/// half of the rows at the most but at the root.
struct TreeGrower {
  let matrix: BinnedMatrix
  let blocks: BinBlocks
  let parameters: BoostingParameters
  let parallel: Parallel
  /// Whether all leaves must have their rows.
  let keepsRows: Bool

  var order: RowOrder
  private(set) var tree = GrowingTree()
  private var pool: HistogramPool

  /// Fewer values than these are not worth a second thread.
  private static let grain = 1 << 16

  init(
    _ matrix: BinnedMatrix, blocks: BinBlocks, parameters: BoostingParameters, keepsRows: Bool,
    parallel: Parallel
  ) {
    self.matrix = matrix
    self.blocks = blocks
    self.parameters = parameters
    self.keepsRows = keepsRows
    self.parallel = parallel
    order = RowOrder(rows: matrix.rows)
    pool = HistogramPool(width: blocks.width)
  }

  /// Of the rows that the tree may see, ascending, or of all. `order` holds their derivatives.
  mutating func grow(
    _ sample: [UInt32]?, quantizer: GradientQuantizer, seed: UInt32, sampler: FeatureSampler
  ) throws {
    let search = SplitSearch(
      finder: SplitFinder(
        score: LeafScore(parameters), parameters: parameters, quantizer: quantizer),
      sampler: sampler, blocks: blocks, features: matrix.features)
    tree = GrowingTree()
    let segments = order.plant(sample, quantizer: quantizer, seed: seed, parallel: parallel)
    try plantRoot(segments, search)
    if parameters.maxLeaves == 0 {
      while case let batch = worthy, !batch.isEmpty { try split(batch, search) }
    } else {
      var next = BestFirst(leaves: parameters.maxLeaves)
      while case let batch = next.batch(&tree), !batch.isEmpty {
        try split(batch, search, isLast: next.isLast)
      }
    }
    for node in tree.nodes.indices { close(node) }
  }

  /// Of the tree grown last.
  func rows(of leaf: Int) -> [UInt32] {
    tree.holders(of: leaf).flatMap {
      order.rows(tree.nodes[$0].segments, side: tree.nodes[$0].side)
    }
  }

  /// Notes which leaf each of the rows is in.
  mutating func mark(_ marks: inout [UInt16]) {
    LeafMarks(tree: tree, matrix: matrix, parallel: threads(matrix.rows)).mark(&marks, &order)
  }

  /// Nodes with a split that was not tried yet.
  private var worthy: [Int] {
    tree.nodes.indices.filter { tree.nodes[$0].left == nil && tree.nodes[$0].split != nil }
  }

  private mutating func plantRoot(_ segments: [Range<Int>], _ search: SplitSearch) throws {
    let slot = pool.take()
    let count = segments.reduce(0) { $0 + $1.count }
    builder(count).build(
      [.init(segments: segments, side: 0, histogram: slot)], of: &order, pool: &pool)
    tree.nodes = [
      .init(
        segments: segments, depth: 0, sums: total(slot), bounds: .none, path: [],
        histogram: slot)
    ]
    try find([(0, nil)], search, work: count)
  }

  /// Every row is in one bin of the first feature.
  private func total(_ slot: Int) -> UInt64 {
    let start = slot * pool.width + blocks.offsets[0]
    return pool.words[start..<start + matrix.features[0].count].reduce(0, &+)
  }

  private mutating func close(_ node: Int) {
    if let slot = tree.nodes[node].histogram { pool.giveBack(slot) }
    tree.nodes[node].histogram = nil
  }

  /// Splits nodes. `isLast`: no child will be split.
  private mutating func split(
    _ batch: [Int], _ search: SplitSearch, isLast: Bool = false
  ) throws {
    let growing = isLast ? [] : batch.filter { mayGrow(depth: tree.nodes[$0].depth + 1) }
    try part(keepsRows ? batch : growing)
    for node in batch { addChildren(of: node, search.finder) }
    let pairs = growing.map { share($0) }
    let built = pairs.map { pair in
      HistogramBuilder.Job(
        segments: tree.nodes[pair.small].segments, side: tree.nodes[pair.small].side,
        histogram: tree.nodes[pair.small].histogram ?? 0)
    }
    let work = pairs.reduce(0) { $0 + tree.nodes[$1.small].count }
    builder(work).build(built, of: &order, pool: &pool)
    try find(pairs.map { ($0.small, $0.large) }, search, work: work)
    for node in batch { close(node) }
  }

  /// No deeper than a model file may hold.
  private func mayGrow(depth: Int) -> Bool {
    depth < (parameters.maxDepth == 0 ? TreeReading.depthLimit : parameters.maxDepth)
  }

  /// Parts the rows of nodes; `addChildren` gives them to the children.
  private mutating func part(_ nodes: [Int]) throws {
    let jobs = nodes.compactMap { index in
      tree.nodes[index].split.map {
        NodePartition.Job(
          segments: tree.nodes[index].segments, side: tree.nodes[index].side,
          feature: $0.feature, goesLeft: $0.goesLeft)
      }
    }
    let work = nodes.reduce(0) { $0 + tree.nodes[$1].count }
    let lefts = try NodePartition(matrix: matrix, parallel: threads(work)).part(jobs, of: &order)
    for (node, counts) in zip(nodes, lefts) { tree.nodes[node].lefts = counts }
  }

  private mutating func addChildren(of index: Int, _ finder: SplitFinder) {
    let node = tree.nodes[index]
    guard let split = node.split else { return }
    let bounds = bounds(split, node.bounds, finder)
    let path = parameters.interactions.isEmpty ? [] : node.path + [split.feature]
    let (left, right) = node.parted
    tree.nodes[index].tried = tree.nodes.count
    if parameters.maxLeaves == 0 { tree.nodes[index].left = tree.nodes.count }
    tree.nodes.append(
      .init(
        segments: left, depth: node.depth + 1, sums: split.left, bounds: bounds.left, path: path))
    tree.nodes.append(
      .init(
        segments: right, depth: node.depth + 1, sums: split.right, bounds: bounds.right,
        path: path))
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
    let left = tree.nodes[parent].tried ?? 0
    let isLeftSmall = tree.nodes[left].count <= tree.nodes[left + 1].count
    let (small, large) = isLeftSmall ? (left, left + 1) : (left + 1, left)
    tree.nodes[large].histogram = tree.nodes[parent].histogram
    tree.nodes[parent].histogram = nil
    tree.nodes[small].histogram = pool.take()
    return (small, large)
  }

  /// Finds the best splits of nodes whose first histogram is counted; the second's is its parent's still.
  /// Histograms of nodes that have none are given back.
  private mutating func find(
    _ pairs: [(first: Int, second: Int?)], _ search: SplitSearch, work: Int
  ) throws {
    let families = pairs.map { pair in
      [pair.first, pair.second].compactMap { $0 }.map { ($0, tree.nodes[$0]) }
    }
    let scanning = threads(work + pairs.count * 2 * 256)
    for (index, split) in try search.best(families, in: &pool, scanning) {
      tree.nodes[index].split = split
    }
    for (index, _) in families.joined() where tree.nodes[index].split == nil { close(index) }
  }

  private func builder(_ rows: Int) -> HistogramBuilder {
    HistogramBuilder(blocks: blocks, parallel: threads(rows))
  }

  private func threads(_ rows: Int) -> Parallel {
    rows * matrix.features.count < Self.grain ? .serial : parallel
  }
}
