import EcommBase
import EcommData
import EcommTasks
import Glibc

/// The customers of a segment model, from the table that training writes beside it.
struct CustomerBook: Sendable {
  let table: Table
  private let places: [String: Int]

  /// Nil where there is no such file.
  init?(ifAt path: String) throws {
    guard access(path, F_OK) == 0 else { return nil }
    var options = ReadOptions()
    options.typing.usualTypes = ["customer": .text, "name": .category]
    try self.init(TableReader.read(path, options).table)
  }

  init(_ table: Table) throws {
    guard let ids = table["customer"]?.values else {
      throw ColumnError.needed("customer", nearest: Nearest.match("customer", in: table.names))
    }
    self.table = table
    places = Dictionary(
      (0..<table.rowCount).compactMap { row in ids.text(row).map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
  }

  var count: Int { table.rowCount }

  func row(of customer: String) -> Int? { places[customer] }

  func numbers(_ column: String) -> [Double]? { table[column]?.values.doubles }

  func texts(_ column: String) -> [String?] {
    guard let values = table[column]?.values else { return [] }
    return (0..<table.rowCount).map { values.text($0) }
  }

  /// Every column of a row; missing values are null.
  func json(_ row: Int) -> JSON.Object { table.json(row) }
}

extension Table {
  /// A row as an object.
  func json(_ row: Int) -> JSON.Object {
    JSON.Object(columns.map { ($0.name, $0.values.json(row)) })
  }
}

extension ColumnValues {
  fileprivate func json(_ row: Int) -> JSON {
    switch self {
    case .numbers(let values): .number(values[row])
    case .integers(let values) where values[row] != Self.missingInteger:
      .integer(Int(values[row]))
    case .booleans(let values) where values[row] != Self.missingBoolean:
      .bool(values[row] != 0)
    case .integers, .booleans: .null
    default: .optional(text(row))
    }
  }
}
