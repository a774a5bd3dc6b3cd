import EcommBase
import Testing

@testable import EcommLearn

@Suite struct PermutationImportanceTests {
  private let sample = BoostingSample(rows: 600, numbers: 4)

  /// The mean squared error with its sign turned.
  private func score(_ targets: [Double]) -> @Sendable ([Double]) -> Double {
    { predictions in
      -zip(predictions, targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        / Double(targets.count)
    }
  }

  private func model() throws -> BoostedTrees {
    try sample.fit(.squared, .small.with { $0.trees = 30 })
  }

  @Test func featuresWithoutSayCountLittle() throws {
    let model = try model()
    let held = BoostingSample(rows: 500, numbers: 4, seed: 2)
    let importance = try model.permutationImportance(
      held.columns, repeats: 6, score: score(held.scores))
    let means = importance.features.map(\.mean)
    #expect(importance.features.allSatisfy { $0.drops.count == 6 && $0.spread > 0 })
    #expect(importance.score == score(held.scores)(try model.predict(held.columns)))
    // The first two numbers and the category decide the target, the others are noise.
    for feature in [0, 1, 4] { #expect(means[feature] > 10 * max(means[2], means[3], 0.001)) }
  }

  @Test func sameForAnyThreadsAndSeedsDiffer() throws {
    let model = try model()
    let of = { (seed: UInt64, threads: Int) in
      try model.permutationImportance(
        sample.columns, repeats: 2, seed: seed, on: Parallel(threads: threads),
        score: score(sample.scores))
    }
    #expect(try of(1, 1) == of(1, 4))
    #expect(try of(1, 1) != of(2, 1))
  }

  /// A feature that no split asks for changes nothing, bit for bit.
  @Test func unusedFeaturesAreNought() throws {
    var columns = sample.columns
    columns.append(.numbers([Float](repeating: 1, count: sample.rows)))
    let model = try BoostedTrees.fit(
      columns, targets: sample.scores, objective: .squared, parameters: .small)
    columns[5] = .numbers((0..<sample.rows).map(Float.init))
    let importance = try model.permutationImportance(
      columns, repeats: 3, score: score(sample.scores))
    #expect(importance.features[5].drops == [0, 0, 0])
    #expect(importance.features[5].spread == 0)
  }

  @Test func refusals() throws {
    let model = try model()
    #expect(throws: BoostingError.parameter("repeats", 0, "from 1 to 10000")) {
      try model.permutationImportance(sample.columns, repeats: 0) { _ in 0 }
    }
    #expect(throws: BoostingError.featureCount(1, expected: 5)) {
      try model.permutationImportance([sample.columns[0]]) { _ in 0 }
    }
  }
}
