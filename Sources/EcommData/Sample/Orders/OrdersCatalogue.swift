import EcommBase

/// What the shop sells, cheapest first.
struct OrdersCatalogue {
  struct Product {
    var name: String
    var id: Int
    /// Empty where the shop gave none.
    var ean: String
    var sku: String
    var vatPercent: Int
    var price: Int
  }

  let products: [Product]

  var highestPrice: Int { products[products.count - 1].price }

  init(_ random: SeededRandom) {
    var random = random
    var made: [Product] = []
    for kind in OrdersWords.goods {
      for variant in kind.variants {
        made.append(Self.product(kind, variant, number: made.count, &random))
      }
    }
    products = made.sorted { ($0.price, $0.id) < ($1.price, $1.id) }
  }

  /// A product whose price is near `cents`, at most `spread` places from the nearest.
  func nearest(_ cents: Double, within spread: Int, random: inout SeededRandom) -> Int {
    var low = 0
    var high = products.count
    while low < high {
      let middle = (low + high) / 2
      if Double(products[middle].price) < cents { low = middle + 1 } else { high = middle }
    }
    if low > 0, isNearer(low - 1, than: low, to: cents) { low -= 1 }
    let place = low + random.within(-spread...spread)
    return min(products.count - 1, max(0, place))
  }

  private func isNearer(_ a: Int, than b: Int, to cents: Double) -> Bool {
    guard b < products.count else { return true }
    return abs(Double(products[a].price) - cents) < abs(Double(products[b].price) - cents)
  }

  private static func product(
    _ kind: OrdersWords.Goods, _ variant: String, number: Int, _ random: inout SeededRandom
  ) -> Product {
    let id = 1000 + 7 * number + random.below(7)
    let price = Double(kind.cents) * (1 + 0.8 * random.uniform())
    let ending = random.pick([0, 90, 99, 99])
    return Product(
      name: "\(kind.name), \(variant)", id: id, ean: random.chance(0.06) ? "" : ean(id),
      sku: random.chance(0.1) ? "" : "\(kind.code)-\(id)", vatPercent: kind.vatPercent,
      price: Int(price) / 100 * 100 + ending)
  }

  /// A number of the range that GS1 leaves to shops (prefixes 20 to 29), with its check digit.
  static func ean(_ id: Int) -> String {
    let digits = Array("20\(String(repeating: "0", count: 10 - String(id).count))\(id)".utf8)
    let sum = digits.enumerated().reduce(0) {
      $0 + Int($1.element - 48) * ($1.offset % 2 == 0 ? 1 : 3)
    }
    return String(decoding: digits, as: UTF8.self) + String((10 - sum % 10) % 10)
  }
}
