import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

/// Known answers on Online Shoppers, where it is there.
@Suite(.enabled(if: RealData.isThere, "ECOMML_REAL_DATA is not set")) struct OnlineShoppersTests {
  private func table() throws -> Table {
    let table = try TableReader.read(RealData.path("online_shoppers_intention.csv")).table
    let copies = Set(table.repeatedRows())
    #expect(copies.count == 125)
    return table.selecting(rows: (0..<table.rowCount).filter { !copies.contains($0) })
  }

  private func split(_ rows: Int) throws -> Fold {
    let test = try #require(try Oracle.read("online_shoppers.json")["test"]?.integers)
    let isTest = Set(test)
    return Fold(training: (0..<rows).filter { !isTest.contains($0) }, test: test)
  }

  /// The columns of the plain pipeline: all numbers, and three made of six.
  private func plain(_ table: Table) -> Table {
    func numbers(_ name: String) -> [Double] { table[name]?.values.doubles ?? [] }
    func sum(_ names: [String]) -> [Double] {
      names.map(numbers).reduce([Double](repeating: 0, count: table.rowCount)) {
        zip($0, $1).map(+)
      }
    }
    let kinds = ["Administrative", "Informational", "ProductRelated"]
    let pages = sum(kinds)
    let duration = sum(kinds.map { $0 + "_Duration" })
    let own = table.columns.filter { $0.name != "Revenue" }.map { column in
      column.values.doubles.map { Column(column.name, .numbers($0)) } ?? column
    }
    return Table(
      own + [
        Column("pages", .numbers(pages)), Column("duration", .numbers(duration)),
        Column("each", .numbers(zip(duration, pages).map { $0 / ($1 + 1) })),
      ])
  }

  @Test func thePlainPipelineReachesTheOptimum() throws {
    let oracle = try Oracle.read("online_shoppers.json")
    let all = try table()
    let fold = try split(all.rowCount)
    let labels = try #require(all["Revenue"]?.values.doubles).map { Int($0) }
    let columns = plain(all)
    let training = columns.selecting(rows: fold.training)
    let trainingLabels = fold.training.map { labels[$0] }
    let (preparation, features) = try PreparationRecipe(steps: [.scaling, .oneHot]).fit(
      training, FittingRows(labels: trainingLabels, classes: 2, seed: 1), parallel: Parallel())
    var settings = ClassSettings()
    settings.logistic = LogisticParameters(
      inverseStrength: try #require(oracle["strength"]?.double))
    settings.logistic.tolerance = 1e-10
    let learner = try LogisticClassifier.fit(
      ClassExamples(features: features, labels: trainingLabels, classes: 2, weights: []),
      settings: settings, parallel: Parallel())
    let judged = JudgedRows(
      heldOut: try FittedClassifier(preparation: preparation, learner: learner)
        .probabilities(columns.selecting(rows: fold.test), parallel: Parallel()),
      labels: fold.test.map { labels[$0] })
    for metric in [ClassMetric.rocAUC, .prAUC, .brier] {
      let expected = try #require(oracle[metric.rawValue]?.double)
      #expect(isClose(try #require(try metric.value(judged)), expected, within: 1e-6))
    }
    let slopes = learner.model.coefficients[0]
    let exits = try #require(features.names.firstIndex(of: "ExitRates"))
    let values = try #require(features.names.firstIndex(of: "PageValues"))
    #expect(isClose(slopes[exits], try #require(oracle["exit_rates"]?.double), within: 1e-5))
    #expect(isClose(slopes[values], try #require(oracle["page_values"]?.double), within: 1e-5))
    #expect(
      isClose(
        learner.model.intercepts[0], try #require(oracle["intercept"]?.double), within: 1e-5))
    try checkThresholds(judged)
  }

  /// The table that others found for this pipeline.
  private func checkThresholds(_ judged: JudgedRows) throws {
    let known = [
      (0.1, 0.460, 0.322, 0.948), (0.2, 0.188, 0.591, 0.712), (0.3, 0.120, 0.703, 0.539),
      (0.4, 0.093, 0.752, 0.445), (0.5, 0.070, 0.779, 0.351),
    ]
    for (threshold, flagged, precision, recall) in known {
      let counts = try Confusion(
        judged.chances, isPositive: judged.isPositive, threshold: threshold)
      #expect(abs(counts.flaggedShare - flagged) < 0.0015)
      #expect(abs(counts.precision - precision) < 0.003)
      #expect(abs(counts.recall - recall) < 0.003)
    }
  }

  @Test func untunedBoostingPassesTheBestKnown() throws {
    let all = try table()
    let fold = try split(all.rowCount)
    var wishes = ClassInput.Wishes()
    wishes.target = "Revenue"
    let data = try ClassInput(all, wishes: wishes, rejectedRows: 0).data
    let model = try ClassifierRecipe(kind: .boosting, settings: ClassSettings())
      .fit(data.selecting(fold.training), parallel: Parallel())
    let test = data.selecting(fold.test)
    let judged = JudgedRows(
      heldOut: try model.probabilities(test.table, parallel: Parallel()), labels: test.labels)
    #expect(try #require(try ClassMetric.rocAUC.value(judged)) > 0.9346)
    #expect(try #require(try ClassMetric.prAUC.value(judged)) > 0.7503)
    #expect(try #require(try ClassMetric.brier.value(judged)) < 0.0696)
  }
}
