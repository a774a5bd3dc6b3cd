import EcommBase
import EcommData
import EcommTestKit
import Testing

@Suite struct HolidayTests {
  /// Kept in Brazil without being days off by law.
  private static let optional = ["Carnival Monday", "Carnival Tuesday", "Corpus Christi"]

  private func differences(_ country: HolidayCountry) throws -> (missing: [String], extra: [String])
  {
    let oracle = try Oracle.read("holidays.json")
    let known = Set(try #require(oracle[country.rawValue]?.integers))
    let years = try #require(oracle["first"]?.integer)...(try #require(oracle["last"]?.integer))
    let own = Set(
      Holidays.of(country, years: years).filter {
        !(country == .brazil && Self.optional.contains($0.name))
          // A Sunday is free anyway, and left out there.
          && !(country == .spain && $0.date.weekday == 7)
      }.map(\.day))
    func dates(_ days: Set<Int>) -> [String] {
      days.sorted().map { CivilDate(days: $0).description }
    }
    return (dates(known.subtracting(own)), dates(own.subtracting(known)))
  }

  @Test(arguments: HolidayCountry.allCases) func areThoseOfTheCountry(_ country: HolidayCountry)
    throws
  {
    let found = try differences(country)
    #expect(found.missing + ["but"] + found.extra == ["but"], "\(country)")
  }

  @Test func shopDays() {
    let days = Holidays.ofShops(years: 2025...2025)
    #expect(days.first { $0.name == "Black Friday" }?.date.description == "2025-11-28")
    #expect(days.first { $0.name == "Cyber Monday" }?.date.description == "2025-12-01")
    #expect(days.count == 9)
  }
}
