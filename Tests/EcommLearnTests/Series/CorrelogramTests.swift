import EcommBase
import Testing

@testable import EcommLearn

@Suite struct CorrelogramTests {
  /// A value follows the last one by 0.7: only the first partial correlation is not chance.
  @Test func partialOnesOfAnAutoregression() {
    var random = SeededRandom(seed: 9)
    var value = 0.0
    let values = (0..<4000).map { _ in
      value = 0.7 * value + random.normal()
      return value
    }
    let plain = SeriesProfile.correlogram(values, lags: 10)
    let partial = SeriesProfile.partial(plain)
    #expect(plain.count == 10 && partial.count == 10)
    #expect(abs(partial[0] - 0.7) < 0.05 && partial[0] == plain[0])
    #expect(partial.dropFirst().allSatisfy { abs($0) < 0.05 })
  }

  @Test func shortAndConstantSeriesHaveNone() {
    #expect(SeriesProfile.correlogram([1, 2], lags: 10).count <= 1)
    #expect(SeriesProfile.correlogram([1, 1, 1, 1, 1, 1], lags: 3).isEmpty)
    #expect(SeriesProfile.partial([]).isEmpty)
    #expect(SeriesProfile.partial([1, 1, 1]).count == 1)
  }
}
