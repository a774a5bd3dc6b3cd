/// When in a day things happen: from the part of the day's events already past to the second.
struct DayClock: Sendable {
  /// Part of the day's events before each hour, and 1 at the end.
  private let before: [Double]

  /// 24 weights.
  init(hours: [Int]) {
    let total = hours.reduce(0, +)
    var sum = 0
    before =
      hours.map { weight in
        defer { sum += weight }
        return Double(sum) / Double(total)
      } + [1]
  }

  /// A shop's day: quiet at night, a rise at noon, the top in the evening.
  static let shop = DayClock(hours: [
    8, 4, 2, 2, 2, 4, 10, 20, 34, 46, 54, 56, 52, 48, 48, 50, 52, 54, 60, 70, 76, 68, 44, 20,
  ])

  /// `position` in 0..<1.
  func second(at position: Double) -> Int {
    var hour = 0
    while hour < 23, before[hour + 1] <= position { hour += 1 }
    let part = (position - before[hour]) / (before[hour + 1] - before[hour])
    return hour * 3600 + min(3599, Int(part * 3600))
  }

  /// Part of the day's events that come before `second`.
  func part(before second: Int) -> Double {
    let hour = second / 3600
    let within = Double(second % 3600) / 3600
    return before[hour] + within * (before[hour + 1] - before[hour])
  }
}
