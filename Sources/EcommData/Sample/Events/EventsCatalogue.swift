import EcommBase

/// What the visitors of events.csv look at.
struct EventsCatalogue {
  struct Product {
    var id: Int
    /// Empty where the shop has not sorted it in.
    var category: String
    var brand: String
    var cents: Int
    /// Over the middle price of its category.
    var ratio: Double
  }

  static let perCategory = 40

  let products: [Product]

  init(_ random: SeededRandom) {
    var random = random
    products = Self.categories.flatMap { category in
      (0..<Self.perCategory).map { _ in Self.product(category, &random) }
    }.enumerated().map { place, product in
      var product = product
      product.id = 1_000_000 + place * 173
      return product
    }
  }

  /// Some categories and products are wanted more than others.
  func draw(_ random: inout SeededRandom) -> Int {
    let category = Int(random.uniform() * random.uniform() * Double(Self.categories.count))
    return inCategory(category, &random)
  }

  /// Another of the same category.
  func neighbour(of product: Int, _ random: inout SeededRandom) -> Int {
    inCategory(product / Self.perCategory, &random)
  }

  private func inCategory(_ category: Int, _ random: inout SeededRandom) -> Int {
    let place = random.uniform()
    return category * Self.perCategory + Int(place * place * Double(Self.perCategory))
  }

  private static func product(
    _ category: (name: String, cents: Int), _ random: inout SeededRandom
  ) -> Product {
    let cents = max(100, Int(random.skewed(Double(category.cents), spread: 0.5)))
    return Product(
      id: 0, category: random.chance(0.08) ? "" : category.name,
      brand: random.chance(0.12) ? "" : random.pick(brands), cents: cents,
      ratio: Double(cents) / Double(category.cents))
  }

  private static let brands = [
    "alviko", "berenta", "corvenn", "dolmiro", "eskara", "fjordan", "galvex", "hemlar", "ilvento",
    "jarosk", "kelvora", "lumarin", "morvia", "nordika", "orvelle", "pelgrim",
  ]

  /// With their middle prices.
  static let categories: [(name: String, cents: Int)] = [
    ("electronics.smartphone", 119_900), ("electronics.audio.headphone", 24_900),
    ("appliances.kitchen.kettle", 14_900), ("apparel.shoes", 29_900),
    ("electronics.video.tv", 219_900), ("computers.notebook", 329_900),
    ("appliances.environment.vacuum", 89_900), ("furniture.living_room.sofa", 189_900),
    ("apparel.jacket", 34_900), ("kids.toys", 7_900), ("sport.bicycle", 159_900),
    ("stationery.paper", 2_900),
  ]
}
