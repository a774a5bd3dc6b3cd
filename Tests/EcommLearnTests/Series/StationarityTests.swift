import EcommBase
import EcommTestKit
import Testing

@testable import EcommLearn

@Suite struct StationarityTests {
  private func noise(_ count: Int, seed: UInt64 = 1) -> [Double] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in random.normal() }
  }

  private func sums(_ values: [Double]) -> [Double] {
    var level = 0.0
    return values.map { step in
      level += step
      return level
    }
  }

  @Test func walksNeedADifference() {
    let noise = noise(300)
    #expect(Stationarity.differences(noise, most: 2) == 0)
    #expect(Stationarity.differences(sums(noise), most: 2) == 1)
    #expect(Stationarity.differences(sums(sums(noise)), most: 2) == 2)
  }

  /// The statistic by its definition, for three values without lags.
  @Test func kpssIsPartialSumsOverVariance() {
    // Errors -2 -1 0 1 2 of the mean: partial sums -2 -3 -3 -2 0.
    #expect(isClose(Stationarity.kpss([1, 2, 3, 4, 5]), 26.0 / (5 * 10), within: 1e-12))
  }

  @Test func strongSeasonsNeedASeasonalDifference() {
    let weak = noise(140)
    let strong = weak.enumerated().map { $1 + Double($0 % 7) * 3 }
    #expect(Stationarity.seasonalDifferences(weak, period: 7) == 0)
    #expect(Stationarity.seasonalDifferences(strong, period: 7) == 1)
    #expect(Stationarity.seasonalDifferences(Array(strong.prefix(15)), period: 7) == 0)
  }

  @Test func gapsAreFilledFromSeasonToSeason() {
    let values = [1.0, 10, 2, .nan, 3, 30, .nan, .nan]
    #expect(Stationarity.filled(values, period: 2) == [1, 10, 2, 20, 3, 30, 3, 30])
    #expect(Stationarity.filled([.nan, 4, .nan, 6, .nan], period: 7) == [4, 4, 5, 6, 6])
  }
}
