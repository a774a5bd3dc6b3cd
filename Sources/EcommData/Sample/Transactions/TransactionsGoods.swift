import EcommBase

/// The wholesaler's goods, the most wanted first.
struct TransactionsGoods {
  struct Product {
    var code: String
    var name: String
    var cents: Int
  }

  let products: [Product]

  init(_ random: SeededRandom) {
    var random = random
    var made: [Product] = []
    for thing in TransactionsWords.things {
      for look in TransactionsWords.looks {
        made.append(Self.product(look, thing, number: made.count, &random))
      }
    }
    random.shuffle(&made)
    products = made
  }

  private static func product(
    _ look: String, _ thing: String, number: Int, _ random: inout SeededRandom
  ) -> Product {
    let letter = random.chance(0.25) ? random.pick(["A", "B", "C", "L", "S"]) : ""
    let space = random.chance(0.2) ? " " : ""
    let price = Int(random.skewed(310, spread: 0.75))
    return Product(
      code: "\(20_100 + number * 37)\(letter)", name: "\(look) \(thing)\(space)",
      cents: price / 10 * 10 + 5)
  }
}
