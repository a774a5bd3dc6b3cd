import EcommBase
import EcommLearn
import EcommTestKit
import Testing

/// What no learner likes: an error that says so, or a sound model.
@Suite struct LinearOddRowsTests {
  private let rows = ContractRows(seed: 12, rows: 120)
  private let numbers = (0..<120).map { Double($0 % 7) }

  private func expectSound(
    _ rows: ContractRows, _ parameters: LogisticParameters = LogisticParameters()
  ) throws {
    let data = try DenseColumns(rows.columns)
    let model = try LogisticRegression.fit(
      data, labels: rows.labels, classes: 2, parameters: parameters)
    let chances = try model.probabilities(data).values
    #expect(chances.allSatisfy { (0...1).contains($0) })
    let plain = try LinearRegression.fit(data, target: numbers)
    #expect(try plain.predict(data).allSatisfy { $0.isFinite })
  }

  @Test(arguments: [0, 7, -1e-200, 1e140]) func constantColumns(value: Double) throws {
    var dull = rows
    dull.columns[1] = dull.columns[1].map { _ in value }
    try expectSound(dull)
    dull.columns = dull.columns.map { column in column.map { _ in value } }
    try expectSound(dull)
  }

  @Test(arguments: [1e-150, 1e-30, 1e30, 1e140]) func columnsOfAnySize(scale: Double) throws {
    var odd = rows
    odd.columns[2] = odd.columns[2].map { $0 * scale }
    try expectSound(odd)
  }

  @Test(arguments: [1e-307, 1e-12, 1e12, 1e308]) func penaltiesOfAnySize(c: Double) throws {
    for ratio in [0, 0.5, 1] {
      try expectSound(rows, LogisticParameters(inverseStrength: c, l1Ratio: ratio))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func refusesOddValues(value: Double) throws
  {
    var odd = rows
    odd.columns[2] = odd.columns[2].map { _ in value }
    let data = try DenseColumns(odd.columns)
    #expect(throws: LinearError.notFinite(column: 2, row: 0)) {
      try LogisticRegression.fit(data, labels: odd.labels, classes: 2)
    }
    #expect(throws: LinearError.notFinite(column: 2, row: 0)) {
      try LinearRegression.fit(data, target: numbers)
    }
    var target = numbers
    target[9] = value
    #expect(throws: LinearError.notFiniteTarget(row: 9)) {
      try LinearRegression.fit(DenseColumns(rows.columns), target: target)
    }
  }

  @Test func moreClassesThanRowsLeaveClassesEmpty() throws {
    #expect(throws: LinearError.emptyClass(2)) {
      try LogisticRegression.fit(
        DenseColumns(rows.columns), labels: rows.labels, classes: 100_000)
    }
  }

  @Test(arguments: [1e308, Double.infinity, .nan, -1]) func refusesWeights(weight: Double) throws {
    let weights = [Double](repeating: weight, count: 120)
    let data = try DenseColumns(rows.columns)
    #expect(throws: LinearError.badWeights) {
      try LogisticRegression.fit(data, labels: rows.labels, classes: 2, weights: weights)
    }
    #expect(throws: LinearError.badWeights) {
      try LinearRegression.fit(data, target: numbers, weights: weights)
    }
    #expect(throws: LinearError.badWeights) {
      try LinearSVM.fit(rows.sparse(), labels: rows.labels, classes: 2, weights: weights)
    }
    let isPositive = rows.labels.map { $0 == 1 }
    let scores = numbers.map { $0 / 7 }
    #expect(throws: MetricError.badWeights) {
      try CalibrationCurve(
        scores, isPositive: isPositive, weights: weights, bins: .equalCount(4))
    }
    #expect(throws: MetricError.badWeights) {
      try IntervalMetrics.pinball(scores, actual: numbers, quantile: 0.5, weights: weights)
    }
  }
}
