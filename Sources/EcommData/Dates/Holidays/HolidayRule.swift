/// How the day of a holiday is found in any year.
struct HolidayRule: Sendable {
  enum Day: Sendable {
    case fixed(month: Int, day: Int)
    /// Days after Easter Sunday.
    case easter(Int)
    /// The nth weekday of a month, Monday being 1; -1 is the last.
    case weekday(Int, of: Int, nth: Int)
    case diwali
  }

  let name: String
  let day: Day
  var years = 1583...9999
  /// Falling on a Saturday or Sunday it is kept on a weekday as well.
  var shift = Shift.none
  /// Kept in years that this divides.
  var every = 1

  enum Shift: Sendable {
    case none
    /// The next weekday that is free (Great Britain).
    case after
    /// Friday for a Saturday, Monday for a Sunday (United States).
    case nearest
    /// The day before where it would be a Sunday (King's Day).
    case beforeSunday
  }

  /// Nil in years without it.
  func date(_ year: Int) -> CivilDate? {
    guard years.contains(year), year % every == 0 else { return nil }
    let date: CivilDate? =
      switch day {
      case .fixed(let month, let day): CivilDate(year: year, month: month, day: day)
      case .easter(let after): CivilDate.easter(year).adding(days: after)
      case .weekday(let weekday, let month, let nth): Self.nth(nth, weekday, month, year)
      case .diwali: CivilDate.diwali(year)
      }
    guard shift == .beforeSunday, let date, date.weekday == 7 else { return date }
    return date.adding(days: -1)
  }

  static func nth(_ nth: Int, _ weekday: Int, _ month: Int, _ year: Int) -> CivilDate? {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    let start = first.adding(days: (weekday - first.weekday + 7) % 7)
    if nth > 0 { return start.adding(days: 7 * (nth - 1)) }
    let fifth = start.adding(days: 28)
    return fifth.month == month ? fifth : start.adding(days: 21)
  }
}

extension HolidayRule {
  static func fixed(
    _ month: Int, _ day: Int, _ name: String, since: Int = 1583, until: Int = 9999,
    shift: Shift = .none, every: Int = 1
  ) -> HolidayRule {
    HolidayRule(
      name: name, day: .fixed(month: month, day: day), years: since...until, shift: shift,
      every: every)
  }

  static func easter(_ after: Int, _ name: String) -> HolidayRule {
    HolidayRule(name: name, day: .easter(after))
  }

  static func weekday(_ weekday: Int, of month: Int, nth: Int, _ name: String) -> HolidayRule {
    HolidayRule(name: name, day: .weekday(weekday, of: month, nth: nth))
  }
}
