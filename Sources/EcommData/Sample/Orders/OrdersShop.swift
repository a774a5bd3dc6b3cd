import EcommBase

/// Who orders and what there is to buy; the same for every day.
struct OrdersShop {
  let catalogue: OrdersCatalogue
  private let days: SeededRandom
  private let faithful: Traits
  private let earlier: Traits
  private let places: Traits
  private let repeats: Traits

  private static let hungarians = 0.006
  static let rowOdds = Odds([62, 27, 11])
  static let quantityOdds = Odds([78, 14, 5, 3])

  init(_ random: SeededRandom) {
    catalogue = OrdersCatalogue(random.split(OrdersSample.Concern.catalogue.rawValue))
    days = random.split(OrdersSample.Concern.days.rawValue)
    let clients = random.split(OrdersSample.Concern.clients.rawValue)
    faithful = Traits(clients, 0)
    earlier = Traits(clients, 1)
    places = Traits(clients, 2)
    repeats = Traits(clients, 3)
  }

  func dayRandom(_ day: Int) -> SeededRandom { days.split(UInt64(day)) }

  /// Three in eight orders come from the client of some earlier order, the others from a new client,
  /// so that the numbers of orders are spread widely and nothing has to be remembered.
  func client(of number: Int) -> Int {
    var client = number
    while client > 0, faithful.uniform(client) < 0.375 { client = earlier.below(client, client) }
    return client
  }

  func isHungarian(_ client: Int) -> Bool { places.uniform(client) < Self.hungarians }

  func isRepeat(_ number: Int) -> Bool { repeats.uniform(number) < 0.004 }

  /// Bigger towns have more clients.
  func city(_ client: Int, isHungarian: Bool) -> String {
    let draw = places.uniform(~client)
    let cities = isHungarian ? OrdersWords.hungarianCities : OrdersWords.cities
    return cities[Int(draw * draw * Double(cities.count))]
  }

  /// One to three kinds of goods that together cost about `cents`.
  func basket(cents: Double, isClose: Bool, random: inout SeededRandom) -> [Order.Line] {
    var count = cents < 6000 ? 1 : Self.rowOdds.draw(&random) + 1
    var left = cents
    var lines: [Order.Line] = []
    while count > 0 {
      let piece = count == 1 ? left : left * (0.25 + 0.5 * random.uniform())
      let line = line(cents: piece, isClose: isClose && count == 1, random: &random)
      left -= Double(line.amount)
      count -= 1
      lines.append(line)
    }
    return lines
  }

  private func line(cents: Double, isClose: Bool, random: inout SeededRandom) -> Order.Line {
    var quantity = Self.quantityOdds.draw(&random) + 1
    if cents < 2500 * Double(quantity) { quantity = 1 }
    while cents > Double(catalogue.highestPrice * quantity) * 1.2, quantity < 100_000 {
      quantity += 1
    }
    let wanted = cents / Double(quantity)
    let product = catalogue.nearest(wanted, within: isClose ? 0 : 3, random: &random)
    return Order.Line(
      product: product, quantity: quantity, price: catalogue.products[product].price)
  }
}
