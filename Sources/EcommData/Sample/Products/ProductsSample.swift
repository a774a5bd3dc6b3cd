import EcommBase

/// products.csv: names and descriptions of goods, and the category that a shop put them in. Rows are
/// independent.
///
/// Truth: `ProductsSample.truth`. One row in 25 speaks only in words that two categories share, so
/// that nothing tells which of the two it is; 15 rows in 1,000 have a wrong label; 1 in 50 copies a
/// row shortly before it.
///
/// Memory: one row.
public enum ProductsSample {
  static let set = SampleSet(
    name: "products", summary: "names and descriptions of goods, for a text classifier",
    fileName: "products.csv", defaultRows: 4000, generate: generate)

  /// What is known about each row.
  public struct Truth: Sendable, Equatable {
    public var category: String
    /// As the file has it.
    public var label: String
    /// The words fit another category just as well.
    public var isAmbiguous: Bool
    /// The earlier row, from 0, of which this is a copy.
    public var copyOf: Int?

    public var isMislabelled: Bool { category != label }
  }

  public static func truth(rows: Int? = nil, seed: UInt64 = Sample.defaultSeed) -> [Truth] {
    let maker = ProductMaker(SeededRandom(seed: seed))
    return (0..<max(0, rows ?? set.defaultRows)).map { row in
      let product = maker.product(row)
      return Truth(
        category: ProductsWords.categories[product.category].name,
        label: ProductsWords.categories[product.label].name, isAmbiguous: product.isAmbiguous,
        copyOf: product.row == row ? nil : product.row)
    }
  }

  private static func generate(rows: Int, seed: UInt64, to out: inout SampleWriter) throws {
    out.literal("name,description,category")
    try out.endRow()
    let maker = ProductMaker(SeededRandom(seed: seed))
    for row in 0..<rows {
      let product = maker.product(row)
      out.cell(product.name)
      out.comma()
      out.cell(product.description)
      out.comma()
      out.text(ProductsWords.categories[product.label].name)
      try out.endRow()
    }
  }
}
