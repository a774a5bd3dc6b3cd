import EcommData
import EcommTasks
import Testing

@Suite struct DailySeriesTests {
  private let day = Timestamp.day

  @Test func sumsByDayAndFillsTheGaps() throws {
    let series = try DailySeries.sums(
      of: [1, 2, 4, .nan, 8],
      at: [3 * day, 3 * day + 5, 6 * day, 6 * day, ColumnValues.missingInteger])
    #expect(series == DailySeries(firstDay: 3, values: [3, 0, 0, 4]))
  }

  @Test func daysBefore1970AreDaysToo() throws {
    #expect(try DailySeries.sums(of: [1], at: [-1]).firstDay == -1)
  }

  @Test func refusesWhatIsNoSeries() {
    #expect(throws: ForecastError.noRows) { try DailySeries.sums(of: [.nan], at: [0]) }
    #expect(throws: ForecastError.self) {
      try DailySeries.sums(of: [1, 1], at: [0, 9000 * 366 * day])
    }
  }
}
