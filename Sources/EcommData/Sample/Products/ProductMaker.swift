import EcommBase

/// Makes up goods: brand, thing, looks and measures, and two or three sentences about them.
struct ProductMaker {
  struct Product {
    /// The row it was made for: an earlier one, for a copy.
    var row: Int
    var category: Int
    var label: Int
    var isAmbiguous: Bool
    var name = ""
    var description = ""
  }

  private let random: SeededRandom
  private static let categoryOdds = Odds(ProductsWords.categories.map(\.weight))

  init(_ random: SeededRandom) { self.random = random }

  func product(_ row: Int) -> Product {
    var random = random.split(UInt64(row))
    if row > 0, random.chance(0.02) { return product(row - 1 - random.below(min(row, 60))) }
    let category = Self.categoryOdds.draw(&random)
    let count = ProductsWords.categories.count
    let isWrong = random.chance(0.015)
    let label = isWrong ? (category + 1 + random.below(count - 1)) % count : category
    var product = Product(
      row: row, category: category, label: label, isAmbiguous: random.chance(0.04))
    let thing = Self.thing(product, &random)
    product.name = Self.name(thing, category, product.isAmbiguous, &random)
    product.description = Self.description(thing, product, &random)
    return product
  }

  private static func thing(_ product: Product, _ random: inout SeededRandom) -> String {
    let category = ProductsWords.categories[product.category]
    return random.pick(product.isAmbiguous ? category.shared : category.things)
  }

  private static func name(
    _ thing: String, _ category: Int, _ isAmbiguous: Bool, _ random: inout SeededRandom
  ) -> String {
    let measures = isAmbiguous ? ProductsWords.lengths : ProductsWords.categories[category].measures
    var name = random.pick(ProductsWords.brands) + " "
    if random.chance(0.4) { name += random.pick(ProductsWords.materials) + " " }
    name += thing
    if random.chance(0.5) { name += ", " + random.pick(ProductsWords.colours) }
    if random.chance(0.5) { name += " " + random.pick(measures) }
    if random.chance(0.25) { name += " (\(random.within(2...12)) pcs)" }
    if random.chance(0.3) {
      name += " \(random.pick(ProductsWords.series))\(random.within(1...99) * 10)"
    }
    return random.chance(0.08) ? name.uppercased() : name
  }

  /// Sentences that fit everything, and often one of the category's own.
  private static func description(
    _ thing: String, _ product: Product, _ random: inout SeededRandom
  ) -> String {
    let opening = random.pick(ProductsWords.openings)
    var text = "\(opening) \(thing) in \(random.pick(ProductsWords.colours))."
    text += " " + random.pick(ProductsWords.sentences)
    if !product.isAmbiguous, random.chance(0.45) {
      text += " " + random.pick(ProductsWords.categories[product.category].sentences)
    }
    if random.chance(0.3) { text += " " + random.pick(ProductsWords.sentences) }
    return text
  }
}
