import EcommBase
import EcommLearn
import EcommTasks
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
      decision: ["interval_level": .number(level), "interval_half_width": .number(halfWidth)])
  }

  @Test func goesOnFromTheLastDay() throws {
    let points = try ForecastModel(file(), name: "m").predict(horizon: 3)
    #expect(points.map(\.date) == ["2026-01-01", "2026-01-02", "2026-01-03"])
    #expect(points.map(\.forecast) == [3, 5, 3])
    #expect(points.map(\.lower) == [1, 3, 1] && points.map(\.upper) == [5, 7, 5])
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
