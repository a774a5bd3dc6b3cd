import EcommBase
import Testing

@testable import EcommLearn

/// Shapley values by their definition: all sets of features, what is unknown averaged by cover.
enum ShapleyReference {
  static func values(_ model: BoostedTrees, _ row: [Float], output: Int) -> [Double] {
    let features = row.indices
    return features.map { feature in
      var sum = 0.0
      for bits in 0..<(1 << row.count) where bits >> feature & 1 == 0 {
        let size = bits.nonzeroBitCount
        let weight = factorial(size) * factorial(row.count - size - 1) / factorial(row.count)
        sum +=
          weight
          * (score(model, row, bits | 1 << feature, output) - score(model, row, bits, output))
      }
      return sum
    }
  }

  static func score(_ model: BoostedTrees, _ row: [Float], _ known: Int, _ output: Int) -> Double {
    model.trees.filter { $0.output == output }
      .reduce(model.baseScores[output]) { $0 + mean($1, 0, row, known) }
  }

  private static func mean(_ tree: DecisionTree, _ node: Int, _ row: [Float], _ known: Int)
    -> Double
  {
    if tree.isLeaf(node) { return Double(tree.values[node]) }
    let left = tree.lefts[node]
    let feature = tree.features[node]
    if known >> feature & 1 == 1 {
      let goesLeft = ReferenceWalk.goesLeft(tree, node, row[feature])
      return mean(tree, goesLeft ? left : left + 1, row, known)
    }
    let covers = (Double(tree.covers[left]), Double(tree.covers[left + 1]))
    return (covers.0 * mean(tree, left, row, known) + covers.1 * mean(tree, left + 1, row, known))
      / (covers.0 + covers.1)
  }

  private static func factorial(_ n: Int) -> Double { (0..<n).reduce(1.0) { $0 * Double($1 + 1) } }
}

@Suite struct TreeExplainerTests {
  static let cases: [(Objective, BoostingParameters)] = [
    (.squared, .small), (.softmax(classes: 3), .small.with { $0.trees = 3 }),
    (
      .squared,
      .small.with {
        $0.maxDepth = 0
        $0.maxLeaves = 40
        $0.minimumChildWeight = 0
      }
    ),
  ]

  @Test(arguments: cases) func equalsTheDefinition(
    objective: Objective, parameters: BoostingParameters
  ) throws {
    let sample = BoostingSample(rows: 200)
    let model = try sample.fit(objective, parameters)
    let values = try TreeExplainer(model).values(sample.columns)
    for row in stride(from: 0, to: 200, by: 37) {
      for output in 0..<objective.outputs {
        let reference = ShapleyReference.values(
          model, sample.columns.map { $0.float(row) }, output: output)
        let pairs = zip(values.of(row: row, output: output), reference)
        #expect(pairs.allSatisfy { abs($0 - $1) < 1e-12 })
      }
    }
  }

  /// Ways of up to fourteen features.
  @Test func deepTreesAddUp() throws {
    let sample = BoostingSample(rows: 400, numbers: 14)
    let model = try sample.fit(
      .squared,
      .small.with {
        $0.maxDepth = 16
        $0.minimumChildWeight = 0
        $0.trees = 3
      })
    #expect((model.trees.map(\.depth).max() ?? 0) > 9)
    let values = try TreeExplainer(model).values(sample.columns)
    let scores = try model.scores(sample.columns)
    for row in 0..<sample.rows {
      #expect(abs(values.of(row: row).reduce(values.base[0], +) - scores[row]) < 1e-9)
    }
  }

  @Test func aRowIsTheSameAloneAndInABatch() throws {
    let sample = BoostingSample(rows: 300)
    let explainer = TreeExplainer(try sample.fit(.squared, .small.with { $0.maxDepth = 6 }))
    let all = try explainer.values(sample.columns, parallel: Parallel(threads: 3))
    let few = (0..<70).flatMap { row in sample.columns.map { Double($0.float(row)) } }
    let some = try explainer.values(
      Matrix(rows: 70, columns: sample.columns.count, values: few), parallel: .serial)
    #expect(some.values == Array(all.values.prefix(some.values.count)))
  }

  @Test func interactionsAddUpToTheValues() throws {
    let sample = BoostingSample(rows: 80)
    let model = try sample.fit(.squared)
    let explainer = TreeExplainer(model)
    let pairs = try explainer.interactions(sample.columns)
    let single = try explainer.values(sample.columns)
    let count = sample.columns.count
    for index in 0..<80 * count {
      let line = pairs.values[index * count..<(index + 1) * count]
      #expect(abs(line.reduce(0, +) - single.values[index]) < 1e-12)
    }
    let row = sample.columns.map { $0.float(7) }
    let expected = pairByDefinition(model, row, 0, 1)
    #expect(abs(pairs.values[7 * count * count + 1] - expected) < 1e-12)
    #expect(pairs.values[7 * count * count + 1] == pairs.values[7 * count * count + count])
  }

  /// Half the mean of what two features do together beyond what each does.
  private func pairByDefinition(_ model: BoostedTrees, _ row: [Float], _ i: Int, _ j: Int) -> Double
  {
    let n = row.count
    func factorial(_ n: Int) -> Double { (0..<n).reduce(1.0) { $0 * Double($1 + 1) } }
    func score(_ bits: Int) -> Double { ShapleyReference.score(model, row, bits, 0) }
    var sum = 0.0
    for bits in 0..<(1 << n) where bits >> i & 1 == 0 && bits >> j & 1 == 0 {
      let size = bits.nonzeroBitCount
      let weight = factorial(size) * factorial(n - size - 2) / (2 * factorial(n - 1))
      sum +=
        weight
        * (score(bits | 1 << i | 1 << j) - score(bits | 1 << i) - score(bits | 1 << j) + score(bits))
    }
    return sum
  }

  @Test(arguments: [1, 2, 5, 16, 40]) func pointsIntegratePolynomials(count: Int) {
    let rule = GaussLegendre(count: count)
    for degree in [0, 1, count, 2 * count - 1] {
      let sum = zip(rule.points, rule.weights).reduce(0.0) { sum, pair in
        sum + pair.1 * (0..<degree).reduce(1.0) { power, _ in power * pair.0 }
      }
      #expect(abs(sum - 1 / Double(degree + 1)) < 1e-14)
    }
  }

  @Test func importanceFollowsTheSplits() throws {
    let sample = BoostingSample(rows: 500)
    let model = try sample.fit(.squared)
    let importance = FeatureImportance(model)
    let splits = model.trees.reduce(0) { $0 + ($1.count - 1) / 2 }
    #expect(importance.counts.reduce(0, +) == splits)
    #expect(importance.gains[0] > importance.gains[3])
    #expect(importance.covers.allSatisfy { $0 >= 0 })
  }
}
