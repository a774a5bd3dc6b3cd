import EcommBase
import Testing

@testable import EcommLearn

/// The parts of growing a tree against plain twins.
@Suite struct GrowingTests {
  @Test(arguments: [2, 5, 100]) func partingKeepsEachRowWithItsGradient(cut: Int) throws {
    let rows = 2000
    let sample = BoostingSample(rows: rows, numbers: 3)
    let matrix = try BinnedMatrix(sample.columns)
    var order = RowOrder(rows: rows)
    for row in 0..<rows {
      order.ids[row] = UInt32(row)
      order.words[row] = UInt64(row) << 20
    }
    let segments = [0..<7, 7..<8, 20..<1900]
    let goesLeft = BinSet(1..<cut)
    let job = NodePartition.Job(segments: segments, side: 0, feature: 1, goesLeft: goesLeft)
    let lefts = try NodePartition(matrix: matrix, parallel: Parallel(threads: 2))
      .part(
        [job, .init(segments: [1900..<2000], side: 0, feature: 0, goesLeft: goesLeft)],
        of: &order)
    for (segment, left) in zip(segments, lefts[0]) {
      let plain = segment.map { UInt32($0) }
      let isLeft = { (row: UInt32) in goesLeft.contains(Int(matrix.columns[1][Int(row)])) }
      let parted = plain.filter(isLeft) + plain.filter { !isLeft($0) }.reversed()
      #expect(left == plain.filter(isLeft).count)
      #expect(order.rows([segment], side: 1) == parted)
      #expect(segment.map { order.words[rows + $0] } == parted.map { UInt64($0) << 20 })
    }
    #expect(lefts[1].count == 1)
  }

  @Test(arguments: [1, 2, 63, 64, 65, 128, 192, 255, 256]) func knownBinsAreThoseBelow(end: Int) {
    #expect(BinSet(known: end) == BinSet(1..<end))
  }

  /// A model says where each row belongs: what is added up in training must be what it predicts.
  @Test(arguments: [
    BoostingParameters.small,
    .small.with { $0.maxDepth = 1 },
    .small.with { $0.maxLeaves = 9 },
    .small.with {
      $0.maxLeaves = 12
      $0.maxDepth = 4
    },
    .small.with {
      $0.maxLeaves = 5
      $0.rowSample = 0.5
    },
  ])
  func marksAreTheLeavesOfTheModel(parameters: BoostingParameters) throws {
    let sample = BoostingSample(rows: 900)
    let matrix = try BinnedMatrix(sample.columns)
    let finder = SeededRandom(seed: 3)
    var grower = TreeGrower(
      matrix, blocks: BinBlocks(matrix, parallel: .serial), parameters: parameters,
      keepsRows: false, parallel: .serial)
    let rows = BoostingRows(matrix, targets: sample.targets(.squared))
    let pass = GradientPass(objective: .squared, rows: rows, parallel: .serial)
    let scores = [Double](repeating: 0, count: 900)
    let quantizer = try #require(
      try pass.fill(&grower.order, output: 0, scores: scores, normalizers: []))
    try grower.grow(
      nil, quantizer: quantizer, seed: 1,
      sampler: FeatureSampler(parameters, features: matrix.features.count, random: finder))
    var marks = [UInt16](repeating: .max, count: 900)
    grower.mark(&marks)
    var numbers = [UInt16](repeating: .max, count: grower.tree.nodes.count)
    for (number, leaf) in grower.tree.leaves.enumerated() { numbers[leaf] = UInt16(number) }
    var walked = [UInt16](repeating: 0, count: 900)
    BinnedWalk(grower.tree, values: [Float](repeating: 0, count: numbers.count))
      .mark(Array(0..<900), of: matrix, in: &walked, numbers: numbers, .serial)
    #expect(marks == walked)
    #expect(Set(marks).count == grower.tree.leaves.count)
  }

  @Test(arguments: [2, 3, 7, 31]) func leavesTriedTogetherAreThoseTriedOneByOne(leaves: Int) throws
  {
    let trees = [1, 8].map { together in Self.shape(leaves: leaves, together: together) }
    #expect(trees[0] == trees[1])
    #expect(trees[0].count == leaves)
  }

  /// Splits a tree whose gains follow from the way to a node; returns the ways to its leaves.
  private static func shape(leaves: Int, together: Int) -> [UInt64] {
    var next = BestFirst(leaves: leaves, together: together)
    var tree = GrowingTree()
    var ways: [UInt64] = []
    func add(_ way: UInt64, _ depth: Int) {
      var random = SeededRandom(seed: way)
      tree.nodes.append(
        .init(segments: [], depth: depth, sums: 0, bounds: .none, path: []))
      tree.nodes[tree.nodes.count - 1].split = Split(
        gain: random.uniform(), feature: 0, lastLeft: 1, goesLeft: BinSet(), left: 0, right: 0)
      ways.append(way)
    }
    add(1, 0)
    while case let batch = next.batch(&tree), !batch.isEmpty {
      for node in batch {
        tree.nodes[node].tried = tree.nodes.count
        tree.nodes[node].lefts = []
        add(2 * ways[node], tree.nodes[node].depth + 1)
        add(2 * ways[node] + 1, tree.nodes[node].depth + 1)
      }
    }
    return tree.leaves.map { ways[$0] }
  }

  @Test func derivativesInLanesEqualThePlainOnes() {
    var random = SeededRandom(seed: 4)
    let scores = (0..<1003).map {
      $0 < 8
        ? [-90, 90, -20, 20, 0, -0.0, 1e300, -1e300][$0]
        : random.uniform() * 16 - 8
    }
    let targets = scores.map { _ in Double(random.below(2)) }
    let weights = scores.map { _ in random.uniform() + 0.5 }
    let loss = LogisticLoss(positiveWeight: 3)
    var words = [UInt64](repeating: 0, count: scores.count)
    loss.fill(1..<1003, scores: scores, targets: targets, weights: weights, into: &words)
    for row in 1..<1003 {
      let plain = loss.derivatives(score: scores[row], target: targets[row])
      let lanes = Derivatives(word: words[row])
      let scale = Float(weights[row])
      // Eight units in the last of 24 binary places, and the error of the score's own rounding.
      let near = Float(0x1p-20) * max(1, Float(min(abs(scores[row]), 90)))
      #expect(
        abs(lanes.gradient - plain.gradient * scale) <= abs(plain.gradient) * near * 4 + 1e-30)
      #expect(abs(lanes.hessian - plain.hessian * scale) <= abs(plain.hessian) * near * 4 + 1e-15)
    }
  }
}
