import EcommBase

/// Makes honest payments and the episodes of fraud among them.
struct PaymentsMaker {
  let town: PaymentsTown
  private var random: SeededRandom
  /// Accounts that are not of the town.
  private var strangers = 0

  init(users: Int, random: SeededRandom) {
    town = PaymentsTown(users: users, random: random.split(0))
    self.random = random.split(1)
  }

  /// A payment at `second`, and now and then more of the same user in the next minutes.
  mutating func honest(at second: Int) -> [ShopPayment] {
    if random.chance(0.05) { return [guest(at: second)] }
    let payment = usual(member(at: second), at: second)
    guard random.chance(0.012) else { return [payment] }
    return (0...random.within(1...3)).map { index in
      var again = payment
      again.second += index * random.within(40...400)
      again.cents = amount(town.level(payment.user), 0.55)
      return again
    }
  }

  /// Frequent buyers are few. A user who has not signed up yet gives way to one of long standing.
  private mutating func member(at second: Int) -> Int {
    for _ in 0..<20 {
      let place = random.uniform()
      let user = Int(place * place * Double(town.users))
      if town.signup(user) < second - 600 { return user }
    }
    return 0
  }

  /// Devices are changed, people travel, and some days are for big things.
  private mutating func usual(_ user: Int, at second: Int) -> ShopPayment {
    let travels = random.chance(0.03)
    let isBig = random.chance(0.03)
    let cents = amount(town.level(user) * (isBig ? 4 : 1), 0.55)
    return ShopPayment(
      second: second, user: user, signup: town.signup(user),
      card: town.card(user, second: random.chance(0.12)),
      device: random.chance(0.03) ? random.next() : town.device(user, second: random.chance(0.15)),
      address: travels || random.chance(0.2)
        ? PaymentsTown.address(random.next()) : town.address(user),
      country: travels ? random.below(9) : town.country(user), cents: cents,
      items: items(cents))
  }

  /// Signs up to buy at once, as honest people do too.
  private mutating func guest(at second: Int) -> ShopPayment {
    let cents = amount(9000, 0.8)
    return stranger(at: second, age: random.within(45...2400), cents: cents)
  }

  mutating func stranger(at second: Int, age: Int, cents: Int) -> ShopPayment {
    strangers += 1
    return ShopPayment(
      second: second, user: town.users + strangers, signup: second - age, card: random.next(),
      device: random.next(), address: PaymentsTown.address(random.next()),
      country: random.chance(0.85) ? 0 : random.below(7), cents: cents, items: items(cents))
  }

  mutating func amount(_ scale: Double, _ spread: Double) -> Int {
    max(300, Int(random.skewed(scale, spread: spread)))
  }

  private mutating func items(_ cents: Int) -> Int { 1 + random.below(2 + min(6, cents / 9000)) }
}

extension PaymentsMaker {
  /// The payments of one episode that begins at `second`, in order.
  mutating func fraud(_ pattern: FraudPattern, at second: Int) -> [ShopPayment] {
    var payments =
      switch pattern {
      case .cardTesting: cardTesting(second)
      case .newAccount: newAccount(second)
      case .takeover: takeover(second)
      case .ring: ring(second)
      case .friendly: [usual(member(at: second), at: second)]
      }
    for index in payments.indices { payments[index].pattern = pattern }
    return payments
  }

  private mutating func cardTesting(_ second: Int) -> [ShopPayment] {
    var payment = stranger(at: second, age: random.within(60...5000), cents: 0)
    payment.country = random.chance(0.6) ? random.within(6...12) : 0
    payment.items = 1
    return (0..<random.within(6...14)).map { _ in
      payment.second += random.within(8...90)
      payment.card = random.next()
      payment.cents = random.within(100...1900)
      return payment
    }
  }

  private mutating func newAccount(_ second: Int) -> [ShopPayment] {
    let first = stranger(
      at: second, age: random.within(15...400), cents: amount(120_000, 0.6))
    guard random.chance(0.3) else { return [first] }
    var again = first
    again.second += random.within(60...900)
    again.cents = amount(120_000, 0.6)
    return [first, again]
  }

  private mutating func takeover(_ second: Int) -> [ShopPayment] {
    var payment = usual(member(at: second), at: second)
    payment.device = random.next()
    payment.address = PaymentsTown.address(random.next())
    payment.country = random.chance(0.75) ? random.within(6...12) : payment.country
    let level = town.level(payment.user) * (2.5 + 5 * random.uniform())
    return (0..<random.within(1...3)).map { _ in
      payment.cents = amount(level, 0.3)
      payment.second += random.within(30...600)
      return payment
    }
  }

  private mutating func ring(_ second: Int) -> [ShopPayment] {
    let device = random.next()
    let address = PaymentsTown.address(random.next())
    var at = second
    return (0..<random.within(5...8)).map { _ in
      let age = random.within(1...20) * 86_400 + random.below(86_400)
      var payment = stranger(at: at, age: age, cents: amount(32_000, 0.3))
      payment.device = device
      payment.address = address
      payment.country = 0
      at += random.within(600...36_000)
      return payment
    }
  }
}
