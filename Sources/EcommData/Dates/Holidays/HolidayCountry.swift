/// Countries whose holidays are known: those of the whole country (of England in Great Britain).
public enum HolidayCountry: String, Sendable, CaseIterable {
  case poland = "PL"
  case greatBritain = "GB"
  case unitedStates = "US"
  case germany = "DE"
  case france = "FR"
  case italy = "IT"
  case spain = "ES"
  case netherlands = "NL"
  case brazil = "BR"
  case india = "IN"

  var rules: [HolidayRule] {
    switch self {
    case .poland:
      [
        newYear, .fixed(1, 6, "Epiphany", since: 2011), easter, easterMonday, labourDay,
        .fixed(5, 3, "Constitution Day"), .easter(49, "Pentecost"), corpusChristi, assumption,
        allSaints, .fixed(11, 11, "Independence Day"),
        .fixed(11, 12, "Independence Day (100 years)", since: 2018, until: 2018),
        .fixed(12, 24, "Christmas Eve", since: 2025), christmas, secondChristmas,
      ]
    case .greatBritain:
      [
        .fixed(1, 1, "New Year", shift: .after), goodFriday, easterMonday,
        .weekday(1, of: 5, nth: 1, "Early May"), .weekday(1, of: 5, nth: -1, "Spring"),
        .weekday(1, of: 8, nth: -1, "Summer"), .fixed(12, 25, "Christmas", shift: .after),
        .fixed(12, 26, "Boxing Day", shift: .after),
      ]
    case .unitedStates:
      [
        .fixed(1, 1, "New Year", shift: .nearest),
        .weekday(1, of: 1, nth: 3, "Martin Luther King Day"),
        .weekday(1, of: 2, nth: 3, "Presidents' Day"),
        .weekday(1, of: 5, nth: -1, "Memorial Day"),
        .fixed(6, 19, "Juneteenth", since: 2021, shift: .nearest),
        .fixed(7, 4, "Independence Day", shift: .nearest),
        .weekday(1, of: 9, nth: 1, "Labor Day"), .weekday(1, of: 10, nth: 2, "Columbus Day"),
        .fixed(11, 11, "Veterans Day", shift: .nearest),
        .weekday(4, of: 11, nth: 4, "Thanksgiving"),
        .fixed(12, 25, "Christmas", shift: .nearest),
      ]
    case .germany:
      [
        newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday,
        .fixed(10, 3, "German Unity"), .fixed(10, 31, "Reformation", since: 2017, until: 2017),
        christmas, secondChristmas,
      ]
    case .france:
      [
        newYear, easterMonday, labourDay, .fixed(5, 8, "Victory Day"), ascension, whitMonday,
        .fixed(7, 14, "National Day"), assumption, allSaints, .fixed(11, 11, "Armistice"),
        christmas,
      ]
    case .italy:
      [
        newYear, epiphany, easter, easterMonday, .fixed(4, 25, "Liberation"), labourDay,
        .fixed(6, 2, "Republic Day"), assumption, .fixed(10, 4, "Saint Francis", since: 2026),
        allSaints, immaculate, christmas,
        secondChristmas,
      ]
    case .spain:
      [
        newYear, epiphany, goodFriday, labourDay, assumption, .fixed(10, 12, "National Day"),
        allSaints, .fixed(12, 6, "Constitution Day"), immaculate, christmas,
      ]
    case .netherlands:
      [
        newYear, goodFriday, easter, easterMonday,
        .fixed(4, 27, "King's Day", since: 2014, shift: .beforeSunday),
        .fixed(5, 5, "Liberation Day", every: 5), ascension, .easter(49, "Pentecost"), whitMonday,
        christmas, secondChristmas,
      ]
    case .brazil:
      [
        newYear, .easter(-48, "Carnival Monday"), .easter(-47, "Carnival Tuesday"), goodFriday,
        .fixed(4, 21, "Tiradentes"), labourDay, corpusChristi, .fixed(9, 7, "Independence Day"),
        .fixed(10, 12, "Our Lady Aparecida"), .fixed(11, 2, "All Souls"),
        .fixed(11, 15, "Republic Day"), .fixed(11, 20, "Black Awareness", since: 2024), christmas,
      ]
    case .india:
      [
        .fixed(1, 26, "Republic Day"), goodFriday, .fixed(8, 15, "Independence Day"),
        .fixed(10, 2, "Gandhi Jayanti"), HolidayRule(name: "Diwali", day: .diwali), christmas,
      ]
    }
  }

  private var newYear: HolidayRule { .fixed(1, 1, "New Year") }
  private var epiphany: HolidayRule { .fixed(1, 6, "Epiphany") }
  private var goodFriday: HolidayRule { .easter(-2, "Good Friday") }
  private var easter: HolidayRule { .easter(0, "Easter") }
  private var easterMonday: HolidayRule { .easter(1, "Easter Monday") }
  private var labourDay: HolidayRule { .fixed(5, 1, "Labour Day") }
  private var ascension: HolidayRule { .easter(39, "Ascension") }
  private var whitMonday: HolidayRule { .easter(50, "Whit Monday") }
  private var corpusChristi: HolidayRule { .easter(60, "Corpus Christi") }
  private var assumption: HolidayRule { .fixed(8, 15, "Assumption") }
  private var allSaints: HolidayRule { .fixed(11, 1, "All Saints") }
  private var immaculate: HolidayRule { .fixed(12, 8, "Immaculate Conception") }
  private var christmas: HolidayRule { .fixed(12, 25, "Christmas") }
  private var secondChristmas: HolidayRule { .fixed(12, 26, "Second Christmas Day") }
}
