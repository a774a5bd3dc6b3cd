import EcommBase

/// Who is a customer and who buys when, all computed from numbers: nothing is stored by customer.
struct CustomerBook {
  /// Where in 0..<count each kind of `CustomerHabit.all` ends.
  private let ends: [Int]
  private let visits: Traits
  private let choices: Traits

  var count: Int { ends[ends.count - 1] }

  static let dayCount = 374
  private static let visitStride = 512
  /// A prime, so that multiples of it modulo another number take every value.
  private static let prime = 611_953

  init(rows: Int, random: SeededRandom) {
    let linesEach = CustomerHabit.all.reduce(0) { $0 + $1.share * $1.invoices * $1.meanLines }
    let customers = 0.76 * Double(rows) / linesEach
    var share = 0.0
    ends = CustomerHabit.all.map { habit in
      share += habit.share
      return Int((share * customers).rounded(.up))
    }
    visits = Traits(random, TransactionsSample.Concern.visits.rawValue)
    choices = Traits(random, TransactionsSample.Concern.choices.rawValue)
  }

  func members(_ kind: Int) -> Range<Int> { (kind == 0 ? 0 : ends[kind - 1])..<ends[kind] }

  /// The number in the file: kinds do not stand together in it.
  func id(_ member: Int) -> Int {
    let span = count % Self.prime == 0 ? count + 1 : count
    return 12_000 + member * Self.prime % span
  }

  func buys(_ member: Int, _ habit: CustomerHabit, day: Int) -> Bool {
    guard day >= 0, Self.isTrading(day) else { return false }
    return switch habit.kind {
    case .lost: day == Self.tradingDay(choices.below(240, member))
    case .new: day == firstDay(member) || day == secondDay(member)
    default: day < habit.lastDay && comes(member, every: habit.period, day: day)
    }
  }

  /// On a day of its own in each period, more surely in season: regular enough that luck makes no
  /// faithful customer look like a stray one.
  private func comes(_ member: Int, every period: Int, day: Int) -> Bool {
    let turn = member &* Self.visitStride &+ day / period
    return day % period == visits.below(period, turn)
      && choices.uniform(turn) < Self.season(day) / 1.45
  }

  private func firstDay(_ member: Int) -> Int {
    Self.tradingDay(Self.dayCount - 42 + choices.below(38, member))
  }

  /// Four in ten of the new ones have come back; -1 is a day that never comes.
  private func secondDay(_ member: Int) -> Int {
    guard choices.uniform(~member) < 0.4 else { return -1 }
    return Self.tradingDay(firstDay(member) + 4 + choices.below(14, ~member))
  }

  /// Shops stock up in autumn.
  static func season(_ day: Int) -> Double {
    [1.2, 0.8, 0.8, 0.9, 0.85, 0.95, 0.9, 0.85, 0.9, 1.15, 1.25, 1.45, 1.3][min(12, day / 30)]
  }

  /// No trade on Saturdays and around New Year.
  static func isTrading(_ day: Int) -> Bool {
    CivilDate(days: TransactionsSample.firstDay + day).weekday != 6 && !(23...33).contains(day)
  }

  /// `day`, or the next on which there is trade.
  private static func tradingDay(_ day: Int) -> Int {
    var day = day
    while !isTrading(day) { day += 1 }
    return day
  }
}
