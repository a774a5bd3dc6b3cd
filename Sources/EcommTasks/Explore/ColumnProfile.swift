import EcommBase
import EcommData

/// What stands in a column: how much of it is missing, how many different values, where they lie.
public struct ColumnProfile: Sendable {
  public let name: String
  public let type: ColumnType
  public let rows: Int
  public let missing: Int
  public let distinct: Int
  public let values: Values

  public enum Values: Sendable {
    /// Smallest, quartiles and largest; mean, standard deviation, skewness.
    case numbers(quartiles: [Double], mean: Double, deviation: Double, skewness: Double)
    /// The first and the last moment.
    case dates(first: String, last: String)
    /// The most frequent ones, with the rows of each.
    case categories([(name: String, rows: Int)])
    /// The mean number of words.
    case texts(words: Double)
    case none
  }

  private static let shownCategories = 5

  public init(_ column: Column) {
    let survey = ValueSurvey(column.values)
    name = column.name
    type = column.values.type
    rows = column.values.count
    missing = rows - survey.known
    distinct = survey.distinct
    values = survey.known == 0 ? .none : Self.values(column.values)
  }

  private static func values(_ values: ColumnValues) -> Values {
    switch values {
    case .texts(let texts):
      let words = texts.bytes.count { $0 == UInt8(ascii: " ") } + texts.count
      return .texts(words: Double(words) / Double(max(1, texts.count)))
    case .dates(let moments):
      let known = moments.filter { $0 != ColumnValues.missingInteger }
      guard let first = known.min(), let last = known.max() else { return .none }
      return .dates(
        first: Timestamp(microseconds: first).description,
        last: Timestamp(microseconds: last).description)
    case .categories, .booleans:
      return .categories(frequent(Schema.categories(values)))
    case .numbers, .integers:
      return numbers((values.doubles ?? []).filter { !$0.isNaN })
    }
  }

  private static func frequent(_ values: Categories) -> [(name: String, rows: Int)] {
    var counts = [Int](repeating: 0, count: values.levels.count)
    for code in values.codes where code >= 0 { counts[Int(code)] += 1 }
    return counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
      .prefix(shownCategories).map { (values.levels[$0], counts[$0]) }
  }

  private static func numbers(_ known: [Double]) -> Values {
    let sorted = known.sorted()
    let count = Double(sorted.count)
    let mean = sorted.reduce(0) { $0 + $1 / count }
    let variance = sorted.reduce(0) { $0 + ($1 - mean) / count * ($1 - mean) }
    let deviation = variance.squareRoot()
    let skewness =
      deviation > 0
      ? sorted.reduce(0) { sum, value in
        let step = (value - mean) / deviation
        return sum + step * step * step / count
      } : 0
    let quartiles = (0...4).map { sorted[$0 * (sorted.count - 1) / 4] }
    return .numbers(quartiles: quartiles, mean: mean, deviation: deviation, skewness: skewness)
  }
}

extension ColumnProfile {
  public var json: JSON {
    var object = JSON.Object([
      ("name", .string(name)), ("type", .string(type.rawValue)), ("rows", .integer(rows)),
      ("missing", .integer(missing)), ("distinct", .integer(distinct)),
    ])
    switch values {
    case .numbers(let quartiles, let mean, let deviation, let skewness):
      object["quartiles"] = .numbers(quartiles)
      object["mean"] = .number(mean)
      object["deviation"] = .number(deviation)
      object["skewness"] = .number(skewness)
    case .dates(let first, let last):
      object["first"] = .string(first)
      object["last"] = .string(last)
    case .categories(let frequent):
      object["frequent"] = .array(
        frequent.map { ["name": .string($0.name), "rows": .integer($0.rows)] })
    case .texts(let words): object["words"] = .number(words)
    case .none: break
    }
    return .object(object)
  }
}
