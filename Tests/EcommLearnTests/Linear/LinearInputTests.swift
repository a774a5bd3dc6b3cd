import EcommBase
import EcommLearn
import EcommTestKit
import Testing

/// Rows that have no sound model, and what is said about them.
@Suite struct LinearInputTests {
  private let rows = ContractRows(seed: 4, rows: 200)

  private func fit(
    _ rows: ContractRows, c: Double? = 1, weights: [Double] = []
  ) throws -> LogisticRegression {
    try LogisticRegression.fit(
      DenseColumns(rows.columns), labels: rows.labels, classes: 2, weights: weights,
      parameters: LogisticParameters(inverseStrength: c))
  }

  @Test func complaints() throws {
    #expect(throws: LinearError.oneClass) {
      var alone = rows
      alone.labels = alone.labels.map { _ in 1 }
      return try fit(alone)
    }
    #expect(throws: LinearError.notFinite(column: 3, row: 17)) {
      var missing = rows
      missing.columns[3][17] = .nan
      return try fit(missing)
    }
    #expect(throws: LinearError.badLabel(row: 5, label: 2, classes: 2)) {
      var other = rows
      other.labels[5] = 2
      return try fit(other)
    }
    let zeros = [Double](repeating: 0, count: 200)
    #expect(throws: LinearError.noWeight) { try fit(rows, weights: zeros) }
    #expect(throws: LinearError.badWeights) { try fit(rows, weights: [1]) }
    #expect(throws: LinearError.badParameter(name: "C", expected: "a number above 0")) {
      try fit(rows, c: 0)
    }
    #expect(throws: LinearError.noColumns) { try DenseColumns([[Double]]()) }
    #expect(throws: LinearError.unequalColumns(column: 1, count: 1, rows: 2)) {
      try DenseColumns([[1.0, 2], [1]])
    }
    #expect(throws: LinearError.differentColumns(model: 5, data: 1)) {
      try fit(rows).probabilities(DenseColumns([[1.0]]))
    }
    #expect(throws: LinearError.missingValue(row: 0)) {
      try fit(rows).probabilities(ofRow: [1, 2, .nan, 4, 5])
    }
  }

  @Test func separableRowsNeedAPenalty() throws {
    var apart = rows
    apart.columns[0] = apart.labels.map { $0 == 1 ? 1 : -1 }
    #expect(throws: LinearError.separable) { try fit(apart, c: nil) }
    let model = try fit(apart, c: 1)
    #expect(model.convergence.converged && model.coefficients[0][0] > 1)
  }

  @Test func sparseRowsAreChecked() {
    #expect(throws: LinearError.badSparseRow(row: 0)) {
      try SparseRows(columnCount: 3, starts: [0, 2], columns: [1, 1], values: [1, 2])
    }
    #expect(throws: LinearError.badSparseRow(row: 0)) {
      try SparseRows(columnCount: 3, starts: [0, 1], columns: [3], values: [1])
    }
    #expect(throws: LinearError.badSparseRow(row: 0)) {
      try SparseRows(columnCount: 3, starts: [0, 5, 1], columns: [1], values: [1])
    }
    #expect(throws: LinearError.notFinite(column: 1, row: 0)) {
      try SparseRows(columnCount: 3, starts: [0, 1], columns: [1], values: [.nan])
    }
    #expect(throws: LinearError.badSparseRow(row: 0)) {
      try SparseRows(columnCount: 3, starts: [], columns: [], values: [])
    }
  }

  /// A row of weight 2 is the row twice; a row of weight 0 is none.
  @Test func weightsAreCopies() throws {
    let weights = rows.labels.indices.map { Double($0 % 3) }
    let copies = rows.labels.indices.flatMap { [Int](repeating: $0, count: $0 % 3) }
    let (a, b) = (try fit(rows, weights: weights), try fit(rows.selecting(copies)))
    for (x, y) in zip(a.coefficients[0], b.coefficients[0]) {
      #expect(isClose(x, y, within: 1e-7))
    }
  }

  /// Doubles, floats and rows of one matrix are the same numbers, so the same model.
  @Test func theShapeOfTheDataDoesNotShow() throws {
    var whole = rows
    whole.columns = whole.columns.map { $0.map { Double(Float($0)) } }
    let matrix = Matrix(
      rows: 200, columns: 5, values: (0..<200).flatMap { row in whole.columns.map { $0[row] } })
    let models = try [
      DenseColumns(whole.columns), DenseColumns(whole.columns.map { $0.map(Float.init) }),
      DenseColumns(matrix),
    ].map { try LogisticRegression.fit($0, labels: whole.labels, classes: 2) }
    #expect(models[0] == models[1] && models[0] == models[2])
  }

  /// The same optimum from sparse rows as from dense ones.
  @Test(arguments: [2, 3]) func sparseEqualsDense(classes: Int) throws {
    let rows = ContractRows(seed: 6, rows: 150, classes: classes)
    let sparse = try rows.sparse()
    var values = [Double](repeating: 0, count: 150 * 5)
    for row in 0..<150 {
      for place in sparse.starts[row]..<sparse.starts[row + 1] {
        values[row * 5 + Int(sparse.columns[place])] = sparse.values[place]
      }
    }
    let a = try LogisticRegression.fit(sparse, labels: rows.labels, classes: classes)
    let b = try LogisticRegression.fit(
      DenseColumns(Matrix(rows: 150, columns: 5, values: values)), labels: rows.labels,
      classes: classes)
    for (x, y) in zip(a.coefficients.joined(), b.coefficients.joined()) {
      #expect(isClose(x, y, within: 1e-6))
    }
    for (x, y) in zip(a.intercepts, b.intercepts) { #expect(isClose(x, y, within: 1e-6)) }
  }

  @Test func moreColumnsThanRowsConverge() throws {
    let model = try fit(ContractRows(seed: 1, rows: 60, columns: 120))
    #expect(model.convergence.converged && model.convergence.iterations <= 20)
  }

  /// Far from zero, a column is the same column.
  @Test func columnsMayBeFarFromZero() throws {
    var far = rows
    far.columns[0] = far.columns[0].map { $0 + 1e8 }
    let (a, b) = (try fit(far), try fit(rows))
    #expect(isClose(a.coefficients[0][0], b.coefficients[0][0], within: 1e-6))
  }

  /// A million rows are fitted with the curvature of a sample; some thousand stand for them here.
  @Test func aSampleOfTheCurvatureLeadsToTheSameOptimum() throws {
    let rows = ContractRows(seed: 8, rows: 60_000, columns: 3)
    let model = try fit(rows)
    #expect(model.convergence.converged && model.convergence.gradientNorm <= 1e-8)
    #expect(model.convergence.iterations <= 15)
  }
}
