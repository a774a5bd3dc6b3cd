import EcommBase
import EcommData
import EcommLearn

/// What a file holds for a classifier, before anything is trained: columns, what each tells of the target alone,
/// which go together, and which are suspicious.
public struct ClassExploration: Sendable {
  public struct Column: Sendable {
    public let profile: ColumnProfile
    /// Bits of the target that the column tells alone.
    public let bits: Double?
    /// ROC-AUC of the column alone, of the class it tells best.
    public let area: Double?
    /// By class: the mean of a number, or the share of the most frequent category.
    public let byClass: [Double]
  }

  public let notes: [String]
  public let warnings: [String]
  public let targetLine: String
  public let classes: [String]
  /// Bits of knowing the target itself.
  public let entropy: Double
  /// Those that tell most first.
  public let columns: [Column]
  public let associations: [Association]
  /// Of the columns of numbers that tell most.
  public let spreads: [ClassSpread]

  /// Each text is told by what it says of a product as well.
  /// - Parameter describes: the columns that describe products.
  public init(_ input: ClassInput, describes: [String] = [], parallel: Parallel = Parallel()) throws
  {
    let data = try Self.described(input.data, describes)
    notes = input.notes
    warnings = input.warnings
    targetLine = input.targetLine
    classes = data.classes
    entropy = MutualInformation.entropy(data.labels, classes: data.classes.count)
    columns = try parallel.map(data.table.columns.count) { place in
      Self.column(data.table.columns[place], data)
    }.sorted { ($0.bits ?? -1, $1.profile.name) > ($1.bits ?? -1, $0.profile.name) }
    associations = try Association.all(data.table, parallel: parallel)
    spreads = ClassSpread.all(data, columns.map(\.profile.name))
  }

  private static func described(_ data: ClassData, _ names: [String]) throws -> ClassData {
    let columns = names.compactMap { data.table[$0] }.flatMap {
      ProductAttributes($0.values, name: $0.name, taken: data.table.names).columns
    }
    return ClassData(
      table: try data.table.adding(columns, by: TextTerms.name), labels: data.labels,
      classes: data.classes, splitting: data.splitting, numbers: data.numbers)
  }

  private static func column(_ column: EcommData.Column, _ data: ClassData) -> Column {
    Column(
      profile: ColumnProfile(column),
      bits: MutualInformation.bits(column.values, data.labels, classes: data.classes.count),
      area: LeakSuspects.areas(column, data).map(\.area).max(),
      byClass: byClass(column.values, data))
  }

  private static func byClass(_ values: ColumnValues, _ data: ClassData) -> [Double] {
    let numbers: [Double]
    if case .categories(let categories) = values {
      var counts = [Int](repeating: 0, count: categories.levels.count)
      for code in categories.codes where code >= 0 { counts[Int(code)] += 1 }
      guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return [] }
      numbers = categories.codes.map { Int($0) == most ? 1 : 0 }
    } else {
      numbers = values.doubles ?? []
    }
    guard !numbers.isEmpty else { return [] }
    return data.classes.indices.map { own in
      let rows = numbers.indices.filter { data.labels[$0] == own && numbers[$0].isFinite }
      return rows.isEmpty ? .nan : rows.reduce(0) { $0 + numbers[$1] } / Double(rows.count)
    }
  }

  public var json: JSON {
    [
      "target": .string(targetLine), "classes": .strings(classes), "entropy_bits": .number(entropy),
      "notes": .strings(notes), "warnings": .strings(warnings),
      "columns": .array(
        columns.map { column in
          var object = column.profile.json.object ?? JSON.Object()
          object["bits"] = .optional(column.bits)
          object["roc_auc_alone"] = .optional(column.area)
          object["by_class"] = .array(
            column.byClass.map { $0.isNaN ? .null : .number($0) })
          return .object(object)
        }),
      "associations": .array(associations.map(\.json)),
      "spreads": .array(spreads.map(\.json)),
    ]
  }
}
