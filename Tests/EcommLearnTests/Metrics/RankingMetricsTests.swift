import EcommBase
import EcommLearn
import EcommTestKit
import Testing

/// scikit-learn's values on random scores with ties and weights. The tolerance is that of another
/// order of the same sums.
@Suite struct RankingMetricsTests {
  private let tolerance = 1e-12

  struct Case: Sendable, CustomTestStringConvertible {
    let json: JSON
    let scores: [Double]
    let truth: [Bool]
    let weights: [Double]
    var testDescription: String { "seed \(json["seed"]?.integer ?? -1)" }
    func expected(_ name: String) throws -> Double { try #require(json[name]?.double) }
  }

  static let cases: [Case] = {
    let all = (try? Oracle.read("ranking_metrics.json"))?["cases"]?.array ?? []
    return all.compactMap { json in
      guard let scores = json["scores"]?.doubles, let truth = json["truth"]?.integers,
        let weights = json["weights"]?.doubles
      else { return nil }
      return Case(json: json, scores: scores, truth: truth.map { $0 == 1 }, weights: weights)
    }
  }()

  @Test func thereAreCases() { #expect(Self.cases.count == 12) }

  @Test(arguments: cases) func curves(of case: Case) throws {
    let ranking = try Ranking(`case`.scores, isPositive: `case`.truth, weights: `case`.weights)
    let roc = try #require(ranking.rocAUC)
    let precision = try #require(ranking.averagePrecision)
    #expect(isClose(roc, try `case`.expected("roc_auc"), within: tolerance))
    #expect(isClose(precision, try `case`.expected("average_precision"), within: tolerance))
  }

  @Test(arguments: cases) func probabilities(of case: Case) throws {
    let metrics = try #require(
      try ProbabilityMetrics(`case`.scores, isPositive: `case`.truth, weights: `case`.weights))
    #expect(isClose(metrics.logLoss, try `case`.expected("log_loss"), within: tolerance))
    #expect(isClose(metrics.brier, try `case`.expected("brier"), within: tolerance))
  }

  @Test(arguments: cases) func decisions(of case: Case) throws {
    let confusion = try Confusion(
      `case`.scores, isPositive: `case`.truth, threshold: 0.5, weights: `case`.weights)
    let counts = [
      confusion.truePositives, confusion.falsePositives, confusion.trueNegatives,
      confusion.falseNegatives,
    ]
    let expected = try #require(`case`.json["confusion"]?.doubles)
    for (a, b) in zip(counts, expected) { #expect(isClose(a, b, within: tolerance)) }
    for (name, value) in [
      ("precision", confusion.precision), ("recall", confusion.recall), ("f1", confusion.f1),
      ("f2", confusion.fScore(beta: 2)), ("balanced_accuracy", confusion.balancedAccuracy),
      ("matthews", confusion.matthews), ("accuracy", confusion.accuracy),
    ] {
      #expect(isClose(value, try `case`.expected(name), within: tolerance), "\(name)")
    }
  }
}

@Suite struct RankingTests {
  @Test func theOrderOfTheInputNeverShows() throws {
    let scores = [0.5, 0.5, 0.9, 0.1, 0.5]
    let truth = [true, false, true, false, false]
    let a = try Ranking(scores, isPositive: truth)
    let b = try Ranking(scores.reversed(), isPositive: truth.reversed())
    #expect(a.steps == b.steps)
    #expect(a.rocAUC == (2 * 3 - 1) / 6.0)
  }

  @Test func gainSharesATieAtTheBorder() throws {
    let ranking = try Ranking([3, 2, 2, 1], isPositive: [true, true, false, false])
    #expect(ranking.gain(at: 0.5) == 0.75)
    #expect(ranking.lift(at: 0.25) == 2)
    #expect(ranking.gain(at: 1) == 1)
  }

  @Test func oneClassHasNoArea() throws {
    #expect(try Ranking([1, 2], isPositive: [true, true]).rocAUC == nil)
    #expect(try Ranking([1, 2], isPositive: [false, false]).averagePrecision == nil)
    #expect(try Ranking([], isPositive: []).rocAUC == nil)
    #expect(try ProbabilityMetrics([], isPositive: []) == nil)
  }

  @Test func refusesWhatHasNoMeaning() {
    #expect(throws: MetricError.differentCounts(scores: 1, labels: 2)) {
      try Ranking([1], isPositive: [true, false])
    }
    #expect(throws: MetricError.badWeights) {
      try Ranking([1, 2], isPositive: [true, false], weights: [1, -1])
    }
    #expect(throws: MetricError.missingScore(row: 1)) {
      try Ranking([1, .nan], isPositive: [true, false])
    }
  }
}
