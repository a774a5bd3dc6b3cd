import EcommBase
import EcommLearn
import EcommTestKit
import Testing

/// scikit-learn's values on random probabilities of several classes, with ties and weights.
@Suite struct ClassMetricsTests {
  private let tolerance = 1e-12

  @Test func thereAreCases() { #expect(MetricOracle.cases("classes").count == 8) }

  @Test(arguments: MetricOracle.cases("classes")) func decisions(of item: MetricOracle) throws {
    let counts = try ClassCounts(
      item.integers("predicted"), truth: item.integers("truth"),
      classes: item.json["classes"]?.integer ?? 0, weights: item.numbers("weights"))
    let table = item.json["table"]?.array?.compactMap(\.doubles) ?? []
    for (a, b) in zip(counts.table.joined(), table.joined()) {
      #expect(isClose(a, b, within: tolerance))
    }
    for (name, value) in [
      ("accuracy", counts.accuracy), ("macro_f1", counts.macroF1),
      ("weighted_f1", counts.weightedF1), ("balanced_accuracy", counts.balancedAccuracy),
      ("macro_precision", counts.macro(\.precision)),
    ] {
      #expect(isClose(value, try item.number(name), within: tolerance), "\(name)")
    }
  }

  @Test(arguments: MetricOracle.cases("classes")) func probabilities(of item: MetricOracle) throws {
    let truth = item.integers("truth")
    let matrix = Matrix(
      rows: truth.count, columns: item.json["classes"]?.integer ?? 0,
      values: item.numbers("probabilities"))
    let weighted = try ClassProbabilities(matrix, truth: truth, weights: item.numbers("weights"))
    let plain = try ClassProbabilities(matrix, truth: truth)
    for (name, value) in [
      ("log_loss", weighted.logLoss), ("top2", weighted.accuracy(top: 2)),
      ("ovr", try weighted.rocAUC()), ("ovr_weighted", try weighted.rocAUC(weighted: true)),
      ("ovo", try plain.pairwiseRocAUC()),
    ] {
      #expect(isClose(try #require(value), try item.number(name), within: tolerance), "\(name)")
    }
  }

  @Test func twoClassesAreTheYesOrNoCase() throws {
    let up = [0.9, 0.2, 0.6, 0.6]
    let truth = [1, 0, 1, 0]
    let both = try ClassProbabilities(
      Matrix(rows: 4, columns: 2, values: up.flatMap { [1 - $0, $0] }), truth: truth)
    let one = try #require(try ProbabilityMetrics(up, isPositive: truth.map { $0 == 1 }))
    #expect(isClose(try #require(both.logLoss), one.logLoss, within: tolerance))
    #expect(isClose(try #require(both.brier), 2 * one.brier, within: tolerance))
    let ranking = try Ranking(up, isPositive: truth.map { $0 == 1 })
    #expect(isClose(try #require(try both.rocAUC()), ranking.rocAUC ?? 0, within: tolerance))
  }

  @Test func refusesWhatHasNoMeaning() throws {
    #expect(throws: MetricError.badClass(row: 1, label: 3, classes: 3)) {
      try ClassCounts([0, 3], truth: [0, 1], classes: 3)
    }
    #expect(throws: MetricError.differentCounts(scores: 1, labels: 2)) {
      try ClassCounts([0], truth: [0, 1], classes: 2)
    }
    let missing = Matrix(rows: 1, columns: 2, values: [.nan, 1])
    #expect(throws: MetricError.missingScore(row: 0)) {
      try ClassProbabilities(missing, truth: [0])
    }
    let alone = try ClassProbabilities(Matrix(rows: 1, columns: 2, values: [0.5, 0.5]), truth: [0])
    #expect(try alone.rocAUC() == nil)
  }
}
