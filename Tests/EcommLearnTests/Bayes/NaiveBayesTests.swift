import EcommBase
import EcommTestKit
import Glibc
import Testing

@testable import EcommLearn

/// scikit-learn's chances; the tolerance is the rounding of sums in another order.
@Suite struct NaiveBayesOracleTests {
  private struct Case {
    let json: JSON

    var labels: [Int] { json["labels"]?.integers ?? [] }
    var weights: [Double] { json["weights"]?.doubles ?? [] }

    func lists(_ name: String) -> [[Double]] { json[name]?.array?.compactMap(\.doubles) ?? [] }

    func expected(_ kind: String) -> [[Double]] {
      json["expected"]?[kind]?.array?.compactMap(\.doubles) ?? []
    }

    /// The first `count` rows of some kinds of columns.
    func rows(_ kinds: Set<String>, _ count: Int) throws -> BayesRows {
      let numbers = lists("numbers").map { FeatureColumn.doubles(Array($0[..<count])) }
      let codes = lists("categories").map {
        FeatureColumn.categories($0[..<count].map { Int32($0) })
      }
      return try BayesRows(
        (kinds.contains("numbers") ? numbers : [])
          + (kinds.contains("categories") ? codes : []),
        terms: kinds.contains("terms") ? sparse(count) : nil)
    }

    private func sparse(_ count: Int) throws -> SparseRows {
      var (starts, columns, values) = ([0], [Int32](), [Double]())
      for row in lists("terms")[..<count] {
        for (column, value) in row.enumerated() where value != 0 {
          columns.append(Int32(column))
          values.append(value)
        }
        starts.append(columns.count)
      }
      return try SparseRows(columnCount: 6, starts: starts, columns: columns, values: values)
    }
  }

  private static let cases = ((try? Oracle.read("naive_bayes.json"))?["cases"]?.array ?? [])
    .map(Case.init)

