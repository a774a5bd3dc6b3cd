import EcommBase

/// events.csv: what visitors clicked in two months, in the order of time.
///
/// `rows` counts events. Truth: `EventsTruth.logit` says what a cart's chance is, from what the user did
/// before. Some products have no category_code or no brand.
///
/// Memory: the events of one hour, and 6 bytes for ten rows.
public enum EventsSample {
  static let set = SampleSet(
    name: "events", summary: "two months of views, carts and purchases",
    fileName: "events.csv", defaultRows: 13_000, generate: generate)

  /// Days since 1970-01-01.
  public static let firstDay = SampleCalendar.day(2025, 3, 1)
  public static let dayCount = 61

  private static let rowsPerSession = 4.6

  private static func generate(rows: Int, seed: UInt64, to out: inout SampleWriter) throws {
    out.literal(
      "event_time,event_type,product_id,category_code,brand,price,user_id,user_session")
    try out.endRow()
    var crowd = EventsCrowd(users: max(1, rows / 10), random: SeededRandom(seed: seed))
    var starts = SessionStarts(
      count: Double(rows) / rowsPerSession, random: SeededRandom(seed: seed).split(2))
    var waiting: [ShopEvent] = []
    var left = rows
    while left > 0 {
      let hour = starts.nextHour()
      for second in hour.starts { crowd.visit(at: second, addingTo: &waiting) }
      waiting.sort(by: ShopEvent.isBefore)
      let due = waiting.prefix { $0.second < hour.end }.count
      for event in waiting.prefix(min(due, left)) { try write(event, crowd.catalogue, &out) }
      left -= min(due, left)
      waiting.removeFirst(due)
    }
  }

  private static func write(
    _ event: ShopEvent, _ catalogue: EventsCatalogue, _ out: inout SampleWriter
  ) throws {
    let product = catalogue.products[event.product]
    out.moment(event.second)
    out.literal(kindText(event.kind))
    out.integer(product.id)
    out.comma()
    out.text(product.category)
    out.comma()
    out.text(product.brand)
    out.comma()
    out.cents(product.cents)
    out.comma()
    out.integer(510_000_000 + event.user * 31)
    out.comma()
    out.hex(event.session, digits: 12)
    try out.endRow()
  }

  private static func kindText(_ kind: ShopEvent.Kind) -> StaticString {
    switch kind {
    case .view: " UTC,view,"
    case .cart: " UTC,cart,"
    case .purchase: " UTC,purchase,"
    }
  }
}

/// When sessions begin: hour by hour, by the shop's clock; after the last day it goes on until enough
/// rows are made.
private struct SessionStarts {
  private let perDay: Double
  private var random: SeededRandom
  private var hour = 0
  private var owed = 0.0

  init(count: Double, random: SeededRandom) {
    perDay = max(1, count / Double(EventsSample.dayCount))
    self.random = random
  }

  /// The sessions that begin in the next hour, in order, and the second at which it ends.
  mutating func nextHour() -> (starts: [Int], end: Int) {
    let ofDay = hour % 24 * 3600
    let part = DayClock.shop.part(before: ofDay + 3599) - DayClock.shop.part(before: ofDay)
    owed += perDay * part * (0.8 + 0.4 * random.uniform())
    let begin = EventsSample.firstDay * SampleCalendar.secondsPerDay + hour * 3600
    let starts = (0..<Int(owed)).map { _ in begin + random.below(3600) }.sorted()
    owed -= Double(starts.count)
    hour += 1
    return (starts, begin + 3600)
  }
}
