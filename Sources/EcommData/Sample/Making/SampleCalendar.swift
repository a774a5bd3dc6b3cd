/// The calendar in the terms that sample data need: days since 1970-01-01 and seconds of UTC.
enum SampleCalendar {
  static let secondsPerDay = 86_400

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    CivilDate.days(year: year, month: month, day: day)
  }

  static func day(ofSecond second: Int) -> Int { second / secondsPerDay }
  static func secondOfDay(_ second: Int) -> Int { second % secondsPerDay }
}
