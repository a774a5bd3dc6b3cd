import EcommBase
import EcommData
import EcommLearn

/// The models of a lifetime held against purchases that they were not fitted to: those of the last
/// days, foretold from the time before.
public struct ValueHoldOut: Sendable, Equatable {
  public let days: Int
  /// Known before the days began.
  public let customers: Int
  public let foretold: Double
  public let happened: Double
  public let valueForetold: Double
  public let valueHappened: Double
  /// By how much a customer's number of purchases is missed (root mean square), and by how much if everybody
  /// went on at the rate so far.
  public let miss: Double
  public let baselineMiss: Double

  /// Nil where the time is too short or too few came back.
  static func measure(
    _ orders: CustomerOrders, days wanted: Int, parallel: Parallel
  ) throws -> ValueHoldOut? {
    guard let span = span(orders), span.upperBound - span.lowerBound >= 28 else { return nil }
    let days = min(wanted, (span.upperBound - span.lowerBound) / 4)
    let end = span.upperBound - days
    var (known, before): ([Int], [BuyingDays]) = ([], [])
    for row in 0..<orders.count {
      let own = BuyingDays(orders[row], end: end)
      guard own.isKnown else { continue }
      known.append(row)
      before.append(own)
    }
    let customers = Customers(
      names: known.map { String($0) },
      figures: [
        .repeats: before.map { Double($0.repeats) }, .repeatValue: before.map(\.repeatValue),
        .lastRepeat: before.map(\.lastRepeat), .age: before.map(\.age),
      ])
    guard let model = try? CustomerValue.fit(customers, days: days),
      let outlook = try model.outlook(customers, parallel: parallel)
    else { return nil }
    return ValueHoldOut(outlook, known, before, orders, days: days, end: end)
  }

  private init(
    _ outlook: CustomerValue.Outlook, _ known: [Int], _ before: [BuyingDays],
    _ orders: CustomerOrders, days: Int, end: Int
  ) {
    let after = end + 1..<end + 1 + days
    let counts = known.map { Double(BuyingDays.count(orders[$0], in: after)) }
    let rates = before.map { own in
      own.age > 0 ? Double(own.repeats) / own.age * Double(days) : 0
    }
    let values = known.map { row in
      orders[row].reduce(0.0) {
        after.contains(Timestamp(microseconds: $1.time).dayNumber) ? $0 + $1.amount : $0
      }
    }
    self.days = days
    customers = known.count
    foretold = outlook.purchases.reduce(0, +)
    happened = counts.reduce(0, +)
    valueForetold = outlook.value.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
    valueHappened = values.reduce(0, +)
    func rootMeanSquare(_ foretold: [Double]) -> Double {
      let squares = zip(foretold, counts).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return (squares / Double(max(1, counts.count))).squareRoot()
    }
    miss = rootMeanSquare(outlook.purchases)
    baselineMiss = rootMeanSquare(rates)
  }

  /// First and last day with an order.
  private static func span(_ orders: CustomerOrders) -> ClosedRange<Int>? {
    let times = orders.orders.lazy.map(\.time)
    guard let first = times.min(), let last = times.max() else { return nil }
    return Timestamp(microseconds: first).dayNumber...Timestamp(microseconds: last).dayNumber
  }

  var json: JSON {
    [
      "days": .integer(days), "customers": .integer(customers), "foretold": .number(foretold),
      "happened": .number(happened), "value_foretold": .number(valueForetold),
      "value_happened": .number(valueHappened), "miss": .number(miss),
      "baseline_miss": .number(baselineMiss),
    ]
  }
}
