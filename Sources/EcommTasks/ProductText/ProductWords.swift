/// Words that shops describe goods by, in English, Polish and German.
enum ProductWords {
  static let colours: [String: String] = words([
    "black": "black czarny czarna czarne schwarz", "white": "white biały biała białe weiß weiss",
    "grey": "grey gray szary szara szare grau graphite spacegrau",
    "silver": "silver srebrny srebrna silber",
    "gold": "gold golden złoty złota", "red": "red czerwony czerwona czerwone rot crimson",
    "blue": "blue navy niebieski niebieska blau azure", "green": "green zielony zielona grün olive",
    "yellow": "yellow żółty żółta gelb", "pink": "pink rose rosé różowy różowa rosa",
    "purple": "purple violet lila fioletowy fioletowa", "orange": "orange pomarańczowy",
    "brown": "brown brązowy brązowa braun", "beige": "beige sand cream ivory kremowy",
    "turquoise": "turquoise teal turkus", "transparent": "transparent clear przezroczysty",
  ])

  static let materials: [String: String] = words([
    "steel": "steel stainless stalowy stal stahl edelstahl inox",
    "wood": "wood wooden drewno drewniany drewniana holz oak pine beech walnut",
    "cotton": "cotton bawełna bawełniany baumwolle", "leather": "leather skóra skórzany leder",
    "plastic": "plastic plastik kunststoff pvc acrylic", "bamboo": "bamboo bambus bambusowy",
    "glass": "glass szkło szklany szklana glas crystal",
    "ceramic": "ceramic porcelain ceramika keramik porzellan",
    "aluminium": "aluminium aluminum alu", "rubber": "rubber guma gummi latex",
    "linen": "linen len lniany leinen", "silicone": "silicone silikon silikonowy",
    "wool": "wool wełna wełniany wolle felt", "paper": "paper papier papierowy cardboard",
    "metal": "metal metalowy metall zinc iron brass copper", "silk": "silk jedwab seide",
    "polyester": "polyester poliester nylon",
  ])

  /// Units by how they are written, each with the plain name that it gets.
  static let units: [String: String] = words([
    "ml": "ml", "l": "l litre litres liter liters ltr", "g": "g gram grams", "kg": "kg kilo",
    "mm": "mm", "cm": "cm", "m": "m metre metres meter meters", "inch": "inch inches in",
    "gb": "gb", "tb": "tb", "mb": "mb", "w": "w watt watts", "kw": "kw", "v": "v volt",
    "mah": "mah",
    "ghz": "ghz", "mhz": "mhz", "hz": "hz", "mp": "mp megapixel", "oz": "oz",
  ])

  /// Behind a number: so many pieces.
  static let pieces: Set<String> = [
    "pcs", "pc", "pieces", "piece", "pack", "packs", "szt", "sztuk", "sztuki", "stück", "teilig",
    "pairs",
    "piece's", "count", "ct",
  ]
  /// Before a number: so many pieces.
  static let sets: Set<String> = ["set", "pack", "box", "zestaw", "packung", "bundle"]
  static let of: Set<String> = ["of", "von", "po"]

  private static func words(_ groups: [String: String]) -> [String: String] {
    var table: [String: String] = [:]
    for (name, words) in groups {
      for word in words.split(separator: " ") { table[String(word)] = name }
    }
    return table
  }
}
