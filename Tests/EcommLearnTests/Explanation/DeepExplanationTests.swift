import EcommBase
import Testing

@testable import EcommLearn

/// Trees such as only a file can bring: very deep ones, and splits that no training row came to.
@Suite struct DeepExplanationTests {
  /// Every split has a leaf on its right; features take turns.
  private func chain(depth: Int, features: Int) -> BoostedTrees {
    let nodes = (0...2 * depth).map { index -> DecisionTree.Node in
      let place = index / 2
      var node = DecisionTree.Node(value: Float(place % 7) - 3, cover: Float(depth - place + 1))
      guard index % 2 == 0, place < depth else { return node }
      node.feature = place % features
      node.threshold = Float(place % 5) / 5
      return node
    }
    let tree = DecisionTree.arranged(nodes, output: 0) { index in
      index % 2 == 0 && index / 2 < depth ? (index + 2, index + 1) : nil
    }
    return BoostedTrees(
      objective: .squared, features: [FeatureKind](repeating: .number, count: features),
      baseScores: [0.5], trees: [tree])
  }

  private func columns(_ count: Int, rows: Int = 20) -> [FeatureColumn] {
    var random = SeededRandom(seed: 3)
    return (0..<count).map { _ in .numbers((0..<rows).map { _ in Float(random.uniform()) }) }
  }

  @Test func longWaysOfFewFeatures() throws {
    let model = chain(depth: 3000, features: 3)
    let columns = columns(3)
    let values = try TreeExplainer(model).values(columns)
    for row in [0, 7, 19] {
      let reference = ShapleyReference.values(
        chain(depth: 300, features: 3), columns.map { $0.float(row) }, output: 0)
      let short = try TreeExplainer(chain(depth: 300, features: 3)).values(columns)
      #expect(zip(short.of(row: row), reference).allSatisfy { abs($0 - $1) < 1e-12 })
      let sum = values.of(row: row).reduce(values.base[0], +)
      #expect(abs(sum - (try model.scores(columns)[row])) < 1e-9)
    }
  }

  @Test func tooManyFeaturesOnOneWayAreRefused() throws {
    let explainer = TreeExplainer(chain(depth: 4000, features: 4000))
    let error = #expect(throws: BoostingError.self) { try explainer.values(columns(4000)) }
    guard case .explanationTooLarge(tree: 0, let numbers, let limit)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(numbers > limit && error?.text.contains("deep") == true)
  }

  @Test func interactionsOfVeryLongWaysAreRefused() throws {
    let explainer = TreeExplainer(chain(depth: 6000, features: 2))
    #expect(throws: BoostingError.self) { try explainer.interactions(columns(2)) }
  }

  /// A share of nought and one.
  @Test func splitsThatNoRowCameTo() throws {
    let sample = BoostingSample(rows: 150)
    let model = try sample.fit(.squared)
    let trees = model.trees.map { tree in
      var tree = tree
      for node in 0..<tree.count where !tree.isLeaf(node) && node % 3 != 1 {
        tree.covers[tree.lefts[node] + node % 2] = 0
      }
      return tree
    }
    let changed = BoostedTrees(
      objective: .squared, features: model.features, baseScores: model.baseScores, trees: trees)
    let values = try TreeExplainer(changed).values(sample.columns)
    #expect(values.values.allSatisfy { $0.isFinite })
    for row in [0, 50, 149] {
      let sum = values.of(row: row).reduce(values.base[0], +)
      #expect(abs(sum - (try changed.scores(sample.columns)[row])) < 1e-9)
    }
  }
}
