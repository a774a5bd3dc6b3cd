import EcommData
import Testing

@testable import EcommTasks

@Suite struct PeriodTests {
  @Test(arguments: Period.allCases, [-90_000, -25, -1, 0, 1, 11, 12, 89_000])
  func labelsReadBack(_ period: Period, index: Int) {
    // A month is counted from the year 0, all else from 1970.
    let index =
      period == .month ? 24_000 + index / 100 : period == .week ? index / 100 : index
    #expect(period.index(label: period.label(index)) == index)
  }

  @Test func momentsFallIntoTheirPeriod() throws {
    let date = try #require(CivilDate(iso: "2024-12-31"))
    let moment = Timestamp(date: date).microseconds + 13 * 3600 * Timestamp.second
    #expect(Period.hour.label(Period.hour.index(moment)) == "2024-12-31T13:00:00")
    #expect(Period.day.label(Period.day.index(moment)) == "2024-12-31")
    #expect(Period.week.label(Period.week.index(moment)) == "2024-12-30")
    #expect(Period.month.label(Period.month.index(moment)) == "2024-12-01")
  }

  @Test func weeksBeginOnMonday() {
    for index in [-3000, -1, 0, 1, 2900] {
      #expect(CivilDate(days: Period.week.day(index)).weekday == 1)
    }
  }

  @Test(arguments: [
    ("2024-01-01", 1, Period.day), ("2024-01-01", 7, .week), ("2024-01-01", 31, .month),
    ("2024-01-01", 0, .hour),
  ])
  func theUsualGapTellsThePeriod(first: String, days: Int, expected: Period) throws {
    let start = Timestamp(date: try #require(CivilDate(iso: first))).microseconds
    let step = days == 0 ? 3600 * Timestamp.second : Int64(days) * Timestamp.day
    #expect(Period.usual((0..<40).map { start + Int64($0) * step }) == expected)
  }

  @Test func ordersAtAnyMinuteAreDays() {
    let moments = (0..<400).map { Int64($0) * 3_713 * Timestamp.second }
    #expect(Period.usual(moments) == .day)
  }
}
