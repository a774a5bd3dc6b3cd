import EcommBase
import Testing

@testable import EcommLearn

/// Columns that are sums of others have no error of their own; all others keep theirs.
@Suite struct CollinearErrorsTests {
  private static let rows = 300

  private struct Sample {
    var columns: [[Double]]
    var labels: [Int]

    init() {
      var random = SeededRandom(seed: 4)
      columns = (0..<3).map { _ in (0..<rows).map { _ in random.normal() * 5 + 2 } }
      labels = []
      for row in 0..<rows {
        let sum = 0.2 * columns[0][row] - 0.1 * columns[1][row] + 2 * random.normal()
        labels.append(sum > 0 ? 1 : 0)
      }
    }

    func errors(_ parameters: LogisticParameters) throws -> CoefficientErrors {
      let data = try DenseColumns(columns)
      let model = try LogisticRegression.fit(
        data, labels: labels, classes: 2, parameters: parameters)
      return try #require(try model.errors(data, labels: labels, parameters: parameters))
    }
  }

  private let free = LogisticParameters(inverseStrength: nil)

  @Test func aSumOfTwoColumns() throws {
    var sample = Sample()
    let before = try sample.errors(free)
    sample.columns.append((0..<Self.rows).map { 2 * sample.columns[0][$0] - sample.columns[1][$0] })
    let errors = try sample.errors(free)
    #expect(errors.inseparableColumns == [0, 1, 3])
    #expect(errors.rows.map { $0.standardError == nil } == [true, true, false, true, false])
    for (a, b) in [(2, 2), (3, 4)] {
      let own = try #require(errors.rows[b].standardError)
      let alone = try #require(before.rows[a].standardError)
      #expect(abs(own / alone - 1) < 1e-5)
    }
    #expect(errors.rows[0].pValue == nil && errors.rows[0].oddsUpper == nil)
  }

  /// One column for each of two kinds, and an intercept.
  @Test func kindsThatSumToOne() throws {
    var sample = Sample()
    let kind = (0..<Self.rows).map { Double($0 % 2) }
    sample.columns += [kind, kind.map { 1 - $0 }]
    let errors = try sample.errors(free)
    #expect(errors.inseparableColumns == [3, 4])
    #expect(errors.rows.last?.column == nil && errors.rows.last?.standardError == nil)
  }

  @Test func aPenaltyTellsThemApart() throws {
    var sample = Sample()
    sample.columns.append(sample.columns[0])
    let errors = try sample.errors(LogisticParameters(inverseStrength: 1))
    #expect(errors.inseparableColumns == [])
    #expect(errors.rows.allSatisfy { ($0.standardError ?? 0) > 0 })
  }
}
