import EcommBase
import EcommData
import EcommLearn

/// The special days of a series: those of shops everywhere, and the holidays of a country.
public struct DayCalendar: Sendable {
  public let country: HolidayCountry?
  /// For each day the number of its special day, or -1.
  let codes: [Int]
  private let names: [String]

  init(_ series: DatedSeries, country: HolidayCountry?) {
    self.country = country
    let years =
      CivilDate(days: series.start)
      .year...max(
        CivilDate(days: series.start).year, CivilDate(days: series.end - 1).year)
    let days =
      (country.map { Holidays.of($0, years: years) } ?? []) + Holidays.ofShops(years: years)
    let names = Array(Set(days.map(\.name))).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var codes = [Int](repeating: -1, count: series.values.count)
    for day in days {
      let place = day.day - series.start
      if codes.indices.contains(place), codes[place] < 0 { codes[place] = places[day.name] ?? -1 }
    }
    self.codes = codes
    self.names = names
  }

  func name(_ day: Int) -> String? { codes[day] < 0 ? nil : names[codes[day]] }

  /// The country whose holidays stand out of the series by most: on its holidays people buy otherwise. Nil
  /// where no calendar says much.
  static func likely(
    _ series: DatedSeries, parameters: DayParameters
  ) throws -> HolidayCountry? {
    let plain = DayCalendar(series, country: nil)
    let found = try ExpectedDays(
      series.values, firstWeekday: series.firstWeekday, calendar: plain.codes,
      parameters: parameters)
    let years = CivilDate(days: series.start).year...CivilDate(days: series.end - 1).year
    let worths = HolidayCountry.allCases.map { country -> (HolidayCountry, Double) in
      let days = Set(Holidays.of(country, years: years).map { $0.day - series.start })
      let scores = days.sorted().filter { found.judgements.indices.contains($0) }
        .map { found.judgements[$0] }
        .filter { $0.status == .judged }.map { min(abs($0.score), mostOfOneDay) - usualOfOneDay }
      return (country, scores.reduce(0, +))
    }
    let best = worths.max { $0.1 < $1.1 }
    return best.flatMap { $0.1 > leastWorth ? $0.0 : nil }
  }

  private static let mostOfOneDay = 5.0
  /// Of a day like any other.
  private static let usualOfOneDay = 1.0
  private static let leastWorth = 8.0
}

extension DatedSeries {
  var lastDay: Int { end - 1 }

  /// From 0 for Monday.
  var firstWeekday: Int { CivilDate(days: start).weekday - 1 }
}
