import EcommBase

/// Payments in the order of time: honest ones by the shop's clock, and those of episodes among them.
struct PaymentsStream {
  private var maker: PaymentsMaker
  private var random: SeededRandom
  private let perDay: Double
  private var begun = 0
  private var nextHonest = 0
  /// Payments to come, latest first.
  private var waiting: [ShopPayment] = []

  /// How often each begins, for an honest payment.
  private static let episodes: [(pattern: FraudPattern, odds: Double)] = [
    (.cardTesting, 600e-6), (.newAccount, 3400e-6), (.takeover, 2600e-6), (.ring, 600e-6),
    (.friendly, 2200e-6),
  ]

  init(rows: Int, random: SeededRandom) {
    maker = PaymentsMaker(users: max(1, rows / 6), random: random.split(0))
    self.random = random.split(1)
    perDay = max(1, 0.95 * Double(rows) / Double(PaymentsSample.dayCount))
    nextHonest = nextMoment()
  }

  mutating func next() -> ShopPayment {
    while waiting.last.map({ $0.second >= nextHonest }) ?? true { begin() }
    return waiting.removeLast()
  }

  private mutating func begin() {
    for payment in maker.honest(at: nextHonest) { insert(payment) }
    for episode in Self.episodes where random.chance(episode.odds) {
      for payment in maker.fraud(episode.pattern, at: nextHonest + 1) { insert(payment) }
    }
    nextHonest = nextMoment()
  }

  /// One in each equal part of the shop's day, so that time never runs back.
  private mutating func nextMoment() -> Int {
    let place = (Double(begun) + random.uniform()) / perDay
    begun += 1
    let day = place.rounded(.down)
    return (PaymentsSample.firstDay + Int(day)) * SampleCalendar.secondsPerDay
      + DayClock.shop.second(at: place - day)
  }

  private mutating func insert(_ payment: ShopPayment) {
    var low = 0
    var high = waiting.count
    while low < high {
      let middle = (low + high) / 2
      if waiting[middle].second > payment.second { low = middle + 1 } else { high = middle }
    }
    waiting.insert(payment, at: low)
  }
}
