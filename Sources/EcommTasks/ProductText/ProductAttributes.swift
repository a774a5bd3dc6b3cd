import EcommData

/// Columns made of a column of titles or descriptions: brand, size, unit, pieces, colour, material.
public struct ProductAttributes: Sendable {
  public let columns: [Column]

  /// - Parameters:
  ///   - name: of the column that the texts stand in.
  ///   - taken: names that there are already; a column of such a name gets a number.
  public init(_ texts: ColumnValues, name: String, taken: [String] = []) {
    let rows = (0..<texts.count).map { texts.text($0) ?? "" }
    let found = rows.map { ProductDescription($0) }
    var taken = Set(taken)
    columns = [
      Column("\(name) brand", .categories(Categories(of: Self.brands(rows)))),
      Column("\(name) size", .numbers(found.map { $0.size ?? .nan })),
      Column("\(name) unit", .categories(Categories(of: found.map(\.unit)))),
      Column("\(name) pieces", .numbers(found.map { $0.pieces ?? .nan })),
      Column("\(name) colour", .categories(Categories(of: found.map(\.colour)))),
      Column("\(name) material", .categories(Categories(of: found.map(\.material)))),
    ].map { column in
      var name = column.name
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(column.name)_\(number)"
        number += 1
      }
      return Column(name, column.values)
    }
  }

  /// Longer texts than this are sentences, which begin with no brand.
  private static let mostTitleWords = 12

  /// A brand is a first word that many titles begin with, and that seldom stands elsewhere.
  private static func brands(_ rows: [String]) -> [String?] {
    var first: [String: Int] = [:]
    var elsewhere: [String: Int] = [:]
    let words = rows.map { row in
      row.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    for row in words {
      guard let head = row.first else { continue }
      first[head, default: 0] += 1
      for word in Set(row.dropFirst()) { elsewhere[word, default: 0] += 1 }
    }
    let total = words.reduce(0) { $0 + $1.count }
    guard total <= mostTitleWords * rows.count else { return rows.map { _ in nil } }
    let fewest = max(3, rows.count / 2000)
    return words.map { row in
      guard let head = row.first, head.count > 1, head.contains(where: \.isLetter),
        let count = first[head], count >= fewest, count > 2 * elsewhere[head, default: 0],
        ProductWords.colours[head] == nil, ProductWords.materials[head] == nil,
        ProductWords.sets.isDisjoint(with: [head])
      else { return nil }
      return head
    }
  }
}
