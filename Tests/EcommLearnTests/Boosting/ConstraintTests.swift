import EcommBase
import Testing

@testable import EcommLearn

@Suite struct ConstraintTests {
  @Test(arguments: [1, -1], [0, 12]) func answersKeepTheirOrder(direction: Int, leaves: Int) throws
  {
    let sample = BoostingSample(rows: 1500, missing: 0)
    let parameters = BoostingParameters.small.with {
      $0.trees = 20
      $0.monotone = [direction, 0, 0, 0, 0, 0]
      $0.maxLeaves = leaves
    }
    let model = try sample.fit(.squared, parameters)
    var random = SeededRandom(seed: 3)
    for _ in 0..<40 {
      var row = (0..<6).map { _ in Float(random.normal()) }
      row[5] = Float(random.below(6))
      let answers = try stride(from: Float(-3), through: 3, by: 0.1).map { value in
        row[0] = value
        return try model.predict(row: row)[0] * Double(direction)
      }
      #expect(zip(answers, answers.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 })
    }
  }

  @Test func featuresMeetOnlyInTheirSets() throws {
    let sample = BoostingSample(rows: 1500)
    let sets = [[0, 2], [1, 3, 5]]
    let model = try sample.fit(.squared, .small.with { $0.interactions = sets })
    var met = 0
    for tree in model.trees {
      for features in ways(tree) where features.count > 1 {
        met += 1
        #expect(sets.contains { Set($0).isSuperset(of: features) })
      }
    }
    #expect(met > 10)
  }

  private func ways(_ tree: DecisionTree) -> [Set<Int>] {
    var ways = [Set<Int>](repeating: [], count: tree.count)
    for node in 0..<tree.count where !tree.isLeaf(node) {
      let way = ways[node].union([tree.features[node]])
      ways[tree.lefts[node]] = way
      ways[tree.lefts[node] + 1] = way
    }
    return ways
  }

  @Test func treesKeepTheirLimits() throws {
    let sample = BoostingSample(rows: 2000)
    let parameters = BoostingParameters.small.with {
      $0.maxDepth = 5
      $0.maxLeaves = 11
      $0.minimumChildWeight = 30
      $0.maximumStep = 0.5
    }
    for tree in try sample.fit(.squared, parameters).trees {
      let leaves = (0..<tree.count).filter(tree.isLeaf)
      #expect(tree.depth <= 5)
      #expect(leaves.count <= 11)
      #expect(leaves.allSatisfy { tree.covers[$0] >= 30 && abs(tree.values[$0]) <= 0.1501 })
    }
  }

  @Test func gainsExceedGamma() throws {
    let sample = BoostingSample(rows: 800)
    let free = try sample.fit(.squared)
    let strict = try sample.fit(.squared, .small.with { $0.gamma = 30 })
    let gains = strict.trees.flatMap { tree in
      (0..<tree.count).filter { !tree.isLeaf($0) }.map { tree.gains[$0] }
    }
    #expect(gains.allSatisfy { $0 > 30 })
    #expect(strict.trees.map(\.count).reduce(0, +) < free.trees.map(\.count).reduce(0, +))
  }

  @Test func drawnFeaturesAreTheOnlyOnes() throws {
    let sample = BoostingSample(rows: 800)
    let model = try sample.fit(.squared, .small.with { $0.columnSampleByTree = 0.34 })
    for tree in model.trees {
      #expect(Set(tree.features.filter { $0 >= 0 }).count <= 2)
    }
    #expect(Set(model.trees.flatMap(\.features)).count > 4)
  }
}
