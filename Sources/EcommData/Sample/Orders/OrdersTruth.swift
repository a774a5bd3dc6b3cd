/// What is known about the sales in orders.xml.
///
/// The sum of `order_amount_brutto` over the orders of a day (each order_id once, orders paid in
/// forints left out) is
///
///     rows * 185 PLN * w(day) / sum of w,
///     w(day) = expected(day) * planted(day) * e^(0.15 z), z nearly standard normal,
///     expected(day) = trend * week * year * special days * paydays * promotions,
///
/// except for what no basket could match, about 2 % of a day. The last day ends at 11:20.
extension OrdersSample {
  /// Days since 1970-01-01.
  public static let firstDay = SampleCalendar.day(2023, 5, 1)
  public static let lastDay = SampleCalendar.day(2025, 11, 2)
  /// Where on the last day the export stops.
  public static let lastSecond = 11 * 3600 + 20 * 60

  /// `2024-02-20` for a day since 1970-01-01.
  public static func date(_ day: Int) -> String { CivilDate(days: day).description }

  /// Growth is 0.1 % of the first day's level a day before this day, 0.02 % from it on.
  public static let changePoint = SampleCalendar.day(2024, 7, 1)
  /// From this day on everything sells `levelShiftFactor` times as much.
  public static let levelShift = SampleCalendar.day(2025, 4, 7)
  public static let levelShiftFactor = 1.22

  /// Monday first.
  public static let weekFactors = [1.18, 1.10, 1.05, 1.00, 0.92, 0.78, 0.97]
  /// In the middle of each month; linear between.
  public static let yearFactors = [
    0.92, 0.90, 0.97, 0.98, 1.00, 0.93, 0.86, 0.90, 1.00, 1.06, 1.14, 1.20,
  ]
  /// The deviation of the logarithm of a day's sales around its expectation.
  public static let noise = 0.15

  /// Without noise and planted days; its unit is the level of the first day.
  public static func expected(_ day: Int) -> Double {
    let date = CivilDate(days: day)
    return trend(day) * weekFactors[date.weekday - 1] * year(date)
      * specialDay(day, date) * payday(date.day) * promotion(day)
  }

  public static func trend(_ day: Int) -> Double {
    let before = min(day, changePoint) - firstDay
    let after = max(day, changePoint) - changePoint
    let level = 1 + 0.001 * Double(before) + 0.0002 * Double(after)
    return day < levelShift ? level : level * levelShiftFactor
  }

  static func year(_ date: CivilDate) -> Double {
    let fromMiddle = date.day - 15
    let neighbour = (date.month - 1 + (fromMiddle < 0 ? 11 : 1)) % 12
    let part = Double(abs(fromMiddle)) / 30.5
    return yearFactors[date.month - 1] * (1 - part) + yearFactors[neighbour] * part
  }

  /// Salaries come at the turn of the month and on the tenth.
  static func payday(_ dayOfMonth: Int) -> Double {
    switch dayOfMonth {
    case 1...3: 1.08
    case 10...12: 1.15
    default: 1
    }
  }

  static func promotion(_ day: Int) -> Double {
    promotions.first { $0.days.contains(day) }?.factor ?? 1
  }
}

/// Some days in a row on which everything was cheaper.
public struct Promotion: Sendable, Equatable {
  public var days: ClosedRange<Int>
  public var factor: Double
}

extension OrdersSample {
  public static let promotions = [
    week(2023, 6, 12, 1.30), week(2023, 9, 4, 1.25), week(2024, 2, 8, 1.20),
    week(2024, 3, 18, 1.30), week(2024, 6, 10, 1.30), week(2024, 9, 2, 1.25),
    week(2025, 2, 8, 1.20), week(2025, 3, 17, 1.30), week(2025, 6, 9, 1.30),
    week(2025, 9, 1, 1.25),
  ]

  private static func week(_ year: Int, _ month: Int, _ day: Int, _ factor: Double) -> Promotion {
    let first = SampleCalendar.day(year, month, day)
    return Promotion(days: first...first + 6, factor: factor)
  }
}
