import EcommBase
import EcommData

/// Tables by the columns that a model was trained on: found by name, in its order, of its types.
enum Schema {
  /// The feature columns of `table`. Other columns are passed over.
  static func read(_ table: Table, _ schema: [SchemaColumn]) throws -> Table {
    let found = Dictionary(
      table.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let columns = try schema.filter { $0.role == .feature }.map { wanted in
      guard let column = found[wanted.name] else {
        throw needed(wanted.name, of: schema, in: table)
      }
      return Column(wanted.name, try values(column, as: wanted.type))
    }
    return Table(columns, rowCount: table.rowCount)
  }

  /// The error for a column that is not there, with the nearest that the model has no other use for.
  static func needed(_ name: String, of schema: [SchemaColumn], in table: Table) -> ColumnError {
    let taken = Set(schema.map(\.name))
    return .needed(
      name, nearest: Nearest.match(name, in: table.names.filter { !taken.contains($0) }))
  }

  static func empty(_ schema: [SchemaColumn]) throws -> Table {
    Table(
      schema.filter { $0.role == .feature }.map { Column($0.name, none($0.type)) }, rowCount: 0)
  }

  /// How the columns have to be read, so that a few rows give what the whole file of training gave: `yes`
  /// and `no` are no booleans where there was a `maybe`.
  ///
  /// Codes that were whole numbers are left to be found: they may come as `1` or `1.0`.
  static func types(_ schema: [SchemaColumn]) -> [String: ColumnType] {
    var types: [String: ColumnType] = [:]
    for column in schema where [.feature, .target].contains(column.role) {
      switch column.type {
      case .number, .integer:
        types[column.name] = column.role == .feature && !mayBeYesOrNo(column) ? .number : nil
      case .category: types[column.name] = areNumbers(column.categories) ? nil : .category
      case .text: types[column.name] = .text
      case .boolean: types[column.name] = column.role == .target ? .boolean : nil
      case .date: break
      }
    }
    return types
  }

  /// 0 and 1 may come as `TRUE` and `FALSE`.
  private static func mayBeYesOrNo(_ column: SchemaColumn) -> Bool {
    column.type == .integer && column.range.map { (0...1).contains($0) } ?? true
  }

  private static func areNumbers(_ categories: [String]) -> Bool {
    categories.allSatisfy { Int64($0) != nil }
  }

  private static func none(_ type: ColumnType) -> ColumnValues {
    switch type {
    case .number, .integer, .boolean: .numbers([])
    case .date: .dates([])
    case .category: .categories(Categories(levels: [], codes: []))
    case .text: .texts(Texts())
    }
  }

  /// Numbers of any kind become numbers, infinite ones missing; anything can be a category or a text; a
  /// column of missing values fits every type.
  static func values(_ column: Column, as type: ColumnType) throws -> ColumnValues {
    switch (type, column.values) {
    case (.number, _), (.integer, _), (.boolean, _):
      guard column.values.type != .date, let numbers = column.values.doubles else { break }
      return .numbers(numbers.map { $0.isFinite ? min(max($0, -largest), largest) : .nan })
    case (.date, .dates), (.category, .categories), (.text, .texts): return column.values
    case (.category, let values) where values.type != .date: return .categories(categories(values))
    case (.text, let values): return .texts(texts(values))
    default: break
    }
    guard (0..<column.values.count).allSatisfy({ column.values.text($0) == nil }) else {
      throw ColumnError.wrongType(
        column.name, type: column.values.type, expected: [type.rawValue])
    }
    return missing(type, rows: column.values.count)
  }

  /// Larger numbers count as this one: their squares and cubes stay numbers.
  private static let largest = 1e100

  private static func missing(_ type: ColumnType, rows: Int) -> ColumnValues {
    type == .date
      ? .dates([Int64](repeating: ColumnValues.missingInteger, count: rows))
      : .numbers([Double](repeating: .nan, count: rows))
  }

  /// By their texts, as a person would write them.
  static func categories(_ values: ColumnValues) -> Categories {
    Categories(of: (0..<values.count).map { values.text($0) })
  }

  private static func texts(_ values: ColumnValues) -> Texts {
    var texts = Texts()
    for row in 0..<values.count {
      if let text = values.text(row) { texts.append(text.utf8) } else { texts.appendMissing() }
    }
    return texts
  }
}
