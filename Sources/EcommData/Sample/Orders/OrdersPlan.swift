import EcommBase

/// How many orders each day has and what they add up to, fixed before the first order is made, since
/// the file begins with the newest. Days count from the first one of the truth.
///
/// Cost: some numbers a day, whatever the rows.
struct OrdersPlan {
  static let meanCents = 18_500.0

  /// For each day the orders before it, and at the end all of them.
  private(set) var before = [0]
  /// What the orders of each day should add up to.
  private(set) var cents: [Double] = []

  /// A day for three orders, back from the last: few orders are few days, not a trickle.
  let days: Range<Int>

  private static let dayCount = OrdersSample.lastDay - OrdersSample.firstDay + 1

  init(rows: Int, random: SeededRandom) {
    days = max(0, Self.dayCount - max(1, rows / 3))..<Self.dayCount
    let weights = Self.weights(from: days.lowerBound, random)
    let total = weights.reduce(0, +)
    cents = weights.map { Double(rows) * Self.meanCents * $0 / total }
    let open = weights.count { $0 > 0 }
    let floor = rows >= 2 * open ? 2 : 0
    var shared = 0.0
    var base = 0
    for weight in weights {
      shared += weight / total
      base += weight > 0 ? floor : 0
      before.append(base + Int((shared * Double(rows - floor * open)).rounded(.down)))
    }
    before[weights.count] = rows
  }

  /// The numbers of the orders of a day.
  func numbers(_ day: Int) -> Range<Int> { before[day]..<max(before[day], before[day + 1]) }

  private static func weights(from start: Int, _ random: SeededRandom) -> [Double] {
    var noise = random.split(OrdersSample.Concern.noise.rawValue)
    return (OrdersSample.firstDay...OrdersSample.lastDay).map { day in
      let weight =
        OrdersSample.expected(day) * OrdersSample.plantedFactor(day)
        * ExactMath.exp(OrdersSample.noise * noise.bell())
      guard day >= OrdersSample.firstDay + start else { return 0 }
      return day == OrdersSample.lastDay
        ? weight * DayClock.shop.part(before: OrdersSample.lastSecond) : weight
    }
  }
}
