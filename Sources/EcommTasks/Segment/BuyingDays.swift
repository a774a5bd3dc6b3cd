import EcommData

/// The days on which a customer bought, for the models of a lifetime: several orders of one day are one
/// purchase.
struct BuyingDays {
  private(set) var repeats = 0
  /// The mean sum of a day with a purchase, but for the first; not-a-number where there is none.
  private(set) var repeatValue = Double.nan
  private(set) var lastRepeat = 0.0
  private(set) var age = 0.0
  private(set) var isKnown = false

  /// - Parameters:
  ///   - orders: in the order of time.
  ///   - end: the last day that counts.
  init(_ orders: ArraySlice<CustomerOrders.Order>, end: Int) {
    var (first, day, sum) = (0, 0, 0.0)
    for order in orders {
      let own = Timestamp(microseconds: order.time).dayNumber
      guard own <= end else { break }
      if !isKnown {
        (first, day, isKnown) = (own, own, true)
      } else if own > day {
        repeats += 1
        day = own
      }
      if own > first { sum += order.amount }
    }
    if repeats > 0 { repeatValue = sum / Double(repeats) }
    lastRepeat = Double(day - first)
    age = Double(max(0, end - first))
  }

  /// Days with a purchase in `days`.
  static func count(_ orders: ArraySlice<CustomerOrders.Order>, in days: Range<Int>) -> Int {
    var (count, last) = (0, Int.min)
    for order in orders {
      let own = Timestamp(microseconds: order.time).dayNumber
      guard days.contains(own), own != last else { continue }
      count += 1
      last = own
    }
    return count
  }
}
