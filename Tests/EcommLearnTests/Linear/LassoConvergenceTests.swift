import EcommBase
import Testing

@testable import EcommLearn

/// With a lasso, several classes: the fit ends where no step lowers the loss, and says so.
@Suite struct LassoConvergenceTests {
  private struct Sample {
    var columns: [[Double]] = []
    var labels: [Int] = []

    init(seed: UInt64, rows: Int, count: Int, classes: Int) {
      var random = SeededRandom(seed: seed)
      columns = (0..<count).map { column in
        (0..<rows).map { _ in random.normal() * (column % 3 == 0 ? 20 : 0.5) + 3 }
      }
      let slopes = (0..<classes).map { _ in (0..<count).map { _ in random.normal() } }
      for row in 0..<rows {
        var sums = (0..<classes).map { _ in random.normal() }
        for column in 0..<count {
          let value = (columns[column][row] - 3) / (column % 3 == 0 ? 20 : 0.5)
          for label in 0..<classes { sums[label] += slopes[label][column] * value }
        }
        labels.append(sums.indices.max { sums[$0] < sums[$1] } ?? 0)
      }
      for label in 0..<classes { labels[label] = label }
    }
  }

  @Test(
    arguments: [1, 2, 3, 4] as [UInt64],
    [(0.05, 1), (1, 1), (100, 1), (1, 0.5), (20, 0.1)] as [(Double, Double)])
  func converges(seed: UInt64, strength: (c: Double, ratio: Double)) throws {
    let classes = 3 + Int(seed % 3)
    let sample = Sample(seed: seed, rows: 400, count: 8, classes: classes)
    let parameters = LogisticParameters(inverseStrength: strength.c, l1Ratio: strength.ratio)
    let model = try LogisticRegression.fit(
      DenseColumns(sample.columns), labels: sample.labels, classes: classes,
      parameters: parameters)
    #expect(model.convergence.converged, "\(model.convergence)")
  }

  @Test(arguments: [5, 6] as [UInt64], [1, 0.3]) func sparseConverges(
    seed: UInt64, ratio: Double
  ) throws {
    let sample = Sample(seed: seed, rows: 300, count: 6, classes: 4)
    var values: [Double] = []
    for row in 0..<300 {
      for column in 0..<6 {
        values.append((sample.columns[column][row] - 3) / (column % 3 == 0 ? 20 : 0.5))
      }
    }
    let rows = try SparseRows(
      columnCount: 6, starts: Array(stride(from: 0, through: 1800, by: 6)),
      columns: (0..<1800).map { Int32($0 % 6) }, values: values)
    let model = try LogisticRegression.fit(
      rows, labels: sample.labels, classes: 4,
      parameters: LogisticParameters(inverseStrength: 5, l1Ratio: ratio))
    #expect(model.convergence.converged, "\(model.convergence)")
    #expect(model.convergence.gradientNorm <= 1e-8)
  }
}
