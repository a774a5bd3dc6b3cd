import EcommBase
import Testing

@testable import EcommLearn

/// Optima of the support vector machine, told by what must hold at them.
@Suite struct DualDescentTests {
  private let rowCount = 120
  private let columnCount = 9

  /// Rows with some zeros, and a last column of ones if asked for.
  private func rows(seed: UInt64, withOnes: Bool = false) throws -> SparseRows {
    var random = SeededRandom(seed: seed)
    var (starts, columns, values) = ([0], [Int32](), [Double]())
    for _ in 0..<rowCount {
      for column in 0..<columnCount where random.uniform() < 0.6 {
        columns.append(Int32(column))
        values.append(random.normal())
      }
      if withOnes {
        columns.append(Int32(columnCount))
        values.append(1)
      }
      starts.append(columns.count)
    }
    return try SparseRows(
      columnCount: columnCount + (withOnes ? 1 : 0), starts: starts, columns: columns,
      values: values)
  }

  private func labels(seed: UInt64) -> [Int] {
    var random = SeededRandom(seed: seed + 100)
    return (0..<rowCount).map { $0 < 3 ? $0 : random.below(3) }
  }

  private func parameters(_ c: Double, intercept: Bool) -> SVMParameters {
    var parameters = SVMParameters(inverseStrength: c, fitsIntercept: intercept)
    parameters.tolerance = 1e-8
    parameters.maximumIterations = 1_000_000
    return parameters
  }

  /// w = 2 C Σ weight · side · max(0, 1 - side · margin) · x, where the gradient is zero.
  @Test(arguments: [(1, 0.01), (2, 1), (3, 3)] as [(UInt64, Double)])
  func gradientIsZero(seed: UInt64, c: Double) throws {
    let (data, labels) = (try rows(seed: seed), labels(seed: seed))
    let weights = (0..<rowCount).map { Double($0 % 4) }
    let model = try LinearSVM.fit(
      data, labels: labels, classes: 3, weights: weights,
      parameters: parameters(c, intercept: true))
    #expect(model.convergences.allSatisfy { $0.converged })
    for output in 0..<3 {
      var sums = [Double](repeating: 0, count: columnCount + 1)
      for row in 0..<rowCount {
        let places = data.starts[row]..<data.starts[row + 1]
        let own = model.coefficients[output]
        let margin = places.reduce(model.intercepts[output]) {
          $0 + data.values[$1] * own[Int(data.columns[$1])]
        }
        let side = labels[row] == output ? 1.0 : -1
        let pull = 2 * c * weights[row] * side * max(0, 1 - side * margin)
        for place in places { sums[Int(data.columns[place])] += pull * data.values[place] }
        sums[columnCount] += pull
      }
      for (a, b) in zip(sums, model.coefficients[output] + [model.intercepts[output]]) {
        #expect(abs(a - b) < 1e-6 * (1 + c))
      }
    }
  }

  @Test func interceptIsAColumnOfOnes() throws {
    let labels = labels(seed: 5)
    let own = try LinearSVM.fit(
      rows(seed: 5), labels: labels, classes: 3, parameters: parameters(2, intercept: true))
    let column = try LinearSVM.fit(
      rows(seed: 5, withOnes: true), labels: labels, classes: 3,
      parameters: parameters(2, intercept: false))
    for output in 0..<3 {
      let expected = own.coefficients[output] + [own.intercepts[output]]
      for (a, b) in zip(expected, column.coefficients[output]) { #expect(abs(a - b) < 1e-6) }
    }
  }

  /// A fit that is stopped says so, and how far it was.
  @Test func stoppedEarly() throws {
    var few = parameters(10, intercept: true)
    few.maximumIterations = 2
    let model = try LinearSVM.fit(
      rows(seed: 6), labels: labels(seed: 6), classes: 3, parameters: few)
    #expect(model.convergences.allSatisfy { !$0.converged && $0.gradientNorm > 1e-8 })
  }
}
