import EcommBase
import EcommData
import EcommLearn

/// The rows of one category or one month, and how well they are told.
public struct ClassSlice: Sendable {
  public let column: String
  public let value: String
  public let rows: Int
  public let metric: ClassMetric
  public let score: Double
  /// The share of positives, or of the most frequent class: what knowing nothing would score.
  public let baseRate: Double

  private static let fewestRows = 50
  private static let fewestPositives = 10
  private static let mostCategories = 50

  /// Of every column of few categories, the worst first.
  static func all(_ judged: JudgedRows, _ table: Table, _ decision: ClassDecision) throws
    -> [ClassSlice]
  {
    let metric = decision.isBinary ? ClassMetric.rocAUC : .accuracy
    return try (table.categoryColumns + months(table))
      .filter { $0.values.levels.count <= mostCategories }
      .flatMap { name, values in try slices(name, values, judged, metric) }
      .sorted { ($0.score, $0.column, $0.value) < ($1.score, $1.column, $1.value) }
  }

  /// Of every date its month, such as `2025-03`.
  private static func months(_ table: Table) -> [(name: String, values: Categories)] {
    table.columns.compactMap { column in
      guard case .dates(let moments) = column.values else { return nil }
      let months = moments.map {
        $0 == ColumnValues.missingInteger
          ? nil : String(Timestamp(microseconds: $0).date.description.prefix(7))
      }
      return (column.name, Categories(of: months))
    }
  }

  private static func slices(
    _ name: String, _ values: Categories, _ judged: JudgedRows, _ metric: ClassMetric
  ) throws -> [ClassSlice] {
    var members = [[Int]](repeating: [], count: values.levels.count)
    for (place, row) in judged.rows.enumerated() where values.codes[row] >= 0 {
      members[Int(values.codes[row])].append(place)
    }
    return try members.indices.compactMap { level in
      let part = judged.selecting(members[level])
      let positives = part.labels.count { $0 == 1 }
      guard part.count >= fewestRows else { return nil }
      if metric == .rocAUC, min(positives, part.count - positives) < fewestPositives { return nil }
      guard let score = try metric.value(part) else { return nil }
      return ClassSlice(
        column: name, value: values.levels[level], rows: part.count, metric: metric, score: score,
        baseRate: Double(positives) / Double(part.count))
    }
  }

  var json: JSON {
    [
      "column": .string(column), "value": .string(value), "rows": .integer(rows),
      metric.rawValue: .number(score), "base_rate": .number(baseRate),
    ]
  }
}
