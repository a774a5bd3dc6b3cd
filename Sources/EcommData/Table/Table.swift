/// Named columns of equal length.
public struct Table: Sendable {
  public private(set) var columns: [Column]
  public let rowCount: Int

  public init(_ columns: [Column] = [], rowCount: Int? = nil) {
    let rows = rowCount ?? columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { $0.values.count == rows }, "columns of equal length")
    self.rowCount = rows
    self.columns = columns
  }

  public var names: [String] { columns.map(\.name) }

  public subscript(name: String) -> Column? { columns.first { $0.name == name } }

  /// The columns of these names in this order; a name that there is not is passed over.
  public func selecting(_ names: [String]) -> Table {
    Table(names.compactMap { self[$0] }, rowCount: rowCount)
  }
}

public struct Column: Sendable {
  public var name: String
  public var values: ColumnValues

  public init(_ name: String, _ values: ColumnValues) {
    self.name = name
    self.values = values
  }
}

/// What a column is, decided over all of its values.
public enum ColumnType: String, Sendable, CaseIterable {
  case number, integer, boolean, date, category, text
}

/// The values of a column. Missing is first class: each kind has its own mark for it.
public enum ColumnValues: Sendable {
  /// Not-a-number is missing.
  case numbers([Double])
  /// `ColumnValues.missingInteger` is missing.
  case integers([Int64])
  /// 0 or 1; `ColumnValues.missingBoolean` is missing.
  case booleans([Int8])
  /// Microseconds since 1970-01-01 00:00, of the wall clock or of UTC where the input named a zone;
  /// `ColumnValues.missingInteger` is missing.
  case dates([Int64])
  case categories(Categories)
  case texts(Texts)

  public static let missingInteger = Int64.min
  public static let missingBoolean: Int8 = -1

  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .integers(let values), .dates(let values): values.count
    case .booleans(let values): values.count
    case .categories(let values): values.codes.count
    case .texts(let values): values.count
    }
  }

  public var type: ColumnType {
    switch self {
    case .numbers: .number
    case .integers: .integer
    case .booleans: .boolean
    case .dates: .date
    case .categories: .category
    case .texts: .text
    }
  }
}
