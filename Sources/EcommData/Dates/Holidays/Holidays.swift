/// A day that is unlike others of its weekday, by name.
public struct Holiday: Sendable, Hashable {
  public let name: String
  /// Since 1970-01-01.
  public let day: Int

  public init(name: String, day: Int) {
    self.name = name
    self.day = day
  }

  public var date: CivilDate { CivilDate(days: day) }
}

/// The holidays of countries, computed; and the days that shops make.
public enum Holidays {
  /// In the order of time.
  public static func of(_ country: HolidayCountry, years: ClosedRange<Int>) -> [Holiday] {
    years.flatMap { year in country.holidays(year) }.sorted {
      ($0.day, $0.name) < ($1.day, $1.name)
    }
  }

  /// Black Friday, Cyber Monday, Singles' Day and others that have prices, not laws, behind them.
  public static func ofShops(years: ClosedRange<Int>) -> [Holiday] {
    years.flatMap(shopDays).sorted { ($0.day, $0.name) < ($1.day, $1.name) }
  }

  private static func shopDays(_ year: Int) -> [Holiday] {
    func fixed(_ name: String, _ month: Int, _ day: Int) -> Holiday {
      Holiday(name: name, day: CivilDate.days(year: year, month: month, day: day))
    }
    guard let thanksgiving = HolidayRule.nth(4, 4, 11, year)?.days else { return [] }
    return [
      fixed("Valentine's Day", 2, 14), fixed("Women's Day", 3, 8), fixed("Singles' Day", 11, 11),
      Holiday(name: "Black Friday", day: thanksgiving + 1),
      Holiday(name: "Black weekend", day: thanksgiving + 2),
      Holiday(name: "Black weekend", day: thanksgiving + 3),
      Holiday(name: "Cyber Monday", day: thanksgiving + 4), fixed("Christmas Eve", 12, 24),
      fixed("New Year's Eve", 12, 31),
    ]
  }
}

extension HolidayCountry {
  fileprivate func holidays(_ year: Int) -> [Holiday] {
    var found = rules.compactMap { rule in
      rule.date(year).map { Holiday(name: rule.name, day: $0.days) }
    }
    for rule in rules {
      guard let date = rule.date(year), date.weekday > 5 else { continue }
      if let day = shifted(date, rule.shift, taken: Set(found.map(\.day))) {
        found.append(Holiday(name: rule.name + " (observed)", day: day))
      }
    }
    return self == .greatBritain ? Self.royal(year, found) : found
  }

  private func shifted(_ date: CivilDate, _ shift: HolidayRule.Shift, taken: Set<Int>) -> Int? {
    switch shift {
    case .none, .beforeSunday: return nil
    case .nearest: return date.days + (date.weekday == 6 ? -1 : 1)
    case .after:
      let monday = date.days + 8 - date.weekday
      return taken.contains(monday) ? monday + 1 : monday
    }
  }

  /// Bank holidays of one year, and those that moved for them.
  private static func royal(_ year: Int, _ usual: [Holiday]) -> [Holiday] {
    func day(_ month: Int, _ day: Int) -> Int { CivilDate.days(year: year, month: month, day: day) }
    switch year {
    case 2011: return usual + [Holiday(name: "Royal Wedding", day: day(4, 29))]
    case 2012:
      return usual.filter { $0.name != "Spring" } + [
        Holiday(name: "Spring", day: day(6, 4)), Holiday(name: "Diamond Jubilee", day: day(6, 5)),
      ]
    case 2020:
      return usual.filter { $0.name != "Early May" }
        + [Holiday(name: "Early May", day: day(5, 8))]
    case 2022:
      return usual.filter { $0.name != "Spring" } + [
        Holiday(name: "Spring", day: day(6, 2)), Holiday(name: "Platinum Jubilee", day: day(6, 3)),
        Holiday(name: "Funeral of the Queen", day: day(9, 19)),
      ]
    case 2023: return usual + [Holiday(name: "Coronation", day: day(5, 8))]
    default: return usual
    }
  }
}
