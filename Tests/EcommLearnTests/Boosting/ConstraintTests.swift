import EcommBase
import Testing

@testable import EcommLearn

@Suite struct ConstraintTests {
  @Test(
    arguments: [1, -1],
    [
      Objective.squared, .absolute, .quantile(share: 0.1), .quantile(share: 0.9), .poisson,
      .logistic,
    ])
  func answersKeepTheirOrder(direction: Int, objective: Objective) throws {
    let sample = BoostingSample(rows: 1000, missing: 0)
    for leaves in [0, 12] {
      let parameters = BoostingParameters.small.with {
        $0.trees = 20
        $0.monotone = [direction, 0, -direction, 0, 0, 0]
        $0.maxLeaves = leaves
      }
      let model = try sample.fit(objective, parameters)
      let used = Set(model.trees.flatMap(\.features))
      #expect(used.contains(0) || used.contains(2))
      try expectOrder(model, feature: 0, direction)
      try expectOrder(model, feature: 2, -direction)
    }
  }

  private func expectOrder(_ model: BoostedTrees, feature: Int, _ direction: Int) throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<12 {
      var row = (0..<6).map { _ in Float(random.normal()) }
      row[5] = Float(random.below(6))
      let answers = try stride(from: Float(-3), through: 3, by: 0.1).map { value in
        row[feature] = value
        return try model.predict(row: row)[0] * Double(direction)
      }
      #expect(zip(answers, answers.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  /// Where the truth has the order, keeping it costs next to nothing; where it has the opposite, no more
  /// than to know nothing of the feature.
  @Test(arguments: [Objective.absolute, .quantile(share: 0.2), .quantile(share: 0.85)])
  func orderedQuantilesFit(objective: Objective) throws {
    let (columns, targets) = rising(rows: 3000)
    let losses = try [[0, 0], [1, 1], [-1, 0]].map { monotone in
      let parameters = BoostingParameters.small.with {
        $0.trees = 40
        $0.monotone = monotone
        $0.rowSample = 0.8
      }
      let model = try BoostedTrees.fit(
        columns, targets: targets, objective: objective, parameters: parameters)
      return mean(objective, try model.scores(columns), targets)
    }
    let constant = objective.loss.constant(targets, nil)
    let dull = mean(objective, targets.map { _ in constant }, targets)
    #expect(losses[0] < 0.4 * dull)
    #expect(losses[1] < 1.15 * losses[0])
    #expect(losses[2] > 1.5 * losses[1] && losses[2] < dull)
  }

  private func rising(rows: Int) -> ([FeatureColumn], [Double]) {
    var random = SeededRandom(seed: 9)
    let columns = (0..<2).map { _ in (0..<rows).map { _ in Float(random.uniform() * 6 - 3) } }
    let targets = (0..<rows).map { row in
      let (a, b) = (Double(columns[0][row]), Double(columns[1][row]))
      return a * a * a / 3 + max(b, 0) * 2 + (1 + abs(b)) * 0.4 * random.normal()
    }
    return (columns.map(FeatureColumn.numbers), targets)
  }

  private func mean(_ objective: Objective, _ scores: [Double], _ targets: [Double]) -> Double {
    let loss = objective.loss
    return zip(scores, targets).reduce(0) { $0 + loss.loss(score: $1.0, target: $1.1) }
      / Double(targets.count)
  }

  @Test func noOrderIsNoConstraint() throws {
    let sample = BoostingSample(rows: 600, categories: 60)
    let ordered = try sample.fit(.squared, .small.with { $0.monotone = [0, 0, 0, 0, 0, 0] })
    #expect(ordered == (try sample.fit(.squared)))
  }

  /// A limit that no leaf reaches changes nothing, neither for numbers nor for sets of categories.
  @Test func aFarLimitIsNone() throws {
    let sample = BoostingSample(rows: 600, categories: 60)
    let free = try sample.fit(.squared)
    let limited = try sample.fit(.squared, .small.with { $0.maximumStep = 1e9 })
    #expect(free.trees.contains { !$0.categories.isEmpty })
    #expect(free.trees.map(\.features) == limited.trees.map(\.features))
    #expect(free.trees.map(\.categories) == limited.trees.map(\.categories))
    let pairs = zip(try free.scores(sample.columns), try limited.scores(sample.columns))
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func refittedLeavesKeepTheirLargestStep() throws {
    let sample = BoostingSample(rows: 500)
    let model = try sample.fit(
      .absolute,
      .small.with {
        $0.maximumStep = 0.25
        $0.learningRate = 1
      })
    let leaves = model.trees.flatMap { tree in
      (0..<tree.count).filter(tree.isLeaf).map { tree.values[$0] }
    }
    #expect(leaves.contains(0.25) && leaves.allSatisfy { abs($0) <= 0.25 })
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
