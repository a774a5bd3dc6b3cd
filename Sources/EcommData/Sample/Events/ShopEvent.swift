/// One line of events.csv.
struct ShopEvent {
  enum Kind: Int {
    case view, cart, purchase
  }

  /// Since 1970-01-01.
  var second: Int
  var kind: Kind
  var product: Int
  var user: Int
  var session: UInt64
  /// Of events in the same second, the one that was made first comes first.
  var order: Int

  static func isBefore(_ a: ShopEvent, _ b: ShopEvent) -> Bool {
    (a.second, a.order) < (b.second, b.order)
  }
}
