import Testing

@testable import EcommData

@Suite struct EasterTests {
  /// The earliest, the latest, and years in between.
  @Test(arguments: [
    "1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2023-04-09",
    "2024-03-31", "2025-04-20", "2038-04-25", "2285-03-22",
  ])
  func knownYears(date: String) throws {
    let expected = try #require(CivilDate(iso: date))
    #expect(CivilDate.easter(expected.year) == expected)
  }

  @Test func isASundayOfSpringInEveryYear() throws {
    for year in 1583...9999 {
      let easter = CivilDate.easter(year)
      let first = try #require(CivilDate(year: year, month: 3, day: 22))
      #expect(easter.weekday == 7 && (0...34).contains(easter.days - first.days), "\(year)")
    }
  }
}
