import EcommBase
import Testing

@testable import EcommLearn

/// The same bytes on any number of threads.
@Suite struct BoostingDeterminismTests {
  @Test(arguments: [
    BoostingParameters.small,
    .small.with { $0.maxLeaves = 9 },
    .small.with {
      $0.rowSample = 0.6
      $0.columnSampleByTree = 0.8
      $0.columnSampleByNode = 0.7
    },
  ])
  func threadsDoNotMatter(parameters: BoostingParameters) throws {
    let sample = BoostingSample(rows: 70_000)
    let digests = try [1, 2, 16].map { threads in
      let short = parameters.with { $0.trees = 2 }
      let model = try sample.fit(.logistic, short, threads: threads)
      return SHA256.hex(of: JSONWriter.bytes(model.json))
    }
    #expect(Set(digests).count == 1)
  }

  /// Every objective, with categories, gaps, samples, constraints and a stop on other rows.
  @Test(
    arguments: zip(BoostingSample.objectives, [0, 9, 0, 9, 9, 0, 9, 0, 9, 0]))
  func threadsDoNotMatter(objective: Objective, leaves: Int) throws {
    let sample = BoostingSample(rows: 22_000)
    let rows = BoostingRows(
      try BinnedMatrix(sample.columns), targets: sample.targets(objective),
      weights: (0..<sample.rows).map { Double($0 % 5) })
    let parameters = BoostingParameters.small.with {
      $0.trees = 2
      $0.maxLeaves = leaves
      $0.monotone = [1, 0, 0, -1, 0, 0]
      $0.rowSample = leaves > 0 ? 0.7 : 1
      $0.earlyStoppingRounds = 3
    }
    let digests = try [1, 2, 7].map { threads in
      let model = try BoostedTrees.fit(
        rows, objective: objective, parameters: parameters, validation: rows,
        parallel: Parallel(threads: threads))
      return SHA256.hex(of: JSONWriter.bytes(model.json))
    }
    #expect(Set(digests).count == 1)
  }

  @Test func theSeedMattersOnlyWhereRowsAreDrawn() throws {
    let sample = BoostingSample(rows: 500)
    let drawn = try (0..<2).map { seed in
      try sample.fit(
        .squared,
        .small.with {
          $0.rowSample = 0.5
          $0.seed = UInt64(seed)
        })
    }
    #expect(drawn[0] != drawn[1])
  }

  @Test func theOrderOfRowsInABatchDoesNotMatter() throws {
    let sample = BoostingSample(rows: 333)
    let model = try sample.fit(.softmax(classes: 4))
    let all = try model.predict(sample.columns)
    let parallel = try model.predict(sample.columns, parallel: Parallel(threads: 3))
    #expect(all == parallel)
    for row in [0, 63, 64, 332] {
      let one = try model.predict(row: sample.columns.map { $0.float(row) })
      #expect(one == Array(all[row * 4..<row * 4 + 4]))
    }
  }

  @Test func allInputsGiveTheSame() throws {
    let sample = BoostingSample(rows: 130)
    let model = try sample.fit(.squared)
    let floats = (0..<sample.rows).flatMap { row in sample.columns.map { $0.float(row) } }
    let matrix = Matrix(
      rows: sample.rows, columns: sample.columns.count, values: floats.map(Double.init))
    let scores = try model.scores(sample.columns)
    #expect(try model.scores(floats, rows: sample.rows) == scores)
    #expect(try model.scores(matrix) == scores)
  }
}

extension FeatureColumn {
  func float(_ row: Int) -> Float {
    switch self {
    case .numbers(let values): values[row]
    case .doubles(let values): Float(values[row])
    case .categories(let codes): codes[row] < 0 ? .nan : Float(codes[row])
    }
  }
}
