import EcommBase
import EcommData
import EcommLearn

/// How closely two columns go together, from 0 (not at all) to 1.
///
/// Numbers with numbers: the size of Pearson's correlation, and of Spearman's, which is that of the ranks;
/// categories with categories: Cramér's V, less what chance alone would show (Bergsma, 2013); numbers with
/// categories: the correlation ratio, the root of the part of the variance that the categories tell.
public struct Association: Sendable {
  public enum Kind: String, Sendable { case pearson, cramer, ratio }

  public let first: String
  public let second: String
  public let kind: Kind
  /// Signed for numbers.
  public let value: Double
  /// Of the ranks, for numbers.
  public let rank: Double?

  /// Of more different categories the association says little.
  private static let mostLevels = 200

  /// Every pair of columns that can be held together, strongest first.
  public static func all(_ table: Table, parallel: Parallel = Parallel()) throws -> [Association] {
    let sides = table.columns.compactMap(Side.init)
    let pairs = sides.indices.flatMap { a in ((a + 1)..<sides.count).map { (a, $0) } }
    return try parallel.map(pairs.count) { between(sides[pairs[$0].0], sides[pairs[$0].1]) }
      .compactMap { $0 }
      .sorted {
        (abs($0.value), $1.first, $1.second) > (abs($1.value), $0.first, $0.second)
      }
  }

  private struct Side: Sendable {
    let name: String
    let numbers: [Double]?
    let ranks: [Double]
    let categories: Categories?

    init?(_ column: Column) {
      name = column.name
      switch column.values {
      case .texts, .dates: return nil
      case .categories(let values):
        guard (2...Association.mostLevels).contains(values.levels.count) else { return nil }
        numbers = nil
        ranks = []
        categories = values
      default:
        let values = column.values.doubles ?? []
        numbers = values
        ranks = Ranks.of(values)
        categories = nil
      }
    }
  }

  private static func between(_ a: Side, _ b: Side) -> Association? {
    switch (a.numbers, b.numbers) {
    case (let x?, let y?):
      guard let value = Correlation.pearson(x, y) else { return nil }
      return Association(
        first: a.name, second: b.name, kind: .pearson, value: value,
        rank: Correlation.pearson(a.ranks, b.ranks)
      )
    case (let x?, nil): return b.categories.flatMap { ratio(x, $0, a.name, b.name) }
    case (nil, let y?): return a.categories.flatMap { ratio(y, $0, a.name, b.name) }
    case (nil, nil):
      guard let x = a.categories, let y = b.categories, let value = cramer(x, y) else { return nil }
      return Association(
        first: a.name, second: b.name, kind: .cramer, value: value, rank: nil)
    }
  }

  private static func ratio(
    _ x: [Double], _ groups: Categories, _ first: String, _ second: String
  ) -> Association? {
    var counts = [Double](repeating: 0, count: groups.levels.count)
    var sums = counts
    var (count, sum) = (0.0, 0.0)
    for (value, code) in zip(x, groups.codes) where value.isFinite && code >= 0 {
      counts[Int(code)] += 1
      sums[Int(code)] += value
      count += 1
      sum += value
    }
    guard count > 1 else { return nil }
    let mean = sum / count
    let total = zip(x, groups.codes).reduce(0.0) { total, row in
      row.0.isFinite && row.1 >= 0 ? total + (row.0 - mean) * (row.0 - mean) : total
    }
    guard total > 0 else { return nil }
    let between = counts.indices.reduce(0.0) { between, group in
      guard counts[group] > 0 else { return between }
      let step = sums[group] / counts[group] - mean
      return between + counts[group] * step * step
    }
    return Association(
      first: first, second: second, kind: .ratio, value: min(1, between / total).squareRoot(),
      rank: nil)
  }

  static func cramer(_ a: Categories, _ b: Categories) -> Double? {
    let width = b.levels.count
    var table = [Double](repeating: 0, count: a.levels.count * width)
    var (rows, columns) = (
      [Double](repeating: 0, count: a.levels.count), [Double](repeating: 0, count: width)
    )
    var count = 0.0
    for (x, y) in zip(a.codes, b.codes) where x >= 0 && y >= 0 {
      table[Int(x) * width + Int(y)] += 1
      rows[Int(x)] += 1
      columns[Int(y)] += 1
      count += 1
    }
    let (r, k) = (Double(rows.count { $0 > 0 }), Double(columns.count { $0 > 0 }))
    guard count > 1, r > 1, k > 1 else { return nil }
    var square = 0.0
    for place in table.indices {
      let expected = rows[place / width] * columns[place % width] / count
      if expected > 0 { square += (table[place] - expected) * (table[place] - expected) / expected }
    }
    let corrected = max(0, square / count - (r - 1) * (k - 1) / (count - 1))
    let room = min(r - (r - 1) * (r - 1) / (count - 1), k - (k - 1) * (k - 1) / (count - 1)) - 1
    return room > 0 ? min(1, corrected / room).squareRoot() : nil
  }

  public var json: JSON {
    [
      "first": .string(first), "second": .string(second), "kind": .string(kind.rawValue),
      "value": .number(value), "rank": .optional(rank),
    ]
  }
}

/// Places in the order of size, from 1; equal values share the mean of theirs, missing ones have none.
enum Ranks {
  static func of(_ values: [Double]) -> [Double] {
    let order = values.indices.filter { values[$0].isFinite }
      .sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: .nan, count: values.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
      for place in first..<end { ranks[order[place]] = Double(first + end + 1) / 2 }
      first = end
    }
    return ranks
  }
}
