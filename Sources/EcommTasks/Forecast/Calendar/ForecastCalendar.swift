import EcommBase
import EcommData

/// What the date alone says of a period: weekday and season, holidays, the days that shops make, paydays.
///
/// Trees take numbers that order days (`treeColumns`); linear models take a column of 0 and 1 for each day by
/// name (`linearColumns`). Of a week or a month a column is the mean over its days.
public struct ForecastCalendar: Sendable, Equatable {
  public var countries: [HolidayCountry] = []
  /// Days of the shop itself.
  public var ownDays: [Holiday] = []

  public init() {}

  /// Beyond these years no model looks.
  private static let years = 1900...2400
  /// How far ahead and back a holiday is felt.
  private static let reach = 10

  public init(countries names: [String], ownDays: [Holiday] = []) throws {
    countries = try names.map { name in
      guard let country = HolidayCountry(rawValue: name.uppercased()) else {
        throw ForecastError.noSuchCountry(name, all: HolidayCountry.allCases.map(\.rawValue))
      }
      return country
    }
    self.ownDays = ownDays
  }

  /// Paydays: the first days of a month, and the days around the 10th.
  private static let paydays: [(name: String, days: ClosedRange<Int>)] = [
    ("payday 1-3", 1...3), ("payday 10-12", 10...12),
  ]
  /// Days before Christmas Eve in which parcels still arrive.
  private static let beforeChristmas = 4...18

  // MARK: For trees

  static func treeNames(_ period: Period) -> [String] {
    let year = ["month", "day of year"]
    let days =
      ["weekday", "day of month"] + year
      + ["holiday", "days to holiday", "days since holiday", "shop day", "days to Christmas"]
      + paydays.map(\.name)
    switch period {
    case .hour: return ["hour"] + days
    case .day: return days
    case .week: return year + ["holiday", "shop day"]
    case .month: return ["month", "length", "weekends"]
    }
  }

  func treeColumns(_ moments: Moments) -> [[Double]] {
    let period = moments.period
    switch period {
    case .month: return Self.columns(moments.range.map(Self.month), 3)
    case .hour, .day:
      let lookup = HolidayLookup(self, Self.dayRange(moments, margin: Self.reach))
      let days = Self.dayRange(moments, margin: 0).map { Self.day($0, lookup) }
      let first = period.day(moments.start)
      let rows = moments.range.map { index in
        (period == .hour ? [Double(index - period.day(index) * 24)] : [])
          + days[period.day(index) - first]
      }
      return Self.columns(rows, Self.treeNames(period).count)
    case .week:
      let lookup = HolidayLookup(self, Self.dayRange(moments, margin: 7))
      return Self.columns(
        moments.range.map { index in
          let week = period.day(index)..<period.day(index + 1)
          let middle = CivilDate(days: week.lowerBound + 3)
          return [
            Double(middle.month), Double(middle.dayOfYear),
            Double(week.count { lookup.isHoliday($0) }),
            Double(week.count { lookup.isShopDay($0) }),
          ]
        }, 4)
    }
  }

  private static func month(_ index: Int) -> [Double] {
    let first = Period.month.day(index)
    let days = first..<Period.month.day(index + 1)
    return [
      Double(CivilDate(days: first).month), Double(days.count),
      Double(days.count { CivilDate(days: $0).weekday > 5 }),
    ]
  }

  private static func day(_ number: Int, _ lookup: HolidayLookup) -> [Double] {
    let date = CivilDate(days: number)
    let far = Double(reach)
    let ahead = (0...reach).first { lookup.isHoliday(number + $0) }.map(Double.init) ?? far
    let since = (0...reach).first { lookup.isHoliday(number - $0) }.map(Double.init) ?? far
    let christmas = CivilDate.days(year: date.year, month: 12, day: 24) - number
    return [
      Double(date.weekday), Double(date.day), Double(date.month), Double(date.dayOfYear),
      lookup.isHoliday(number) ? 1 : 0, ahead, since, lookup.isShopDay(number) ? 1 : 0,
      Double(min(40, max(-10, christmas))),
    ] + paydays.map { $0.days.contains(date.day) ? 1 : 0 }
  }

