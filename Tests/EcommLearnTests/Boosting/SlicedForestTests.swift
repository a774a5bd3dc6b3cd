import EcommBase
import Testing

@testable import EcommLearn

/// Predictions by blocks of rows are those of the plain walk, bit for bit.
@Suite struct SlicedForestTests {
  /// Made-up trees: any shape, thresholds from a few values, both ways for missing values.
  private struct Forest {
    var random: SeededRandom
    let features: [FeatureKind]
    let thresholds: [Float]

    mutating func tree(splits: Int, output: Int, isBalanced: Bool) -> DecisionTree {
      var children: [Int: (Int, Int)] = [:]
      var nodes = [leaf()]
      var open = [0]
      for _ in 0..<splits {
        let chosen = isBalanced ? 0 : random.below(open.count)
        let node = open.remove(at: chosen)
        children[node] = (nodes.count, nodes.count + 1)
        open += [nodes.count, nodes.count + 1]
        nodes[node] = split()
        nodes += [leaf(), leaf()]
      }
      return .arranged(nodes, output: output) { children[$0] }
    }

    private mutating func leaf() -> DecisionTree.Node {
      DecisionTree.Node(value: Float(random.normal()), cover: 1)
    }

    private mutating func split() -> DecisionTree.Node {
      var node = leaf()
      node.feature = random.below(features.count)
      node.isMissingLeft = random.below(2) == 0
      if features[node.feature] == .category {
        // In any order and more than once, as a file may have them.
        node.categories = (0..<random.below(6)).map { _ in Int32(random.below(12)) }
      } else {
        node.threshold = thresholds[random.below(thresholds.count)]
      }
      return node
    }

    mutating func row() -> [Float] {
      features.map { kind in
        if random.below(7) == 0 { return .nan }
        if kind == .category { return Float(random.below(14)) }
        switch random.below(10) {
        case 0: return [.infinity, -.infinity, -0.0, 1e38, -1e38][random.below(5)]
        case 1...5: return thresholds[random.below(thresholds.count)]
        default: return Float(random.normal() * 3)
        }
      }
    }
  }

  private static let odd: [Float] = [
    -.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0, -0.0, 1e-38, -.leastNonzeroMagnitude,
    3e38, -3e38,
  ]

  private func check(
    seed: UInt64, rows: [Int], kinds: [FeatureKind], outputs: Int, splits: [Int],
    thresholds: [Float]
  ) throws {
    var forest = Forest(
      random: SeededRandom(seed: seed), features: kinds, thresholds: thresholds)
    let trees = splits.enumerated().map { index, count in
      forest.tree(splits: count, output: index % outputs, isBalanced: index % 3 > 0)
    }
    let model = BoostedTrees(
      objective: outputs > 1 ? .softmax(classes: outputs) : .squared, features: kinds,
      baseScores: (0..<outputs).map { Double($0) + 0.1 }, trees: trees)
    for count in rows {
      let made = (0..<count).map { _ in forest.row() }
      let plain = made.flatMap { ReferenceWalk.scores(model, $0) }
      #expect(try model.scores(made.flatMap { $0 }, rows: count) == plain, "\(count) rows")
      let columns = kinds.indices.map { feature in FeatureColumn.numbers(made.map { $0[feature] }) }
      #expect(try model.scores(columns) == plain)
      let matrix = Matrix(
        rows: count, columns: kinds.count, values: made.flatMap { $0 }.map(Double.init))
      #expect(try model.scores(matrix, parallel: Parallel(threads: 3)) == plain)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func trees(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let thresholds = Self.odd + (0..<40).map { _ in Float(random.normal()) }
    try check(
      seed: seed, rows: [1, 31, 32, 33, 64, 127, 128, 129, 300],
      kinds: [FeatureKind](repeating: .number, count: 5), outputs: 1,
      splits: [0, 1, 2, 3, 6, 7, 15, 31, 40, 63, 63, 100, 127, 254, 255], thresholds: thresholds)
  }

  @Test(arguments: [4, 5] as [UInt64]) func categoriesAndClasses(seed: UInt64) throws {
    try check(
      seed: seed, rows: [40, 200], kinds: [.number, .category, .number, .category], outputs: 3,
      splits: [7, 15, 30, 0, 9, 60, 12, 3, 31, 63, 8, 7], thresholds: [-1, 0, 0.5, 2])
  }

  /// Trees too large for slices stand between others.
  @Test func largeTrees() throws {
    var random = SeededRandom(seed: 6)
    let thresholds = (0..<500).map { _ in Float(random.normal()) }
    try check(
      seed: 6, rows: [70, 140], kinds: [.number, .number, .number], outputs: 2,
      splits: [7, 7, 7, 7, 600, 3, 256, 31, 31, 31, 31, 31, 700], thresholds: thresholds)
  }

  /// More thresholds than one stretch of trees may have.
  @Test func manyThresholds() throws {
    var random = SeededRandom(seed: 7)
    let thresholds = (0..<60_000).map { _ in Float(random.normal() * 1e6) }
    try check(
      seed: 7, rows: [130], kinds: [.number, .number], outputs: 1,
      splits: [Int](repeating: 255, count: 120), thresholds: thresholds)
  }

  /// Values that are not spread evenly need more steps within a cell.
  @Test func crowdedThresholds() throws {
    var random = SeededRandom(seed: 8)
    let thresholds = (0..<300).map { _ in Float(Exponential.of(random.normal() * 12)) }
    try check(
      seed: 8, rows: [200], kinds: [.number], outputs: 1,
      splits: [Int](repeating: 63, count: 20), thresholds: thresholds)
  }
}
