import EcommBase
import EcommLearn
import Testing

@testable import EcommTasks

@Suite struct ScoreCurvesTests {
  private let scores: [Double]
  private let labels: [Bool]
  private let curves: ScoreCurves

  init() throws {
    var random = SeededRandom(seed: 5)
    scores = (0..<500).map { _ in Double(random.below(40)) / 40 }
    labels = scores.map { $0 + random.normal() / 3 > 0.6 }
    curves = ScoreCurves(
      try Ranking(scores, isPositive: labels), scores, isPositive: labels,
      names: ["no", "yes"], range: 0...1)
  }

  @Test func everyThresholdIsAsIfCountedAnew() throws {
    for (threshold, counts) in curves.thresholds {
      let anew = try Confusion(scores, isPositive: labels, threshold: threshold)
      #expect(counts == anew)
    }
    #expect(curves.thresholds.count == 101)
  }

  @Test func gainsRiseFromNothingToAll() {
    #expect(curves.gains.first?.gain == 0 && curves.gains.last?.gain == 1)
    #expect(zip(curves.gains, curves.gains.dropFirst()).allSatisfy { $0.gain <= $1.gain })
  }

  @Test func theHistogramHoldsEveryRow() {
    #expect(
      curves.histogram.counts.map { $0.reduce(0, +) } == [
        labels.count { !$0 }, labels.count { $0 },
      ])
  }
}

@Suite struct HistogramTests {
  @Test(
    arguments: [
      [], [.nan], [3], [3, 3], [-1e300, 1e300], [1e16, 1e16 + 2], [0, .infinity],
      [0, .leastNonzeroMagnitude],
    ] as [[Double]])
  func takesAnything(values: [Double]) {
    let histogram = Histogram(values, names: ["rows"])
    #expect(histogram.edges.count == Histogram.usualBins + 1)
    #expect(zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { $0 < $1 })
    #expect(!histogram.edges.contains { !$0.isFinite })
    #expect(histogram.counts[0].reduce(0, +) == values.count { $0.isFinite })
  }

  @Test func rowsWithoutAGroupCountNowhere() {
    let histogram = Histogram([1, 2, 3], groups: [0, -1, 1], names: ["a", "b"], bins: 2)
    #expect(histogram.counts == [[1, 0], [0, 1]])
  }
}

@Suite struct MeanCurveTests {
  @Test func oneFoldIsItself() throws {
    let ranking = try Ranking([4, 3, 2, 1], isPositive: [true, false, true, false])
    let roc = MeanCurve.roc([ranking])
    #expect(roc.first?.0 == 0 && roc.first?.1 == 0.5)
    #expect(roc.last?.0 == 1 && roc.last?.1 == 1)
    #expect(roc[25].1 == 1)
  }

  @Test func foldsOfOneClassAreLeftOut() throws {
    let positives = try Ranking([1, 2], isPositive: [true, true])
    let negatives = try Ranking([1], isPositive: [false])
    #expect(MeanCurve.roc([positives, negatives]).isEmpty)
    #expect(MeanCurve.precisionRecall([negatives]).isEmpty)
  }
}
