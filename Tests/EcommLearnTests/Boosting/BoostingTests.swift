import EcommBase
import Testing

@testable import EcommLearn

@Suite struct BoostingTests {
  /// One tree of one split, by hand: gradients -1.5 -1.5 1.5 1.5 around a mean of 1.5.
  @Test func oneSplitByHand() throws {
    let parameters = BoostingParameters().with {
      $0.trees = 1
      $0.maxDepth = 1
      $0.learningRate = 1
    }
    let model = try BoostedTrees.fit(
      [.numbers([1, 2, 3, 4])], targets: [3, 3, 0, 0], objective: .squared,
      parameters: parameters)
    #expect(model.baseScores == [1.5])
    let tree = model.trees[0]
    #expect(tree.thresholds[0] == 2.5)
    #expect(tree.values[1...] == [1, -1])  // 3 / (2 + lambda)
    #expect(tree.covers == [4, 2, 2])
    #expect(tree.gains[0] == 6)  // 9/3 + 9/3 - 0
  }

  @Test func missingValuesGoWhereTheyFit() throws {
    let values: [Float] = [1, 2, 3, 4, .nan, .nan]
    for (target, isLeft) in [(0.0, true), (10.0, false)] {
      let model = try BoostedTrees.fit(
        [.numbers(values)], targets: [0, 0, 10, 10, target, target], objective: .squared,
        parameters: .small.with { $0.maxDepth = 1 })
      #expect(model.trees[0].isMissingLeft[0] == isLeft)
    }
    let onlyMissing = try BoostedTrees.fit(
      [.numbers([1, 1, 1, .nan, .nan, .nan])], targets: [0, 0, 0, 5, 5, 5], objective: .squared,
      parameters: .small.with { $0.trees = 30 })
    let answers = try onlyMissing.predict([.numbers([1, .nan, -9])])
    #expect(abs(answers[0]) < 0.1 && abs(answers[1] - 5) < 0.1 && answers[2] == answers[0])
  }

  @Test(arguments: [3, 40]) func categoriesAreSets(levels: Int) throws {
    let codes = (0..<2000).map { Int32($0 * 7919 % levels) }
    let targets = codes.map { $0 * 13 % 5 < 2 ? 1.0 : 0 }
    let model = try BoostedTrees.fit(
      [.categories(codes)], targets: targets, objective: .squared,
      parameters: .small.with {
        $0.maxDepth = 1
        $0.trees = 60
      })
    let predicted = try model.predict([.categories(codes)])
    let error = zip(predicted, targets).map { abs($0 - $1) }.max() ?? 1
    #expect(error < 0.05)
    let unseen = try model.predict([.categories([-1, 99])])
    #expect(unseen.allSatisfy { (-0.1...1.1).contains($0) })
  }

  @Test func stoppingEarlyKeepsTheBestRound() throws {
    let sample = BoostingSample(rows: 400)
    let matrix = try BinnedMatrix(sample.columns)
    let targets = sample.targets(.logistic)
    var random = SeededRandom(seed: 8)
    let noise = targets.map { random.uniform() < 0.35 ? 1 - $0 : $0 }
    let parameters = BoostingParameters.small.with {
      $0.trees = 300
      $0.earlyStoppingRounds = 5
    }
    let model = try BoostedTrees.fit(
      BoostingRows(matrix, targets: noise), objective: .logistic, parameters: parameters,
      validation: BoostingRows(matrix, targets: targets))
    let losses = model.validationLosses
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(model.rounds == best + 1)
    #expect(losses.count == best + 6)
    #expect(losses.count < 300)
  }

  @Test(arguments: [Objective.squared, .logistic, .softmax(classes: 4)])
  func goingOnIsNotStopping(objective: Objective) throws {
    let sample = BoostingSample(rows: 300)
    let targets = sample.targets(objective)
    let first = try sample.fit(objective)
    let more = try BoostedTrees.fit(
      sample.columns, targets: targets, objective: objective, parameters: .small,
      continuing: first)
    #expect(more.rounds == 16)
    #expect(Array(more.trees.prefix(first.trees.count)) == first.trees)
    let whole = try sample.fit(objective, .small.with { $0.trees = 16 })
    let pairs = zip(try more.scores(sample.columns), try whole.scores(sample.columns))
    let worst = pairs.map { abs($0 - $1) }.max() ?? 1
    #expect(worst < 0.3)
    #expect(throws: BoostingError.self) {
      try BoostedTrees.fit(
        sample.columns, targets: sample.scores, objective: .absolute, continuing: first)
    }
  }

  @Test func columnsInAnotherOrderAnswerTheSame() throws {
    let sample = BoostingSample(rows: 400)
    let model = try sample.fit(.squared)
    let turned = try BoostedTrees.fit(
      sample.columns.reversed(), targets: sample.scores, objective: .squared,
      parameters: .small, parallel: .serial)
    let pairs = zip(
      try model.predict(sample.columns), try turned.predict(sample.columns.reversed()))
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 })
  }
}
