import EcommBase
import EcommData

/// What the columns that decide add at each of their values, on some rows.
public struct ClassExplanationPicture: Sendable {
  public struct Column: Sendable {
    public let name: String
    public let size: Double
    /// What it adds in each row; where the row's value lies among the others, from 0 to 1; and the value.
    /// Values are not-a-number where they have no order.
    public let rows: [(part: Double, rank: Double, value: Double)]
    /// Of categories: what each adds on average, the most frequent first.
    public let levels: [(name: String, rows: Int, part: Double)]
  }

  /// The most important first.
  public let columns: [Column]
  /// Of a row in the middle of those explained, the least sure and the most sure ones: what it is made of.
  public let samples: [Sample]
  /// The row that most speaks for and against at once.
  public let contested: Sample?

  public struct Sample: Sendable {
    /// Its place among the rows that were explained, from 0.
    public let row: Int
    public let base: Double
    public let parts: [(name: String, part: Double)]
    public let score: Double
  }

  private static let shown = 12
  private static let shownLevels = 12
  private static let shownParts = 8

  /// - Parameter schema: of the model; what it takes as categories is shown as such, though a file may have
  ///   it as numbers.
  public init(_ explanation: ClassExplanation, _ table: Table, schema: [SchemaColumn]) {
    let categories = Set(schema.filter { $0.type == .category }.map(\.name))
    columns = explanation.importance.prefix(Self.shown).filter { $0.size > 0 }.map { name, size in
      let values = table[name]?.values
      let asKnown =
        categories.contains(name) ? values.map { .categories(Schema.categories($0)) } : values
      return Self.column(name, size, explanation, asKnown)
    }
    samples = Self.samples(explanation)
    contested = Self.mostContested(explanation).map { Self.sample(explanation, $0) }
  }

  private static func column(
    _ name: String, _ size: Double, _ explanation: ClassExplanation, _ own: ColumnValues?
  ) -> Column {
    let place = explanation.names.firstIndex(of: name)
    let parts = explanation.parts.map { row in row.first { $0.name == place }?.part ?? 0 }
    let numbers = own?.doubles.flatMap { $0.count == parts.count ? $0 : nil }
    let ranks = numbers.map { Ranks.of($0) }
    let known = Double(max(2, ranks?.count { $0.isFinite } ?? 2))
    return Column(
      name: name, size: size,
      rows: parts.indices.map { row in
        let rank = ranks.map { ($0[row] - 1) / (known - 1) } ?? .nan
        return (parts[row], rank, numbers?[row] ?? .nan)
      },
      levels: own.map { levels($0, parts) } ?? [])
  }

  private static func levels(
    _ values: ColumnValues, _ parts: [Double]
  ) -> [(name: String, rows: Int, part: Double)] {
    guard case .categories(let categories) = values, categories.codes.count == parts.count
    else { return [] }
    var sums = [(rows: Int, part: Double)](
      repeating: (0, 0), count: categories.levels.count)
    for (row, code) in categories.codes.enumerated() where code >= 0 {
      sums[Int(code)].rows += 1
      sums[Int(code)].part += parts[row]
    }
    return sums.indices.filter { sums[$0].rows > 0 }
      .sorted { (-sums[$0].rows, $0) < (-sums[$1].rows, $1) }.prefix(shownLevels)
      .map { (categories.levels[$0], sums[$0].rows, sums[$0].part / Double(sums[$0].rows)) }
  }

  /// The row of the highest score, one in the middle, the one of the lowest.
  private static func samples(_ explanation: ClassExplanation) -> [Sample] {
    let scores = explanation.parts.indices.map { row in
      explanation.parts[row].reduce(explanation.base[row]) { $0 + $1.part }
    }
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    let rows = [order.first, order.isEmpty ? nil : order[order.count / 2], order.last]
      .compactMap(\.self)
    return rows.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }.map {
      sample(explanation, $0)
    }
  }

  private static func sample(_ explanation: ClassExplanation, _ row: Int) -> Sample {
    let base = explanation.base[row]
    return Sample(
      row: row, base: base, parts: strongest(explanation, row),
      score: explanation.parts[row].reduce(base) { $0 + $1.part })
  }

  private static func mostContested(_ explanation: ClassExplanation) -> Int? {
    let balances = explanation.parts.map { parts in
      min(
        parts.reduce(0) { $0 + max(0, $1.part) }, parts.reduce(0) { $0 + max(0, -$1.part) })
    }
    return balances.indices.max { (balances[$0], $1) < (balances[$1], $0) }
  }

  /// The largest, and all others as one.
  private static func strongest(
    _ explanation: ClassExplanation, _ row: Int
  ) -> [(name: String, part: Double)] {
    let all = explanation.strongest(row, Int.max)
    let rest = all.dropFirst(shownParts)
    guard !rest.isEmpty else { return all }
    return all.prefix(shownParts) + [
      ("\(Figures.count(rest.count)) others", rest.reduce(0) { $0 + $1.part })
    ]
  }
}
