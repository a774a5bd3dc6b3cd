import EcommBase
import Testing

@testable import EcommLearn

/// What no learner likes: an error that says so, or a sound model.
@Suite struct OddRowsTests {
  private func fit(
    _ columns: [FeatureColumn], _ targets: [Double], weights: [Double]? = nil,
    _ objective: Objective = .squared, _ parameters: BoostingParameters = .small
  ) throws -> BoostedTrees {
    try BoostedTrees.fit(
      columns, targets: targets, weights: weights, objective: objective, parameters: parameters)
  }

  @Test func nothingToLearnIsAConstant() throws {
    let dull: [[FeatureColumn]] = [
      [.numbers([2, 2, 2, 2])], [.numbers([.nan, .nan, .nan, .nan])],
      [.doubles([1e300, 1e300, 1e300, 1e300])], [.categories([-1, -1, -1, -1])],
      [.categories([3, 3, 3, 3])],
    ]
    for columns in dull {
      let model = try fit(columns, [0, 1, 2, 3])
      #expect(try model.predict(columns) == [1.5, 1.5, 1.5, 1.5])
    }
  }

  @Test func oneRow() throws {
    #expect(try fit([.numbers([1])], [4]).predict([.numbers([1])]) == [4])
    #expect(throws: BoostingError.noRows) { try fit([.numbers([])], []) }
    #expect(throws: BoostingError.noRows) { try fit([], []) }
  }

  @Test func oneClass() throws {
    let columns = [FeatureColumn.numbers((0..<50).map(Float.init))]
    let all = try fit(columns, [Double](repeating: 1, count: 50), .logistic).predict(columns)
    #expect(all.allSatisfy { $0 > 0.98 && $0 < 1 })
    let three = try fit(columns, [Double](repeating: 2, count: 50), .softmax(classes: 3))
    #expect(try three.predict(columns)[2] > 0.98)
  }

  @Test func moreClassesThanRows() throws {
    let model = try fit([.numbers([1, 2, 3])], [0, 5, 9], .softmax(classes: 10))
    let shares = try model.predict([.numbers([2])])
    #expect(shares.count == 10)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test func infiniteValuesAreOrdinary() throws {
    let columns = [FeatureColumn.numbers([-.infinity, -.infinity, 1, 1, .infinity, .infinity])]
    let model = try fit(
      columns, [0, 0, 5, 5, 9, 9], .squared,
      .small.with {
        $0.trees = 60
        $0.minimumChildWeight = 0
      })
    let answers = try model.predict(columns)
    #expect(zip(answers, [0, 0, 5, 5, 9, 9]).allSatisfy { abs($0 - $1) < 0.01 })
  }

  @Test func manyCategories() throws {
    let codes = (0..<120_000).map { Int32($0 % 100_000) }
    let targets = codes.map { $0 < 100 ? 5.0 : 0 }
    let model = try fit(
      [.categories(codes)], targets, .squared, .small.with { $0.trees = 2 })
    let answers = try model.predict([.categories([5, 50_000, 99_999])])
    #expect(answers.allSatisfy { $0.isFinite })
  }

  @Test(
    arguments: [
      (Objective.squared, [1, .nan]), (.squared, [1, .infinity]), (.logistic, [0, 2]),
      (.logistic, [0, 0.5]), (.poisson, [1, -1]), (.gamma, [1, 0]),
      (.tweedie(power: 1.5), [0, -1]),
      (.softmax(classes: 2), [0, 2]), (.softmax(classes: 3), [0, 1.5]),
      (.softmax(classes: 3), [0, .nan]),
    ] as [(Objective, [Double])])
  func refusesTargets(objective: Objective, targets: [Double]) {
    let error = #expect(throws: BoostingError.self) {
      try fit([.numbers([1, 2])], targets, objective)
    }
    guard case .target(row: 1, value: _, expected: _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.text.contains("row 1") == true)
  }

  @Test(arguments: [[1, -1], [1, .nan], [.infinity, 1], [0, 0], [1]] as [[Double]])
  func refusesWeights(weights: [Double]) {
    #expect(throws: BoostingError.self) {
      try fit([.numbers([1, 2])], [0, 1], weights: weights)
    }
  }

  @Test(arguments: [[1e308, 1e308], [1e-30, 0], [1e25, 1]] as [[Double]])
  func refusesWeightsThatDoNotSum(weights: [Double]) {
    let error = #expect(throws: BoostingError.self) {
      try fit([.numbers([1, 2])], [0, 1], weights: weights)
    }
    #expect(error?.text.contains("add up to") == true)
  }

  @Test func weightsOfZeroCountForNothing() throws {
    let columns = [FeatureColumn.numbers([1, 2, 3, 4])]
    let model = try fit(columns, [1, 1, 1, 900], weights: [1, 1, 1, 0])
    #expect(try model.predict(columns) == [1, 1, 1, 1])
  }

  @Test func hugeTargetsStayFinite() throws {
    let columns = [FeatureColumn.numbers([1, 2, 3, 4])]
    for objective in [Objective.squared, .absolute, .poisson, .gamma] {
      let model = try? fit(columns, [1e-30, 1, 1e20, 1e30], objective)
      let answers = try model?.predict(columns) ?? []
      #expect(answers.allSatisfy { $0.isFinite })
    }
  }

  /// In another unit the target is the same target.
  @Test(arguments: [Objective.squared, .absolute, .quantile(share: 0.3)], [-90, -40, 40])
  func targetsOfAnyUnit(objective: Objective, exponent: Int) throws {
    let sample = BoostingSample(rows: 300)
    let unit = Double(sign: .plus, exponent: exponent, significand: 1)
    let answers = try fit(sample.columns, sample.scores, objective).predict(sample.columns)
    let scaled = try fit(sample.columns, sample.scores.map { $0 * unit }, objective)
      .predict(sample.columns)
    let worst = zip(answers, scaled).map { abs($0 - $1 / unit) }.max() ?? 1
    #expect(worst < 0.01)
  }

  static let wrong: [BoostingParameters] = [
    .small.with { $0.trees = 0 }, .small.with { $0.learningRate = 0 },
    .small.with { $0.learningRate = .nan }, .small.with { $0.maxDepth = 0 },
    .small.with { $0.maxDepth = 17 }, .small.with { $0.maxDepth = -1 },
    .small.with { $0.maxLeaves = 1 }, .small.with { $0.maxLeaves = 1 << 20 },
    .small.with { $0.lambda = -1 }, .small.with { $0.alpha = .infinity },
    .small.with { $0.rowSample = 0 }, .small.with { $0.columnSampleByNode = 1.1 },
    .small.with { $0.bins = 2 }, .small.with { $0.bins = 257 }, .small.with { $0.gamma = .nan },
    .small.with { $0.monotone = [1] }, .small.with { $0.monotone = [2, 0] },
    .small.with { $0.monotone = [0, 1] }, .small.with { $0.interactions = [[2]] },
  ]

  @Test(arguments: wrong) func refusesParameters(parameters: BoostingParameters) {
    #expect(throws: BoostingError.self) {
      try fit([.numbers([1, 2, 3]), .categories([0, 1, 2])], [0, 1, 2], .squared, parameters)
    }
  }

  @Test(arguments: [
    Objective.quantile(share: 0), .quantile(share: .nan), .tweedie(power: 2),
    .pseudoHuber(slope: 0), .softmax(classes: 1), .logistic(positiveWeight: 0),
  ])
  func refusesObjectives(objective: Objective) {
    #expect(throws: BoostingError.self) { try fit([.numbers([1, 2])], [0, 1], objective) }
  }
}
