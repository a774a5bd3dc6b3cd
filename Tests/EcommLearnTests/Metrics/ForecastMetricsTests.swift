import EcommLearn
import Testing

@Suite struct ForecastMetricsTests {
  @Test func byHand() throws {
    let metrics = try #require(
      ForecastMetrics(actual: [10, 0, 20, .nan], forecast: [8, 1, 25, 3], scale: 4))
    #expect(metrics.pairs == 3)
    #expect(metrics.mae == 8.0 / 3)
    #expect(metrics.rmse == (30.0 / 3).squareRoot())
    #expect(metrics.mape == (0.2 + 0.25) / 2)
    #expect(metrics.zerosLeftOut == 1)
    #expect(metrics.wape == 8.0 / 30)
    #expect(metrics.mase == 8.0 / 3 / 4)
  }

  @Test func saysNothingWhereThereIsNothingToSay() throws {
    #expect(ForecastMetrics(actual: [.nan], forecast: [1], scale: 1) == nil)
    let zeros = try #require(ForecastMetrics(actual: [0, 0], forecast: [0, 0], scale: 0))
    #expect(zeros.mape == nil && zeros.wape == nil && zeros.mase == nil && zeros.mae == 0)
  }

  @Test func theScaleIsTheSeasonalDifference() {
    #expect(ForecastMetrics.seasonalScale([1, 5, 2, 9], period: 2) == 2.5)
    #expect(ForecastMetrics.seasonalScale([1], period: 2) == 0)
  }
}
