import EcommBase

/// One invoice to come: who buys, and when its goods were chosen.
struct Invoice {
  /// Negative for a passer-by.
  var member: Int
  var habit: Int
  /// Day of the purchase; a return has that of what it returns.
  var day: Int
  var isReturn = false
}

/// The goods on invoices, a function of who buys and on which day: a return finds what was bought
/// without anyone having kept it.
struct InvoiceLines {
  struct Line {
    var product: Int
    var quantity: Int
    var cents: Int
  }

  private let random: SeededRandom
  private let returns: Traits
  let goods: TransactionsGoods

  init(_ random: SeededRandom) {
    self.random = random.split(TransactionsSample.Concern.invoices.rawValue)
    returns = Traits(self.random, .max)
    goods = TransactionsGoods(random.split(TransactionsSample.Concern.goods.rawValue))
  }

  func lines(_ invoice: Invoice) -> [Line] {
    let passes = invoice.member < 0
    let habit = passes ? CustomerHabit.passerBy : CustomerHabit.all[invoice.habit]
    var random = random.split(Self.key(invoice))
    let count = invoice.isReturn ? 1 : random.within(habit.lines)
    if invoice.isReturn { _ = random.next() }
    return (0..<count).map { _ in line(habit, &random) }
  }

  /// Some invoices are taken back in part a week later.
  func isReturned(_ member: Int, day: Int) -> Bool {
    returns.uniform(member &* 512 &+ day) < 0.04
  }

  private func line(_ habit: CustomerHabit, _ random: inout SeededRandom) -> Line {
    let popular = random.uniform()
    let product = Int(popular * popular * Double(goods.products.count))
    let list = goods.products[product].cents
    let price = habit.kind == .wholesale ? list * 85 / 100 : list
    let quantity = random.pick(habit.quantities)
    return Line(
      product: product, quantity: quantity, cents: random.chance(0.002) ? 0 : price)
  }

  private static func key(_ invoice: Invoice) -> UInt64 {
    UInt64(bitPattern: Int64(invoice.member &* 512 &+ invoice.day))
  }
}
