import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct UncertaintyTests {
  @Test(arguments: MetricOracle.cases("binary")) func deLong(_ item: MetricOracle) throws {
    let (scores, truth) = (item.numbers("scores"), item.isPositive)
    let area = try DeLong(scores, isPositive: truth)
    #expect(isClose(area.area, try item.number("area"), within: 1e-12))
    #expect(isClose(area.area, try Ranking(scores, isPositive: truth).rocAUC ?? 0, within: 1e-12))
    #expect(isClose(area.standardError, try item.number("area_error"), within: 1e-12))
    let p = try DeLong.pValue(scores, item.numbers("other"), isPositive: truth)
    #expect(isClose(p, try item.number("p"), within: 1e-10))
    #expect(try DeLong.pValue(scores, scores, isPositive: truth) == 1)
    let interval = try area.interval(0.9)
    #expect(interval.contains(area.area))
  }

  @Test func oneClassHasNoError() {
    #expect(throws: MetricError.oneClass) { try DeLong([1, 2], isPositive: [true, true]) }
  }

  @Test func bootstrapAgreesWithDeLong() throws {
    var random = SeededRandom(seed: 5)
    let truth = (0..<400).map { _ in random.uniform() < 0.3 }
    let scores = truth.map { random.normal() + ($0 ? 1 : 0) }
    let error = try DeLong(scores, isPositive: truth).standardError
    func interval(_ threads: Int) throws -> Bootstrap? {
      try Bootstrap(rows: 400, repeats: 300, on: Parallel(threads: threads)) {
        try Ranking(scores, isPositive: truth, weights: $0).rocAUC
      }
    }
    let bootstrap = try #require(try interval(1))
    #expect(abs(bootstrap.standardError / error - 1) < 0.2)
    #expect(bootstrap.lower < bootstrap.upper)
    #expect(try interval(3) == bootstrap)
  }

  @Test func groupsAreDrawnWhole() throws {
    let groups = [7, 7, 2, 2, 2, 9]
    let bootstrap = try Bootstrap(rows: 6, groups: groups, repeats: 50) { weights in
      #expect(weights[0] == weights[1] && weights[2] == weights[3] && weights[3] == weights[4])
      return weights.reduce(0, +)
    }
    #expect(bootstrap != nil)
    #expect(try Bootstrap(rows: 0, metric: { _ in 1 }) == nil)
  }
}

@Suite struct ThresholdRuleTests {
  private let scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
  private let truth = [true, true, false, true, false, false]

  private func choose(_ rule: ThresholdRule) throws -> Double? {
    try Ranking(scores, isPositive: truth).threshold(rule)
  }

  @Test func byHand() throws {
    #expect(try choose(.bestF1) == 0.6)
    #expect(try choose(.youden) == 0.8)
    #expect(try choose(.leastCost(falsePositive: 1, falseNegative: 5)) == 0.6)
    #expect(try choose(.leastCost(falsePositive: 5, falseNegative: 1)) == 0.8)
    #expect(try choose(.flagShare(0.5)) == 0.7)
    #expect(try choose(.flagShare(0)) == .infinity)
    #expect(try choose(.precisionAtLeast(0.75)) == 0.6)
    #expect(try choose(.precisionAtLeast(1)) == 0.8)
    #expect(try choose(.recallAtLeast(0.6)) == 0.8)
  }

  @Test func whatCannotBeKeptHasNoThreshold() throws {
    let ranking = try Ranking([0.9, 0.1], isPositive: [false, true])
    #expect(try ranking.threshold(.precisionAtLeast(0.9)) == nil)
    #expect(throws: MetricError.badSetting(name: "share", expected: "from 0 to 1")) {
      try ranking.threshold(.flagShare(2))
    }
  }

  /// The threshold's confusion is the best that any threshold has.
  @Test(arguments: UInt64(1)...8) func noThresholdIsBetter(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let scores = (0..<60).map { _ in Double(random.below(20)) / 20 }
    let truth = scores.map { random.uniform() < $0 }
    let chosen = try #require(try Ranking(scores, isPositive: truth).threshold(.bestF1))
    let best = try Confusion(scores, isPositive: truth, threshold: chosen).f1
    for threshold in scores {
      #expect(try Confusion(scores, isPositive: truth, threshold: threshold).f1 <= best)
    }
  }
}
