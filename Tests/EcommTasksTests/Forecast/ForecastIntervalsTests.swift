import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ForecastIntervalsTests {
  private func errors(_ origins: Int, _ steps: Int, seed: UInt64 = 1) -> [[Double]] {
    var random = SeededRandom(seed: seed)
    return (0..<origins).map { _ in (0..<steps).map { Double($0 + 1) * random.normal() } }
  }

  @Test func widenWithTheDistance() {
    let intervals = ForecastIntervals(errors: errors(40, 14), level: 0.8)
    let widths = (0..<30).map { intervals.halfWidth($0) }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(widths[13] > 3 * widths[0])
    #expect(isClose(widths[27], widths[13] * 2.0.squareRoot(), within: 1e-12))
  }

  /// Errors of new origins lie inside as often as promised.
  @Test(arguments: [0.8, 0.95]) func holdWhatTheyPromise(_ level: Double) throws {
    let intervals = ForecastIntervals(errors: errors(60, 7), level: level)
    let new = errors(400, 7, seed: 2)
    let inside = new.flatMap { row in
      row.enumerated().map { abs($1) <= intervals.halfWidth($0) }
    }
    let share = Double(inside.count { $0 }) / Double(inside.count)
    #expect(abs(share - level) < 0.04)
    let told = try #require(ForecastIntervals.coverage(errors: errors(60, 7), level: level))
    #expect(abs(told - level) < 0.04)
  }

  @Test func aSeasonIsFoundByTheModelsThatKnowOne() throws {
    var random = SeededRandom(seed: 4)
    let week = [10.0, 12, 14, 13, 18, 25, 5]
    let values = (0..<210).map { week[$0 % 7] + random.normal() }
    var settings = ForecastSettings()
    settings.origins = 10
    settings.models = ["seasonal-naive", "ets", "theta", "additive", "naive"]
    let training = try ForecastTraining.train(
      DailySeries(firstDay: 20_000, values: values),
      data: DataSummary(rows: 210, columns: 2, rejectedRows: 0, fingerprint: ""), schema: [],
      settings: settings)
    #expect(training.leaderboard.last?.name == "naive")
    let mae = try #require(training.leaderboard.first?.metrics.mae)
    #expect(mae < 1.1)
    let improvement = try #require(training.improvement)
    #expect(improvement.share > 0.1 && improvement.pValue < 0.05)
  }

  @Test func aModelThatThereIsNotIsNamed() {
    var settings = ForecastSettings()
    settings.models = ["arima"]
    #expect(
      throws: ForecastError.noSuchModel(
        "arima", nearest: "sarima", all: SeriesLearners.candidates.map(\.name))
    ) {
      try ForecastTraining.train(
        DailySeries(firstDay: 0, values: [Double](repeating: 1, count: 100)),
        data: DataSummary(rows: 0, columns: 0, rejectedRows: 0, fingerprint: ""), schema: [],
        settings: settings)
    }
  }

  /// Nothing to learn: a constant series has a forecast all the same, from a model that is named.
  @Test func aConstantSeriesHasAForecast() throws {
    let training = try ForecastTraining.train(
      DailySeries(firstDay: 0, values: [Double](repeating: 3, count: 100)),
      data: DataSummary(rows: 0, columns: 0, rejectedRows: 0, fingerprint: ""), schema: [],
      settings: ForecastSettings())
    #expect(training.leaderboard[0].metrics.mae == 0)
    #expect(!training.leftOut.isEmpty)
  }
}
