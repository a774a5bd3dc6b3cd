/// A day whose sales have a cause that no calendar tells.
public struct PlantedDay: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case up, down
    /// Nothing was sold at all.
    case gap
  }

  /// Days since 1970-01-01.
  public var day: Int
  public var kind: Kind
  /// Times what would have been sold.
  public var factor: Double

  /// `2024-02-20`
  public var date: String { OrdersSample.date(day) }
}

extension OrdersSample {
  /// In the order of days; none on a holiday, in a promotion or near Black Friday.
  public static let plantedOutliers: [PlantedDay] = [
    planted(2023, 7, 19, 3.2), planted(2023, 10, 17, 0.20),
    planted(2024, 1, 25, 2.9), planted(2024, 4, 16, 0.22),
    planted(2024, 5, 21, 3.5),
    planted(2024, 8, 20, 0), planted(2024, 8, 21, 0), planted(2024, 8, 22, 0),
    planted(2024, 10, 23, 2.8), planted(2025, 1, 21, 0.18),
    planted(2025, 5, 14, 3.0), planted(2025, 7, 24, 0.20),
    planted(2025, 9, 17, 2.7),
  ]

  static func plantedFactor(_ day: Int) -> Double {
    plantedOutliers.first { $0.day == day }?.factor ?? 1
  }

  private static func planted(
    _ year: Int, _ month: Int, _ day: Int, _ factor: Double
  ) -> PlantedDay {
    PlantedDay(
      day: SampleCalendar.day(year, month, day),
      kind: factor > 1 ? .up : factor > 0 ? .down : .gap, factor: factor)
  }
}
