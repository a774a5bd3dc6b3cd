import EcommBase
import EcommLearn
import EcommTestKit
import Testing

/// scikit-learn's optima. Both sides stop where the gradient is about 1e-10 and more; the tolerance
/// is what that leaves open in coefficients, relative to their size.
@Suite struct LinearOracleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: String
    let json: JSON
    var testDescription: String { "\(kind) \(json["seed"]?.integer ?? -1)" }

    var x: [[Double]] { json["x"]?.array?.compactMap(\.doubles) ?? [] }
    var weights: [Double] { json["weights"]?.doubles ?? [] }
    var labels: [Int] { json["y"]?.integers ?? [] }
    var strength: Double { json["strength"]?.double ?? .nan }
    var columns: [[Double]] { x[0].indices.map { column in x.map { $0[column] } } }
    var expected: [[Double]] {
      json["coefficients"]?.array?.compactMap(\.doubles) ?? []
    }

    var sparse: SparseRows {
      get throws {
        var (starts, columns, values) = ([0], [Int32](), [Double]())
        for row in x {
          for (column, value) in row.enumerated() where value != 0 {
            columns.append(Int32(column))
            values.append(value)
          }
          starts.append(columns.count)
        }
        return try SparseRows(
          columnCount: x[0].count, starts: starts, columns: columns, values: values)
      }
    }
  }

  static func cases(_ kind: String) -> [Case] {
    ((try? Oracle.read("linear_models.json"))?[kind]?.array ?? []).map {
      Case(kind: kind, json: $0)
    }
  }

  private func parameters(_ case: Case) throws -> LogisticParameters {
    var parameters = LogisticParameters(
      inverseStrength: `case`.json["c"]?.double,
      l1Ratio: try #require(`case`.json["l1_ratio"]?.double),
      fitsIntercept: `case`.json["intercept"]?.bool == true)
    parameters.tolerance = 1e-11
    parameters.maximumIterations = 3000
    return parameters
  }

  @Test func thereAreCases() {
    #expect(Self.cases("logistic").count == 10)
    #expect(Self.cases("regression").count == 6 && Self.cases("svm").count == 3)
  }

  @Test(arguments: cases("logistic")) func dense(_ case: Case) throws {
    let classes = try #require(`case`.json["classes"]?.integer)
    let model = try LogisticRegression.fit(
      DenseColumns(`case`.columns), labels: `case`.labels, classes: classes,
      weights: `case`.weights, parameters: parameters(`case`))
    check(model, `case`)
    let rows = try DenseColumns(Matrix(rows: 5, columns: 4, values: Array(`case`.x[..<5].joined())))
    let probabilities = try model.probabilities(rows)
    let expected = `case`.json["probabilities"]?.array?.compactMap(\.doubles) ?? []
    for row in 0..<5 {
      let single = try model.probabilities(ofRow: `case`.x[row])
      for (index, p) in expected[row].enumerated() {
        #expect(isClose(probabilities[row, index], p, within: 1e-7))
        #expect(isClose(single[index], p, within: 1e-7))
      }
    }
  }

  @Test(arguments: cases("logistic")) func sparse(_ case: Case) throws {
    let classes = try #require(`case`.json["classes"]?.integer)
    // Unscaled columns of very different size are not what sparse fits are for.
    let isScaled = `case`.json["l1_ratio"]?.double ?? 0 > 0
    guard isScaled || `case`.json["c"]?.double == 0.01 else { return }
    let model = try LogisticRegression.fit(
      `case`.sparse, labels: `case`.labels, classes: classes, weights: `case`.weights,
      parameters: parameters(`case`))
    check(model, `case`)
  }

  private func check(_ model: LogisticRegression, _ case: Case) {
    #expect(model.convergence.converged, "\(model.convergence)")
    let scale = `case`.expected.joined().map(\.magnitude).max() ?? 1
    for (own, expected) in zip(model.coefficients, `case`.expected) {
      for (a, b) in zip(own, expected) {
        #expect(abs(a - b) <= 1e-6 * scale, "\(a) \(b)")
      }
    }
    let intercepts = `case`.json["intercepts"]?.doubles ?? []
    let mean = intercepts.count > 1 ? intercepts.reduce(0, +) / Double(intercepts.count) : 0
    for (a, b) in zip(model.intercepts, intercepts) {
      #expect(isClose(a, b - mean, within: 2e-6), "\(a) \(b)")
    }
  }

  @Test(arguments: cases("logistic")) func errorsOfCoefficients(_ case: Case) throws {
    guard let expected = `case`.json["errors"]?.doubles else { return }
    let data = try DenseColumns(`case`.columns)
    let parameters = try parameters(`case`)
    let model = try LogisticRegression.fit(
      data, labels: `case`.labels, classes: 2, weights: `case`.weights, parameters: parameters)
    let errors = try #require(
      try model.errors(
        data, labels: `case`.labels, weights: `case`.weights, parameters: parameters))
    for (row, error) in zip(errors.rows, expected) {
      let own = try #require(row.standardError)
      #expect(isClose(own / error, 1, within: 1e-6))
      let (lower, upper) = (try #require(row.lower), try #require(row.upper))
      #expect(isClose((upper - lower) / error, 2 * 1.959963984540054, within: 1e-6))
    }
  }

  @Test(arguments: cases("regression")) func regressions(_ case: Case) throws {
    let parameters = RegressionParameters(
      strength: `case`.strength, l1Ratio: `case`.json["l1_ratio"]?.double ?? 0,
      fitsIntercept: `case`.json["intercept"]?.bool ?? true)
    let model = try LinearRegression.fit(
      DenseColumns(`case`.columns), target: `case`.json["y"]?.doubles ?? [],
      weights: `case`.weights, parameters: parameters)
    #expect(model.convergence.converged)
    let expected = `case`.json["coefficients"]?.doubles ?? []
    let scale = expected.map(\.magnitude).max() ?? 1
    for (a, b) in zip(model.coefficients, expected) {
      #expect(abs(a - b) <= 1e-7 * scale, "\(a) \(b)")
    }
    #expect(isClose(model.intercept, `case`.json["intercept_value"]?.double ?? .nan, within: 1e-6))
  }

  @Test(arguments: cases("svm")) func machines(_ case: Case) throws {
    var parameters = SVMParameters(
      inverseStrength: `case`.json["c"]?.double ?? 1, fitsIntercept: false)
    parameters.tolerance = 1e-8
    parameters.maximumIterations = 1_000_000
    let classes = `case`.json["classes"]?.integer ?? 0
    let model = try LinearSVM.fit(
      `case`.sparse, labels: `case`.labels, classes: classes, parameters: parameters)
    #expect(!model.convergences.contains { !$0.converged })
    for (own, expected) in zip(model.coefficients.suffix(`case`.expected.count), `case`.expected) {
      for (a, b) in zip(own, expected) { #expect(isClose(a, b, within: 1e-6), "\(a) \(b)") }
    }
  }
}
