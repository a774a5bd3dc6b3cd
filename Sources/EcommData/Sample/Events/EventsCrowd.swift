import EcommBase

/// The users of events.csv and what they have done so far.
///
/// A user's sessions do not overlap, so that what a cart depends on stands in the lines before it.
///
/// Memory: 6 bytes a user, and one user for ten lines.
struct EventsCrowd {
  let catalogue: EventsCatalogue
  private var random: SeededRandom
  private var purchases: [UInt8]
  private var abandoned: [UInt8]
  /// The end of the last session, in seconds since the first day.
  private var busyUntil: [Int32]
  private var made = 0

  private static let begin = EventsSample.firstDay * SampleCalendar.secondsPerDay
  private static let viewOdds = Odds([30, 22, 16, 12, 8, 5, 4, 3])

  init(users: Int, random: SeededRandom) {
    catalogue = EventsCatalogue(random.split(0))
    self.random = random.split(1)
    purchases = [UInt8](repeating: 0, count: users)
    abandoned = purchases
    busyUntil = [Int32](repeating: 0, count: users)
  }

  /// The events of a session that begins at `second` or as soon as its user is free, in order,
  /// added to `events`.
  mutating func visit(at second: Int, addingTo events: inout [ShopEvent]) {
    let user = drawUser()
    let start = max(second, Self.begin + Int(busyUntil[user]))
    var event = ShopEvent(
      second: start, kind: .view, product: catalogue.draw(&random), user: user,
      session: random.next(), order: 0)
    let before = (purchases: Int(purchases[user]), abandoned: Int(abandoned[user]))
    let first = events.count
    for _ in 0...Self.viewOdds.draw(&random) {
      look(&event, &events)
      let views = events[first...].count { $0.kind == .view && $0.product == event.product }
      if random.chance(0.22) { cart(&event, views, before, &events) }
      event.product =
        random.chance(0.6)
        ? catalogue.neighbour(of: event.product, &random) : catalogue.draw(&random)
    }
    busyUntil[user] = Int32(clamping: event.second - Self.begin)
  }

  /// Few users come often.
  private mutating func drawUser() -> Int {
    let place = random.uniform()
    return Int(place * place * Double(purchases.count))
  }

  private mutating func look(_ event: inout ShopEvent, _ events: inout [ShopEvent]) {
    let views = random.chance(0.25) ? 2 : 1
    for _ in 0..<views { add(.view, after: 10...110, &event, &events) }
  }

  private mutating func cart(
    _ event: inout ShopEvent, _ views: Int, _ before: (purchases: Int, abandoned: Int),
    _ events: inout [ShopEvent]
  ) {
    let product = catalogue.products[event.product]
    add(.cart, after: 5...60, &event, &events)
    let hour = SampleCalendar.secondOfDay(event.second) / 3600
    let cart = EventsTruth.Cart(
      earlierPurchases: before.purchases, earlierAbandoned: before.abandoned, views: views,
      priceRatio: product.ratio, isEvening: (18...22).contains(hour))
    if random.chance(logit: EventsTruth.logit(cart)) {
      add(.purchase, after: 30...240, &event, &events)
      purchases[event.user] = min(3, purchases[event.user] + 1)
    } else {
      abandoned[event.user] = min(3, abandoned[event.user] + 1)
    }
  }

  private mutating func add(
    _ kind: ShopEvent.Kind, after seconds: ClosedRange<Int>, _ event: inout ShopEvent,
    _ events: inout [ShopEvent]
  ) {
    event.second += random.within(seconds)
    event.kind = kind
    event.order = made
    made += 1
    events.append(event)
  }
}
