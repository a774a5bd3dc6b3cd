import EcommBase
import EcommTestKit
import Testing

@testable import EcommLearn

/// SciPy's answers to the same formulas.
@Suite struct LifetimeOracleTests {
  private let oracle = Result { try Oracle.read("lifetime.json") }

  private func numbers(_ name: String) throws -> [Double] {
    try #require(try oracle.get()[name]?.doubles)
  }

  private func history() throws -> PurchaseHistory {
    try PurchaseHistory(
      repeats: numbers("repeats").map { Int($0) }, lastRepeat: numbers("last"),
      age: numbers("age"))
  }

  /// The surface is flat at its top: parameters agree to fewer digits than the likelihood.
  @Test func purchasesHaveTheSameLikelihood() throws {
    let model = try PurchaseModel.fit(history())
    let likelihood = try #require(try oracle.get()["log_likelihood"]?.double)
    #expect(isClose(model.logLikelihood, likelihood, within: 1e-8))
    for (own, theirs) in zip([model.r, model.alpha, model.a, model.b], try numbers("purchases")) {
      #expect(abs(own / theirs - 1) < 1e-3, "\(own) \(theirs)")
    }
  }

  @Test func expectationsFollowTheFormula() throws {
    let own = try numbers("purchases")
    let model = PurchaseModel(
      r: own[0], alpha: own[1], a: own[2], b: own[3], logLikelihood: 0)
    let cases = try #require(try oracle.get()["cases"]?.array).compactMap(\.doubles)
    let (expected, alive) = try (numbers("expected"), numbers("alive"))
    #expect(cases.count == expected.count)
    for (place, history) in cases.enumerated() {
      let count = model.expectedPurchases(
        in: 90, repeats: Int(history[0]), lastRepeat: history[1], age: history[2])
      #expect(isClose(count, expected[place], within: 1e-9))
      let chance = model.chanceAlive(
        repeats: Int(history[0]), lastRepeat: history[1], age: history[2])
      #expect(isClose(chance, alive[place], within: 1e-12))
    }
  }

  @Test func spendingHasTheSameOptimum() throws {
    let model = try SpendingModel.fit(
      repeats: history().repeats, means: numbers("means"))
    for (own, theirs) in zip([model.p, model.q, model.v], try numbers("spending")) {
      #expect(abs(own / theirs - 1) < 2e-3, "\(own) \(theirs)")
    }
    let cases = try #require(try oracle.get()["spending_cases"]?.array).compactMap(\.doubles)
    for (known, mean) in zip(cases, try numbers("spending_means")) {
      let expected = try #require(model.expectedMean(repeats: Int(known[0]), mean: known[1]))
      #expect(abs(expected / mean - 1) < 2e-3)
    }
  }

  @Test func theUnitOfTimeDoesNotMatter() throws {
    let days = try history()
    let hours = try PurchaseHistory(
      repeats: days.repeats, lastRepeat: days.lastRepeat.map { $0 * 24 },
      age: days.age.map { $0 * 24 })
    let (a, b) = (try PurchaseModel.fit(days), try PurchaseModel.fit(hours))
    let case1 = a.expectedPurchases(in: 90, repeats: 3, lastRepeat: 90, age: 100)
    let case2 = b.expectedPurchases(in: 90 * 24, repeats: 3, lastRepeat: 90 * 24, age: 100 * 24)
    #expect(isClose(case1, case2, within: 1e-6))
  }
}