  private static func columns(_ rows: [[Double]], _ count: Int) -> [[Double]] {
    (0..<count).map { column in rows.map { $0[column] } }
  }

  // MARK: For linear models

  /// The days by name that come at least twice in the moments, and paydays; nothing for months, whose days differ
  /// too little.
  func linearNames(_ moments: Moments) -> [String] {
    guard moments.period != .month else { return [] }
    let range = Self.dayRange(moments, margin: 0)
    let lookup = HolidayLookup(self, range)
    var counts: [String: Int] = [:]
    for day in range { for name in lookup.names(day) { counts[name, default: 0] += 1 } }
    let days = counts.filter { $0.value > 1 }.keys.sorted { $0.precedesInUTF8($1) }
    return days + (moments.period == .week ? [] : Self.paydays.map(\.name) + [Self.christmasName])
  }

  private static let christmasName = "before Christmas"

  func linearColumns(_ names: [String], _ moments: Moments) -> [[Double]] {
    let period = moments.period
    let range = Self.dayRange(moments, margin: 0)
    let lookup = HolidayLookup(self, range)
    return names.map { name in
      let perDay = range.map { Self.isOn($0, name, lookup) ? 1.0 : 0.0 }
      return moments.range.map { index in
        let days = period.day(index)..<max(period.day(index) + 1, period.day(index + 1))
        return days.reduce(0) { $0 + perDay[$1 - range.lowerBound] } / Double(days.count)
      }
    }
  }

  private static func isOn(_ day: Int, _ name: String, _ lookup: HolidayLookup) -> Bool {
    if let payday = paydays.first(where: { $0.name == name }) {
      return payday.days.contains(CivilDate(days: day).day)
    }
    if name == christmasName {
      let date = CivilDate(days: day)
      return date.month == 12 && beforeChristmas.contains(date.day)
    }
    return lookup.names(day).contains(name)
  }

  private static func dayRange(_ moments: Moments, margin: Int) -> Range<Int> {
    let first = moments.period.day(moments.start)
    let last = moments.period.day(moments.start + max(1, moments.count))
    return first - margin..<max(first, last) + 1 + margin
  }

  /// Holidays and shop days of a stretch of days.
  private struct HolidayLookup {
    private var holidays: [Int: [String]] = [:]
    private var shopDays: [Int: [String]] = [:]

    init(_ calendar: ForecastCalendar, _ days: Range<Int>) {
      let low = min(max(CivilDate(days: days.lowerBound).year, years.lowerBound), years.upperBound)
      let high = min(max(CivilDate(days: days.upperBound).year, low), years.upperBound)
      for country in calendar.countries {
        for day in Holidays.of(country, years: low...high) {
          holidays[day.day, default: []].append(day.name)
        }
      }
      for day in calendar.ownDays { holidays[day.day, default: []].append(day.name) }
      for day in Holidays.ofShops(years: low...high) {
        shopDays[day.day, default: []].append(day.name)
      }
    }

    func isHoliday(_ day: Int) -> Bool { holidays[day] != nil }
    func isShopDay(_ day: Int) -> Bool { shopDays[day] != nil }

    /// Each once, though several countries keep it.
    func names(_ day: Int) -> Set<String> {
      Set((holidays[day] ?? []) + (shopDays[day] ?? []))
    }
  }
}

extension ForecastCalendar {
  var json: JSON {
    [
      "countries": .strings(countries.map(\.rawValue)),
      "days": .array(
        ownDays.map { ["date": .string($0.date.description), "name": .string($0.name)] }),
    ]
  }

  init(_ fields: JSONFields) throws {
    countries = try fields.strings("countries").map { name in
      guard let country = HolidayCountry(rawValue: name) else {
        throw fields.fault("countries", expected: "codes of known countries")
      }
      return country
    }
    ownDays = try fields.objects("days").map { day in
      guard let date = CivilDate(iso: try day.string("date")) else {
        throw day.fault("date", expected: "a date")
      }
      return Holiday(name: try day.string("name"), day: date.days)
    }
  }
}
