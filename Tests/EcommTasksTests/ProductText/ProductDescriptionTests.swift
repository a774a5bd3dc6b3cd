import EcommBase
import EcommData
import Testing

@testable import EcommTasks

@Suite struct ProductDescriptionTests {
  @Test(
    arguments: [
      ("apple iphone 8 plus 64GB space grey", 64.0, "gb", nil, "grey", nil),
      ("SET OF 20 PAPER NAPKINS RED", nil, nil, 20.0, "red", "paper"),
      ("SET20 NAPKINS", nil, nil, 20, nil, nil),
      ("Ilvento wooden shelf 60x40 cm, navy blue", 60, "cm", nil, "blue", "wood"),
      ("Sok jabłkowy 1,5 l szklana butelka", 1.5, "l", nil, nil, "glass"),
      ("Ręcznik bawełniany czarny 6 szt", nil, nil, 6, "black", "cotton"),
      ("tv 32 inch 12.5kg", 32, "inch", nil, nil, nil),
      ("", nil, nil, nil, nil, nil),
      ("... 7. ,8 x", nil, nil, nil, nil, nil),
      ("99999999999999999999999999 ml", 1e26, "ml", nil, nil, nil),
    ] as [(String, Double?, String?, Double?, String?, String?)])
  func says(
    _ text: String, _ size: Double?, _ unit: String?, _ pieces: Double?, _ colour: String?,
    _ material: String?
  ) {
    let found = ProductDescription(text)
    #expect(found.size == size && found.unit == unit && found.pieces == pieces)
    #expect(found.colour == colour && found.material == material)
  }

  @Test func brandsBeginManyTitles() throws {
    let titles = (0..<40).map { $0 % 2 == 0 ? "Kelvora lamp \($0)" : "red lamp of Morvia \($0)" }
    var texts = Texts()
    for title in titles { texts.append(title.utf8) }
    let column = ProductAttributes(.texts(texts), name: "t").columns[0]
    #expect(column.name == "t brand")
    #expect(column.values.text(0) == "kelvora" && column.values.text(1) == nil)
  }
}
