import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct NumberMetricsTests {
  private let tolerance = 1e-12

  @Test func thereAreCases() { #expect(MetricOracle.cases("numbers").count == 6) }

  @Test(arguments: MetricOracle.cases("numbers")) func asInScikitLearn(_ item: MetricOracle) throws
  {
    let (truth, predicted) = (item.numbers("truth"), item.numbers("predicted"))
    let weights = item.numbers("weights")
    let metrics = try #require(try RegressionMetrics(predicted, truth: truth, weights: weights))
    let pinball = try IntervalMetrics.pinball(
      predicted, actual: truth, quantile: 0.2, weights: weights)
    let crps = IntervalMetrics.crps(samples: item.numbers("samples"), actual: 0.4)
    for (name, value) in [
      ("mae", metrics.mae), ("rmse", metrics.rmse), ("r2", metrics.r2), ("mape", metrics.mape),
      ("largest", metrics.largestError), ("pinball", pinball), ("crps", crps),
    ] {
      #expect(isClose(try #require(value), try item.number(name), within: tolerance), "\(name)")
    }
  }

  @Test func forecastsAreMeasuredTheSameWay() throws {
    let (actual, forecast) = ([1.0, 4, 2, .nan], [2.0, 2, 2, 1])
    let a = try #require(
      ForecastMetrics(actual: actual, forecast: forecast, scale: 2, squaredScale: 4))
    let b = try #require(
      try RegressionMetrics(Array(forecast.dropLast()), truth: Array(actual.dropLast())))
    #expect(a.mae == b.mae && a.rmse == b.rmse && a.mape == b.mape && a.bias == b.bias)
    #expect(isClose(try #require(a.rmsse), (5.0 / 3 / 4).squareRoot(), within: tolerance))
    #expect(isClose(a.smape, (2.0 / 3 + 4.0 / 6) / 3, within: tolerance))
    #expect(ForecastMetrics.squaredSeasonalScale([1, 5, 2, 9], period: 2) == 17.0 / 2)
  }

  @Test func intervalsByHand() throws {
    let (lower, upper, actual) = ([0.0, 0, 0, 0], [2.0, 2, 2, .nan], [1.0, 2, 4, 1])
    #expect(
      try IntervalMetrics.coverage(lower: lower, upper: upper, actual: actual) == 2.0 / 3)
    let score = try IntervalMetrics.intervalScore(
      lower: lower, upper: upper, actual: actual, coverage: 0.5)
    #expect(isClose(try #require(score), (2 + 2 + 2 + 2 * 4.0) / 3, within: tolerance))
    #expect(throws: MetricError.badSetting(name: "quantile", expected: "between 0 and 1")) {
      try IntervalMetrics.pinball([1], actual: [1], quantile: 1)
    }
  }

  @Test func quantilesComeNearTheSamples() throws {
    var random = SeededRandom(seed: 4)
    let samples = (0..<999).map { _ in random.normal() }.sorted()
    let levels = (0..<999).map { (Double($0) + 0.5) / 999 }
    let quantiles = try IntervalMetrics.crps(
      quantiles: zip(levels, samples).map { (level: $0, forecast: [$1]) }, actual: [0.7])
    let direct = try #require(IntervalMetrics.crps(samples: samples, actual: 0.7))
    #expect(isClose(try #require(quantiles), direct, within: 1e-3))
    #expect(IntervalMetrics.crps(samples: [], actual: 1) == nil)
  }
}
