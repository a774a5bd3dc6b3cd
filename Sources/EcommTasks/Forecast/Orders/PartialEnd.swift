import EcommData

/// Data that end before their last period does.
enum PartialEnd {
  /// The last day counts as whole when its last order comes this late.
  private static let eveningHour = 20

  static func note(_ moments: [Int64], _ period: Period) -> String? {
    guard let last = moments.max().map(Timestamp.init(microseconds:)) else { return nil }
    let hasTimes = moments.contains { $0 % Timestamp.day != 0 }
    let endsEarly = hasTimes && last.hour < eveningHour
    switch period {
    case .hour: return nil
    case .day:
      guard endsEarly else { return nil }
      let minute = String(last.microsecondsOfDay / (60 * Timestamp.second) % 60)
      let padded = (minute.count == 1 ? "0" : "") + minute
      return "the last day ends at \(last.hour):\(padded) and is left out"
    case .week, .month:
      let lastWhole = last.dayNumber - (endsEarly ? 1 : 0)
      let next = period.day(period.index(last.microseconds) + 1)
      guard lastWhole < next - 1, !isAtStarts(moments, period) else { return nil }
      return "the last \(period.rawValue) ends on \(last.date) and is left out"
    }
  }

  /// Figures of a month stand at its first day.
  private static func isAtStarts(_ moments: [Int64], _ period: Period) -> Bool {
    moments.prefix(10_000).allSatisfy {
      period.day(period.index($0)) == Timestamp(microseconds: $0).dayNumber
    }
  }
}
