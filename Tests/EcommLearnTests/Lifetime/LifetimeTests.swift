import EcommBase
import EcommTestKit
import Testing

@testable import EcommLearn

@Suite struct LifetimeTests {
  private let model = PurchaseModel(r: 0.8, alpha: 20, a: 1.2, b: 2.5, logLikelihood: -1)

  @Test func theGradientIsThatOfTheLikelihood() throws {
    let history = try PurchaseHistory(
      repeats: [0, 0, 1, 4, 9, 2], lastRepeat: [0, 0, 20, 90, 300, 5],
      age: [30, 200, 100, 100, 365, 365])
    let likelihood = PurchaseLikelihood(DistinctHistories(history), unit: 365)
    Self.check(likelihood.value, likelihood.gradient, at: [0.1, -1, 0.3, 0.8])
    let spending = SpendingLikelihood(counts: [1, 4, 9], means: [0.5, 1.2, 3])
    Self.check(spending.value, spending.gradient, at: [0.7, 1, 0.4])
  }

  private static func check(
    _ value: ([Double]) -> Double, _ gradient: ([Double]) -> [Double], at point: [Double]
  ) {
    let slopes = gradient(point)
    for place in point.indices {
      var (up, down) = (point, point)
      up[place] += 1e-5
      down[place] -= 1e-5
      #expect(abs(slopes[place] - (value(up) - value(down)) / 2e-5) < 1e-7)
    }
  }

  @Test func digammaIsTheSlopeOfLogGamma() {
    #expect(abs(GammaFunction.digamma(1) + 0.5772156649015329) < 1e-12)
    #expect(abs(GammaFunction.digamma(0.5) + 1.9635100260214235) < 1e-12)
    #expect(abs(GammaFunction.digamma(100) - 4.600161852738087) < 1e-12)
  }

  @Test func whoBoughtLatelyBuysAgain() {
    func expected(_ repeats: Int, _ last: Double) -> Double {
      model.expectedPurchases(in: 90, repeats: repeats, lastRepeat: last, age: 365)
    }
    #expect(expected(5, 350) > expected(5, 100))
    #expect(expected(5, 350) > expected(1, 350))
    #expect(model.expectedPurchases(in: 0, repeats: 5, lastRepeat: 9, age: 10) == 0)
  }

  /// At a = 1 the formula is 0/0.
  @Test func theFormulaHasNoHoles() {
    func at(_ a: Double, _ b: Double) -> Double {
      PurchaseModel(r: 0.8, alpha: 20, a: a, b: b, logLikelihood: 0)
        .expectedPurchases(in: 90, repeats: 0, lastRepeat: 0, age: 50)
    }
    #expect(isClose(at(1, 2), (at(1.001, 2) + at(0.999, 2)) / 2, within: 1e-4))
    #expect(isClose(at(0.4, 0.6), (at(0.4, 0.601) + at(0.4, 0.599)) / 2, within: 1e-4))
  }

  @Test func itTakesSomeWhoCameBack() throws {
    let history = try PurchaseHistory(
      repeats: [Int](repeating: 0, count: 50), lastRepeat: [Double](repeating: 0, count: 50),
      age: [Double](repeating: 100, count: 50))
    #expect(throws: LifetimeError.fewReturned(count: 0, needed: 10)) {
      try PurchaseModel.fit(history)
    }
  }

  @Test(arguments: [
    ([1], [5.0], [4.0]), ([-1], [0], [4]), ([0], [1], [4]), ([1], [.nan], [4]),
    ([1], [1], [.infinity]),
  ])
  func impossibleHistoriesAreRefused(_ history: ([Int], [Double], [Double])) {
    #expect(throws: LifetimeError.impossibleHistory(row: 0)) {
      try PurchaseHistory(repeats: history.0, lastRepeat: history.1, age: history.2)
    }
  }

  @Test func theyAreReadBackAsTheyWereWritten() throws {
    let own = try PurchaseModel(JSONFields(model.json, file: "m", path: ""))
    #expect(own == model)
    let spending = SpendingModel(p: 6, q: 4, v: 15, correlation: 0.1)
    #expect(try SpendingModel(JSONFields(spending.json, file: "m", path: "")) == spending)
    for name in ["r", "alpha", "a", "b"] {
      var json = try #require(model.json.object)
      json[name] = -1
      #expect(throws: FieldError.self) {
        try PurchaseModel(JSONFields(.object(json), file: "m", path: ""))
      }
    }
  }
}
