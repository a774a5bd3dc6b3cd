import EcommBase
import Testing

@testable import EcommLearn

/// The flat forest and the binned training agree with the plain walk.
@Suite struct FlatForestTests {
  @Test(
    arguments: [
      BoostingParameters.small,
      .small.with { $0.maxDepth = 1 },
      .small.with {
        $0.maxDepth = 0
        $0.maxLeaves = 60
        $0.minimumChildWeight = 0
      },
    ], [0, 6])
  func equalsThePlainWalk(parameters: BoostingParameters, categories: Int) throws {
    let sample = BoostingSample(rows: 777, categories: categories)
    let model = try sample.fit(.squared, parameters)
    let scores = try model.scores(sample.columns)
    for row in 0..<sample.rows {
      let values = sample.columns.map { $0.float(row) }
      #expect(ReferenceWalk.scores(model, values) == [scores[row]])
    }
  }

  @Test func valuesNeverSeenFindTheirWay() throws {
    let sample = BoostingSample(rows: 500)
    let model = try sample.fit(.squared, .small.with { $0.maxDepth = 5 })
    let odd: [Float] = [
      .infinity, -.infinity, .nan, 0, -0.0, 1e30, -1e30, .leastNonzeroMagnitude, 99, 3.5,
    ]
    for value in odd {
      let row = [Float](repeating: value, count: sample.columns.count)
      let plain = ReferenceWalk.scores(model, row)
      #expect(try model.scores(row, rows: 1) == plain)
    }
  }

  /// Scores kept during training are those of the model: no row takes another way through bins.
  @Test(arguments: [0.4, 1]) func trainingEndsWhereThePredictionIs(share: Double) throws {
    let sample = BoostingSample(rows: 900)
    let targets = sample.targets(.squared)
    let matrix = try BinnedMatrix(sample.columns)
    let rows = BoostingRows(matrix, targets: targets)
    let model = try BoostedTrees.fit(
      rows, objective: .squared, parameters: .small.with { $0.rowSample = share },
      validation: rows)
    let scores = try model.scores(sample.columns)
    let loss = zip(scores, targets).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / 2 }
    let last = try #require(model.validationLosses.last)
    #expect(abs(last - loss / Double(sample.rows)) < 1e-12)
  }

  @Test func refusesOtherColumns() throws {
    let model = try BoostingSample(rows: 50).fit(.squared)
    #expect(throws: BoostingError.featureCount(2, expected: 6)) {
      try model.predict([.numbers([1]), .numbers([2])])
    }
    #expect(throws: BoostingError.self) { try model.predict([1, 2, 3], rows: 1) }
  }
}
