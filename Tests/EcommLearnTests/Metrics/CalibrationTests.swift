import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct CalibrationTests {
  @Test func thereAreCases() { #expect(MetricOracle.cases("binary").count == 6) }

  @Test(arguments: MetricOracle.cases("binary")) func asInScikitLearn(_ item: MetricOracle) throws {
    let (scores, truth) = (item.numbers("scores"), item.isPositive)
    let weights = item.numbers("weights")
    let isotonic = try IsotonicCalibration.fit(scores, isPositive: truth, weights: weights)
    let platt = try PlattCalibration.fit(scores, isPositive: truth, weights: weights)
    for (place, score) in item.numbers("grid").enumerated() {
      #expect(
        isClose(isotonic.probability(score), item.numbers("isotonic")[place], within: 1e-12))
      // Theirs stops at a gradient of 1e-5 or so.
      #expect(isClose(platt.probability(score), item.numbers("platt")[place], within: 1e-5))
    }
    let curve = try #require(try CalibrationCurve(scores, isPositive: truth))
    for (bin, (observed, foretold)) in zip(
      curve.bins, zip(item.numbers("observed"), item.numbers("foretold")))
    {
      #expect(isClose(bin.observed, observed, within: 1e-12))
      #expect(isClose(bin.foretold, foretold, within: 1e-12))
    }
    #expect(curve.bins.count == item.numbers("observed").count)
  }

  @Test(arguments: MetricOracle.cases("binary")) func murphysPartsAddUp(_ item: MetricOracle) throws
  {
    let (scores, truth) = (item.numbers("scores"), item.isPositive)
    let curve = try #require(
      try CalibrationCurve(
        scores, isPositive: truth, weights: item.numbers("weights"), bins: .distinct))
    let brier = try #require(
      try ProbabilityMetrics(scores, isPositive: truth, weights: item.numbers("weights"))
    ).brier
    #expect(
      isClose(curve.reliability - curve.resolution + curve.uncertainty, brier, within: 1e-12))
  }

  @Test func betaHoldsTheIdentity() throws {
    var random = SeededRandom(seed: 8)
    let p = (0..<20_000).map { _ in 0.02 + 0.96 * random.uniform() }
    let truth = p.map { random.uniform() < $0 }
    let curve = try BetaCalibration.fit(p, isPositive: truth)
    #expect(abs(curve.lowEnd - 1) < 0.1 && abs(curve.highEnd - 1) < 0.1)
    let bent = try BetaCalibration.fit(p.map { $0 * $0 }, isPositive: truth)
    #expect(abs(bent.probability(0.25) - 0.5) < 0.03)
    let bins = try #require(try CalibrationCurve(p, isPositive: truth, bins: .equalCount(8)))
    #expect(bins.bins.count == 8 && bins.expectedError < 0.03)
  }

  /// A falling curve is not in the family: the best one that does not fall is level.
  @Test func betaNeverFalls() throws {
    let p = (1..<100).map { Double($0) / 100 }
    let curve = try BetaCalibration.fit(p, isPositive: p.map { $0 < 0.5 })
    #expect(curve.lowEnd >= 0 && curve.highEnd >= 0)
    #expect(curve.probability(0.9) >= curve.probability(0.1))
  }

  @Test(arguments: Calibration.Kind.allCases) func roundTrip(_ kind: Calibration.Kind) throws {
    let scores = [0.1, 0.4, 0.35, 0.8, 0.7, 0.2]
    let truth = [false, true, false, true, true, false]
    let fitted = try Calibration.fit(kind, scores, isPositive: truth)
    let text = JSONWriter.bytes(fitted.json)
    let read = try Calibration(JSONFields(JSONReader.read(text), file: "m", path: ""))
    #expect(read == fitted)
    for score in scores { #expect(read.probability(score) == fitted.probability(score)) }
  }

  @Test func oneClassIsRefused() {
    for kind in [Calibration.Kind.platt, .beta] {
      #expect(throws: MetricError.oneClass) {
        try Calibration.fit(kind, [0.5, 0.6], isPositive: [true, true])
      }
    }
    #expect(throws: MetricError.oneClass) {
      try IsotonicCalibration.fit([], isPositive: [])
    }
  }
}
