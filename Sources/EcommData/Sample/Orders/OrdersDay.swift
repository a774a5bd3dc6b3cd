import EcommBase

/// The orders of one day, newest first.
///
/// The amounts follow the plan: each order asks for its share of the day's total, takes what baskets
/// there are near it, and hands the difference on to the next; the last one is fitted closely.
struct OrdersDay {
  private let shop: OrdersShop
  private let day: Int
  private let numbers: Range<Int>
  private var random: SeededRandom
  private var orders: [Order]

  static func orders(_ day: Int, plan: OrdersPlan, shop: OrdersShop) -> [Order] {
    let numbers = plan.numbers(day)
    guard !numbers.isEmpty else { return [] }
    var made = OrdersDay(day, numbers: numbers, shop: shop)
    made.setTimes()
    made.fillBaskets(cents: plan.cents[day])
    made.settle()
    return made.withRepeats()
  }

  private init(_ day: Int, numbers: Range<Int>, shop: OrdersShop) {
    self.shop = shop
    self.day = OrdersSample.firstDay + day
    self.numbers = numbers
    random = shop.dayRandom(day)
    orders = numbers.reversed().filter { !Self.isRepeat($0, numbers, shop) }.map { number in
      let client = shop.client(of: number)
      return Order(number: number, client: client, isHungarian: shop.isHungarian(client))
    }
  }

  private mutating func setTimes() {
    let isLast = day == OrdersSample.lastDay
    let open = isLast ? DayClock.shop.part(before: OrdersSample.lastSecond) : 1
    var seconds = orders.map { _ in DayClock.shop.second(at: random.uniform() * open) }
    seconds.sort(by: >)
    for index in orders.indices {
      orders[index].second = day * SampleCalendar.secondsPerDay + seconds[index]
    }
  }

  private mutating func fillBaskets(cents: Double) {
    let shares = orders.map { $0.isHungarian ? 0 : random.skewed(1, spread: 0.55) }
    let last = shares.lastIndex { $0 > 0 }
    let all = max(shares.reduce(0, +), .leastNormalMagnitude)
    var owed = 0.0
    for index in orders.indices {
      let share = cents * shares[index] / all
      orders[index] = filled(orders[index], cents: owed + share, isClose: index == last)
      if !orders[index].isHungarian { owed += share - Double(orders[index].amount) }
    }
  }

  private mutating func filled(_ order: Order, cents: Double, isClose: Bool) -> Order {
    guard !order.isHungarian else { return filledAbroad(order) }
    var order = order
    order.payment = Payment(rawValue: Payment.odds.draw(&random)) ?? .transfer
    order.delivery = Delivery(rawValue: Delivery.odds.draw(&random)) ?? .courier
    let isFree = cents >= Double(Order.freeDelivery)
    let goods = isFree ? cents : cents - Double(order.delivery.cents)
    order.lines = shop.basket(cents: goods, isClose: isClose, random: &random)
    return order
  }

  private mutating func filledAbroad(_ order: Order) -> Order {
    var order = order
    order.payment = .card
    order.delivery = .hungary
    let cents = random.skewed(OrdersPlan.meanCents * 0.65, spread: 0.5)
    order.lines = shop.basket(cents: cents, isClose: false, random: &random).map { line in
      Order.Line(
        product: line.product, quantity: line.quantity, price: Self.forints(line.price))
    }
    return order
  }

  /// At 88 forints a złoty, to whole tens.
  private static func forints(_ cents: Int) -> Int { (cents * 88 + 500) / 1000 * 1000 }

  private mutating func settle() {
    for index in orders.indices {
      orders[index].status = status(orders[index].payment, draw: random.uniform())
    }
  }

  private func status(_ payment: Payment, draw: Double) -> Int {
    switch payment {
    case .onDelivery: OrdersSample.lastDay - day < 6 || draw < 0.05 ? 0 : 2
    case .transfer: draw < 0.08 ? 0 : draw < 0.12 ? 1 : 2
    default: draw < 0.015 ? 0 : 2
    }
  }

  /// A number that an order never got: the export repeats the next newer one in its place.
  private static func isRepeat(_ number: Int, _ numbers: Range<Int>, _ shop: OrdersShop) -> Bool {
    number + 1 < numbers.upperBound && shop.isRepeat(number)
  }

  private func withRepeats() -> [Order] {
    var all: [Order] = []
    var next = 0
    for number in numbers.reversed() {
      if Self.isRepeat(number, numbers, shop) {
        all.append(orders[next - 1])
      } else {
        all.append(orders[next])
        next += 1
      }
    }
    return all
  }
}
