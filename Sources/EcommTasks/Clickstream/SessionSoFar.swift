/// What a session has shown before a moment.
struct SessionSoFar {
  let start: Int64
  private(set) var last: Int64
  private(set) var events = 0.0
  private(set) var views = 0.0
  private(set) var carts = 0.0
  private(set) var purchases = 0.0
  private(set) var lowest = Double.nan
  private(set) var highest = Double.nan
  /// How often each product was viewed.
  private var viewed: [Int32: Double] = [:]
  /// Products that were put in the cart and not bought yet.
  private(set) var open: Set<Int32> = []

  init(start: Int64) {
    self.start = start
    last = start
  }

  var products: Double { Double(viewed.count) }
  func views(of product: Int32) -> Double { viewed[product] ?? 0 }
  /// Seconds between events.
  var meanGap: Double { events > 1 ? Double(last - start) / 1e6 / (events - 1) : .nan }

  mutating func add(_ kind: Clickstream.Kind, _ product: Int32, _ price: Double, at time: Int64) {
    events += 1
    last = time
    switch kind {
    case .view:
      views += 1
      viewed[product, default: 0] += 1
      if !price.isNaN {
        lowest = lowest.isNaN ? price : min(lowest, price)
        highest = highest.isNaN ? price : max(highest, price)
      }
    case .cart:
      carts += 1
      open.insert(product)
    case .purchase:
      purchases += 1
      open.remove(product)
    }
  }
}

/// What a user has done in all sessions before a moment.
struct UserSoFar {
  private(set) var sessions = 0.0
  private(set) var events = 0.0
  private(set) var carts = 0.0
  private(set) var purchases = 0.0
  /// Money actually spent.
  private(set) var spent = 0.0
  /// Carts of sessions that are over which ended without a purchase.
  private(set) var abandoned = 0.0
  private(set) var first: Int64
  private(set) var last: Int64
  /// The session that goes on.
  private(set) var session: Int32 = -1

  init(at time: Int64) {
    first = time
    last = time
  }

  /// - Parameter left: the carts that the session before left open.
  mutating func begin(_ session: Int32, left: Int) {
    sessions += 1
    abandoned += Double(left)
    self.session = session
  }

  mutating func add(_ kind: Clickstream.Kind, _ price: Double, at time: Int64) {
    events += 1
    last = time
    if kind == .cart { carts += 1 }
    if kind == .purchase {
      purchases += 1
      spent += price.isNaN ? 0 : price
    }
  }
}
