import EcommBase

/// The honest users of payments.csv, all computed from their numbers.
struct PaymentsTown {
  let users: Int
  private let signups: Traits
  private let devices: Traits
  private let addresses: Traits
  private let cards: Traits
  private let levels: Traits

  private static let begin = PaymentsSample.firstDay * SampleCalendar.secondsPerDay
  /// The largest prime below 10^9: multiples of anything modulo it repeat no sooner.
  private static let prime = 999_999_937

  init(users: Int, random: SeededRandom) {
    self.users = users
    signups = Traits(random, 0)
    devices = Traits(random, 1)
    addresses = Traits(random, 2)
    cards = Traits(random, 3)
    levels = Traits(random, 4)
  }

  /// As the file has it: it tells nothing about when the account was made.
  static func id(_ user: Int) -> Int { 1_000_000_000 + user % prime * 618_033_989 % prime }

  /// Most were there before the first day.
  func signup(_ user: Int) -> Int {
    let draw = signups.uniform(user)
    let days = draw < 0.8 ? -1 - 1100 * (draw / 0.8) : (draw - 0.8) / 0.2 * 80
    return Self.begin + Int(days * Double(SampleCalendar.secondsPerDay))
  }

  /// One account in eight shares its device with another of the household.
  func device(_ user: Int, second: Bool) -> UInt64 {
    let household = user / 2
    let isShared = devices.uniform(~household) < 0.125
    return devices.bits((isShared ? household : user &+ 1 << 40) &* 2 &+ (second ? 1 : 0))
  }

  /// Some households and some offices of twenty are behind one address.
  func address(_ user: Int) -> UInt32 {
    let office = user / 20
    let isOffice = addresses.uniform(~office) < 0.04
    return Self.address(addresses.bits(isOffice ? office : user / 2 &+ 1 << 40))
  }

  /// In 10.0.0.0/8, where nobody lives.
  static func address(_ bits: UInt64) -> UInt32 {
    10 << 24 | UInt32(truncatingIfNeeded: bits >> 40)
  }

  func card(_ user: Int, second: Bool) -> UInt64 { cards.bits(user &* 2 &+ (second ? 1 : 0)) }

  func country(_ user: Int) -> Int {
    let draw = levels.uniform(~user)
    return draw < 0.9 ? 0 : 1 + Int((draw - 0.9) * 50)
  }

  /// What the user spends as a rule, in cents.
  func level(_ user: Int) -> Double { 4000 + 26_000 * levels.uniform(user) * levels.uniform(user) }
}
