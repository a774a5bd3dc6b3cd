/// The words of products.csv that belong to no category. The brands are invented.
enum ProductsWords {
  struct Category {
    var name: String
    /// How many of them there are, beside the others.
    var weight: Int
    var things: [String]
    /// Each is a thing of some other category too.
    var shared: [String]
    var measures: [String]
    var sentences: [String]
  }

  static let brands = [
    "Alviko", "Berenta", "Corvenn", "Dolmiro", "Eskara", "Fjordan", "Galvex", "Hemlar", "Ilvento",
    "Jarosk", "Kelvora", "Lumarin", "Morvia", "Nordika", "Orvelle", "Pelgrim", "Quenta", "Rivoss",
    "Solvik", "Tarnella",
  ]

  static let materials = [
    "steel", "wooden", "cotton", "leather", "plastic", "bamboo", "glass", "ceramic", "aluminium",
    "rubber", "linen", "silicone",
  ]

  static let colours = [
    "black", "white", "grey", "navy blue", "red", "forest green", "sand", "rosé", "yellow", "olive",
    "brown", "light blue",
  ]

  static let series = ["X", "Pro ", "Air ", "S", "Neo ", "M"]

  static let lengths = ["20 cm", "30 cm", "45 cm", "60x40 cm", "80 cm", "1.2 m", "2 m"]

  static let openings = [
    "A well made", "Our most popular", "Light and handy", "A classic", "New this season:",
    "A sturdy", "Carefully finished", "The everyday", "An elegant", "A small but useful",
  ]

  static let sentences = [
    "Easy to clean and built to last.", "Makes a fine present.", "Comes in a recycled box.",
    "Two years of warranty.", "Designed with care, down to the detail.", "Takes up little space.",
    "Ready to use out of the box.", "Suits every home.", "Tested for daily use.",
    "For indoors and outdoors.", "Also sold as a set with a cover and a bag.",
    "The surface is pleasant to the touch.", "Safe for children.", "Spare parts are available.",
    "Fits standard sizes.", "With a practical handle.",
  ]
}
