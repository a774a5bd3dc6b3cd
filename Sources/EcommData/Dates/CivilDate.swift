/// A day of the Gregorian calendar, carried back before its introduction (ISO 8601).
///
/// Days are counted by Howard Hinnant's era arithmetic: an era is 400 years or 146,097 days, years
/// begin in March so that the leap day is the last. Exact for every year that an Int32 holds.
public struct CivilDate: Sendable, Hashable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Nil for a day that no calendar has.
  public init?(year: Int, month: Int, day: Int) {
    guard (-1_000_000...1_000_000).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// No date is farther than this from 1970-01-01: a billion years.
  private static let farthest = 365_242_500_000

  /// `days` since 1970-01-01.
  public init(days: Int) {
    let shifted = min(max(days, -Self.farthest), Self.farthest) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Since 1970-01-01.
  public var days: Int { Self.days(year: year, month: month, day: day) }

  /// The day is taken as it is: 32 March is 1 April.
  @inlinable
  public static func days(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  @inlinable
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  @inlinable
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate {
  /// Monday is 1, Sunday 7.
  public var weekday: Int {
    let sinceMonday = (days + 3) % 7
    return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
  }

  /// 1 January is 1.
  public var dayOfYear: Int { days - Self.days(year: year, month: 1, day: 1) + 1 }

  /// The week with the year's first Thursday is week 1; early January may belong to the year before.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = CivilDate(days: days + 4 - weekday)
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  public var lengthOfMonth: Int { Self.length(ofMonth: month, year: year) }

  public func adding(days count: Int) -> CivilDate {
    CivilDate(days: days + min(max(count, -Self.farthest), Self.farthest))
  }
}

extension CivilDate: Comparable {
  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2025-03-09`.
  public var description: String {
    String(decoding: Timestamp(date: self).isoBytes(.day), as: UTF8.self)
  }
}
