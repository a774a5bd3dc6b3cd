import EcommBase
import EcommLearn
import EcommTasks
import EcommTestKit
import Testing

@Suite struct ForecastModelTests {
  private func file(
    season: [Double] = [3, 5], level: Double = 0.8, halfWidth: Double = 2,
    last: String? = "2025-12-31"
  ) -> ModelFile {
    ModelFile(
      task: .forecast, learner: "seasonal-naive",
      data: DataSummary(rows: 2, columns: 2, rejectedRows: 0, fingerprint: "", lastDate: last),
      schema: [], settings: .init(), model: ["season": .numbers(season)],
      decision: [
        "intervals": [
          ["level": .number(level), "half_widths": [.number(halfWidth), .number(halfWidth)]]
        ]
      ])
  }

  @Test func goesOnFromTheLastDay() throws {
    let points = try ForecastModel(file(), name: "m").predict(horizon: 3)
    #expect(points.map(\.date) == ["2026-01-01", "2026-01-02", "2026-01-03"])
    #expect(points.map(\.forecast) == [3, 5, 3])
    #expect(points.map(\.lower).prefix(2) == [1, 3] && points.map(\.upper).prefix(2) == [5, 7])
    // Beyond the backtest by the root of the distance.
    #expect(isClose(points[2].upper, 3 + 2 * (1.5).squareRoot(), within: 1e-12))
  }

  @Test func salesAreNeverBelowZero() throws {
    let points = try ForecastModel(file(season: [1, -4]), name: "m").predict(horizon: 2)
    #expect(points.map(\.lower) == [0, 0] && points.map(\.forecast) == [1, 0])
  }

  @Test func refusesWhatIsNoForecast() {
    for bad in [
      file(season: [1e308]), file(season: []), file(level: 1), file(level: 0), file(level: 1e308),
      file(halfWidth: -1), file(halfWidth: 1e308), file(last: "yesterday"), file(last: nil),
    ] {
      #expect(throws: FieldError.self) { try ForecastModel(bad, name: "m") }
    }
  }
}
