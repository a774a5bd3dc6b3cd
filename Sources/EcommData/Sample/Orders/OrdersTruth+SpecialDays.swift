/// Polish public holidays, the weeks before Christmas, and Black Friday, as factors on a day's sales.
extension OrdersSample {
  static func specialDay(_ day: Int, _ date: CivilDate) -> Double {
    if let factor = holidayFactor(day, date) { return factor }
    return date.month < 11 ? 1 : blackFriday(day, date.year) * christmas(date)
  }

  /// Nil on a working day.
  public static func holidayFactor(_ day: Int) -> Double? {
    holidayFactor(day, CivilDate(days: day))
  }

  private static func holidayFactor(_ day: Int, _ date: CivilDate) -> Double? {
    switch (date.month, date.day) {
    case (1, 1), (12, 25): 0.40
    case (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 26): 0.60
    case (12, 24): 0.45
    case (3...6, _): movableFactor(day - CivilDate.easter(date.year).days)
    default: nil
    }
  }

  /// Easter Sunday and Monday, Corpus Christi.
  private static func movableFactor(_ daysAfterEaster: Int) -> Double? {
    switch daysAfterEaster {
    case 0: 0.40
    case 1: 0.55
    case 60: 0.60
    default: nil
    }
  }

  /// The day after the fourth Thursday of November.
  public static func blackFriday(_ year: Int) -> Int {
    let first = SampleCalendar.day(year, 11, 1)
    return first + (11 - CivilDate(days: first).weekday) % 7 + 22
  }

  private static func blackFriday(_ day: Int, _ year: Int) -> Double {
    switch day - blackFriday(year) {
    case -4 ... -1: 1.15
    case 0: 2.40
    case 1, 2: 1.50
    case 3: 1.80
    default: 1
    }
  }

  /// Rises to the last safe day of delivery, then falls.
  private static func christmas(_ date: CivilDate) -> Double {
    guard date.month == 12 else { return 1 }
    switch date.day {
    case 4...18: return 1.1 + 0.025 * Double(date.day - 4)
    case 20...23: return 0.8
    case 27...31: return 0.9
    default: return 1
    }
  }
}
