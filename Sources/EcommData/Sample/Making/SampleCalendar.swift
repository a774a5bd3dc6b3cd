/// Days since 1970-01-01 and the civil calendar, as far as sample data need them.
enum SampleCalendar {
  typealias Civil = (year: Int, month: Int, day: Int)

  static let secondsPerDay = 86_400

  /// Counts in years that begin in March, so that the leap day comes last (Hinnant, 2013).
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  static func civil(_ day: Int) -> Civil {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let rest = shifted % 146_097
    let yearOfEra = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
    let dayOfYear = rest - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (
      era * 400 + yearOfEra + (civilMonth <= 2 ? 1 : 0), civilMonth,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  /// Monday is 0.
  static func weekday(_ day: Int) -> Int { (day + 3) % 7 }

  static func day(ofSecond second: Int) -> Int { second / secondsPerDay }
  static func secondOfDay(_ second: Int) -> Int { second % secondsPerDay }

  /// Easter Sunday (the Gregorian rule as Meeus, Jones and Butcher wrote it down).
  static func easter(_ year: Int) -> Int {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let moon = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let week = (32 + 2 * (b % 4) + 2 * (c / 4) - moon - c % 4) % 7
    let late = (a + 11 * moon + 22 * week) / 451
    let sum = moon + week - 7 * late + 114
    return day(year, sum / 31, sum % 31 + 1)
  }

  static func text(_ day: Int) -> String {
    let date = civil(day)
    let (month, dayOfMonth) = ("0\(date.month)".suffix(2), "0\(date.day)".suffix(2))
    return "\(date.year)-\(month)-\(dayOfMonth)"
  }
}
