extension CivilDate {
  /// Easter Sunday by the Gregorian rule, as Meeus, Jones and Butcher wrote it down, from 1583
  /// on.
  public static func easter(_ year: Int) -> CivilDate {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let moon = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let week = (32 + 2 * (b % 4) + 2 * (c / 4) - moon - c % 4) % 7
    let late = (a + 11 * moon + 22 * week) / 451
    let sum = moon + week - 7 * late + 114
    return CivilDate(days: days(year: year, month: sum / 31, day: sum % 31 + 1))
  }
}
