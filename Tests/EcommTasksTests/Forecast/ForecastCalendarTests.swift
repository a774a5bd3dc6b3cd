import EcommData
import Testing

@testable import EcommTasks

@Suite struct ForecastCalendarTests {
  private func moments(_ from: String, _ count: Int, _ period: Period = .day) throws -> Moments {
    let day = try #require(CivilDate(iso: from))
    return Moments(
      period: period, start: period.index(Timestamp(date: day).microseconds), count: count,
      regressors: [])
  }

  @Test(arguments: Period.allCases) func columnsAreAsLongAsTheirMoments(_ period: Period) throws {
    let calendar = try ForecastCalendar(countries: ["PL"])
    let ahead = try moments("2024-02-28", 500, period)
    let trees = calendar.treeColumns(ahead)
    #expect(trees.count == ForecastCalendar.treeNames(period).count)
    #expect(trees.allSatisfy { $0.count == 500 && $0.allSatisfy(\.isFinite) })
    let names = calendar.linearNames(ahead)
    #expect(calendar.linearColumns(names, ahead).allSatisfy { $0.count == 500 })
  }

  @Test func knowsHolidaysShopDaysAndPaydays() throws {
    let calendar = try ForecastCalendar(countries: ["pl"])
    let days = try moments("2024-11-01", 60)
    let columns = Dictionary(
      uniqueKeysWithValues: zip(ForecastCalendar.treeNames(.day), calendar.treeColumns(days)))
    #expect(columns["holiday"]?[0] == 1 && columns["holiday"]?[1] == 0)
    #expect(columns["shop day"]?[28] == 1)
    #expect(columns["days to Christmas"]?[53] == 0)
    #expect(columns["payday 10-12"]?[9] == 1)
    let named = calendar.linearColumns(["Black Friday", "All Saints"], days)
    #expect(named[0].firstIndex(of: 1) == 28)
  }

  /// A day that came once cannot be told from chance.
  @Test func linearModelsTakeDaysThatCameTwice() throws {
    let calendar = ForecastCalendar()
    #expect(!calendar.linearNames(try moments("2024-01-01", 360)).contains("Black Friday"))
    #expect(calendar.linearNames(try moments("2024-01-01", 730)).contains("Black Friday"))
  }

  @Test func unknownCountriesAreNamed() {
    #expect(throws: ForecastError.self) { try ForecastCalendar(countries: ["XX"]) }
  }
}