  @Test func thereAreCases() { #expect(Self.cases.count == 4) }

  @Test(arguments: 0..<4, ["numbers", "categories", "terms", "all"])
  func chances(index: Int, kind: String) throws {
    let own = try #require(Self.cases.indices.contains(index) ? Self.cases[index] : nil)
    let kinds: Set = kind == "all" ? ["numbers", "categories", "terms"] : [kind]
    let parameters = BayesParameters(
      smoothing: try #require(own.json["smoothing"]?.double),
      varianceFloor: try #require(own.json["variance_floor"]?.double))
    let model = try NaiveBayes.fit(
      own.rows(kinds, own.labels.count), labels: own.labels,
      classes: try #require(own.json["classes"]?.integer), weights: own.weights,
      parameters: parameters)
    let chances = try model.probabilities(own.rows(kinds, 12))
    #expect(own.expected(kind).count == 12)
    for (row, all) in own.expected(kind).enumerated() {
      for (place, chance) in all.enumerated() {
        #expect(isClose(chances[row, place], chance, within: 1e-9))
      }
    }
  }
}

@Suite struct NaiveBayesTests {
  private let labels = [0, 0, 0, 1, 1, 1]

  private func chances(_ columns: [FeatureColumn], of new: [FeatureColumn]) throws -> [Double] {
    try NaiveBayes.fit(BayesRows(columns), labels: labels, classes: 2)
      .probabilities(BayesRows(new)).column(1)
  }

  @Test func whatIsMissingOrNewSpeaksForNoClass() throws {
    let numbers = FeatureColumn.doubles([1, 2, 3, 7, 8, 9])
    let codes = FeatureColumn.categories([0, 0, 1, 1, 1, 1])
    let alone = try chances([numbers], of: [.doubles([4])])
    let beside = try chances(
      [numbers, codes], of: [.doubles([4, 4]), .categories([-1, 7])])
    #expect(beside.allSatisfy { isClose($0, alone[0], within: 1e-12) })
    #expect(try chances([numbers, codes], of: [.doubles([.nan]), .categories([-1])]) == [0.5])
  }

  @Test func aMissingValueIsNotLearnedFrom() throws {
    let gap = try chances([.doubles([1, 2, .nan, 7, 8, 9])], of: [.doubles([4])])
    let without = try NaiveBayes.fit(
      BayesRows([.doubles([1, 2, 7, 8, 9])]), labels: [0, 0, 1, 1, 1], classes: 2)
    // The column is the same; the shares of the classes are not.
    let odds = try without.probabilities(BayesRows([.doubles([4])])).column(1)
      .map { $0 / (1 - $0) * 2 / 3 }
    #expect(isClose(gap[0] / (1 - gap[0]), odds[0], within: 1e-9))
  }

  @Test func aColumnOfOneValueSaysNothingWhateverComes() throws {
    let constant = FeatureColumn.doubles([Double](repeating: 0.1, count: 6))
    let found = try chances([constant], of: [.doubles([0.1, -5, 1e100, .infinity])])
    #expect(found.allSatisfy { $0 == 0.5 })
  }

  @Test func aClassOfOneValueRulesOthersOutNoFurtherThanTheFloor() throws {
    let column = FeatureColumn.doubles([0, 0, 0, 0, 1, 2])
    let model = try NaiveBayes.fit(
      BayesRows([column]), labels: labels, classes: 2,
      parameters: BayesParameters(varianceFloor: 0.5))
    let near = try model.probabilities(BayesRows([.doubles([0.1])])).column(0)[0]
    #expect(near > 0.5 && near < 1)
  }

  @Test func evidenceSumsToTheLogOdds() throws {
    let terms = try SparseRows(
      columnCount: 2, starts: [0, 1, 2, 2, 3, 4, 5], columns: [0, 0, 1, 1, 0],
      values: [1, 2, 1, 0.5, 0.5])
    let rows = try BayesRows(
      [.doubles([1, 2, .nan, 3, 4, 6]), .categories([0, 0, 1, 1, -1, 1])], terms: terms)
    for labels in [[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]] {
      let classes = 1 + (labels.max() ?? 0)
      let model = try NaiveBayes.fit(
        rows, labels: labels, classes: classes, parameters: BayesParameters(varianceFloor: 0.1))
      let evidence = try model.evidence(rows, of: labels)
      let chances = try model.probabilities(rows)
      for (row, own) in labels.enumerated() {
        let score = evidence.parts(ofRow: row).reduce(evidence.base[row]) { $0 + $1.part }
        #expect(isClose(score, odds(Array(chances.row(row)), own), within: 1e-9))
      }
    }
  }

  /// Of more than two classes against the mean of all.
  private func odds(_ chances: [Double], _ own: Int) -> Double {
    let logs = chances.map { log($0) }
    return logs.count == 2
      ? logs[own] - logs[1 - own] : logs[own] - logs.reduce(0, +) / Double(logs.count)
  }

  @Test func theAverageRowIsThatOfTraining() throws {
    let rows = try BayesRows([.doubles([1, 2, 4, 3, 4, 9]), .categories([0, 0, 1, 1, 0, 1])])
    let model = try NaiveBayes.fit(
      rows, labels: labels, classes: 2,
      parameters: BayesParameters(smoothing: 1e-9, varianceFloor: 1e-12))
    let evidence = try model.evidence(rows, of: [1, 1, 1, 1, 1, 1])
    for column in 0..<2 {
      let sum = (0..<6).reduce(0) { $0 + evidence.parts(ofRow: $1)[column].part }
      #expect(isClose(sum, 0, within: 1e-6))
    }
  }

  @Test func refusesWhatItCannotLearnFrom() throws {
    func error(_ rows: @autoclosure () throws -> BayesRows) -> (any Error)? {
      do {
        _ = try NaiveBayes.fit(rows(), labels: labels, classes: 2)
        return nil
      } catch { return error }
    }
    #expect(
      error(try BayesRows([.doubles([1, 2, 3, .infinity, 5, 6])])) as? BayesError
        == .outOfRange(column: 0))
    #expect(
      error(try BayesRows([.categories([0, 1, 2, .max, 4, 5])])) as? BayesError
        == .tooManyCategories(column: 0, limit: 1 << 20))
    let below = try SparseRows(
      columnCount: 1, starts: [0, 1, 1, 1, 1, 1, 1], columns: [0], values: [-1])
    #expect(error(try BayesRows([], terms: below)) as? BayesError == .negativeTerm)
    #expect(error(try BayesRows([.doubles([1])])) is LinearError)
  }

  @Test func refusesColumnsOfAnotherKind() throws {
    let model = try NaiveBayes.fit(
      BayesRows([.doubles([1, 2, 3, 4, 5, 6])]), labels: labels, classes: 2)
    #expect(throws: BayesError.otherKind(column: 0)) {
      try model.probabilities(BayesRows([.categories([0])]))
    }
  }
}
