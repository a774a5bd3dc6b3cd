import EcommBase
import EcommData

/// Finds the columns that a task needs by name and type, and says which it took.
public struct ColumnFinder: Sendable {
  let table: Table
  /// `using column InvoiceDate as the date`.
  public private(set) var notes: [String] = []

  public init(_ table: Table) { self.table = table }

  /// What a task looks for: words that its column is likely to be named by, best first, and its types.
  public struct Wanted: Sendable {
    let role: String
    let option: String
    let words: [String]
    let types: Set<ColumnType>

    public static let date = Wanted(
      role: "date", option: "date",
      words: ["date_add", "invoicedate", "orderdate", "date", "time", "day", "created"],
      types: [.date])
    public static let value = Wanted(
      role: "value", option: "value",
      words: ["order_amount_brutto", "amount", "revenue", "total", "value", "sales"],
      types: [.number, .integer])
    public static let units = Wanted(
      role: "number of pieces", option: "value",
      words: ["quantity", "qty", "units", "pieces", "items"], types: [.number, .integer])
    public static let price = Wanted(
      role: "price", option: "value", words: ["unitprice", "unit_price", "price"],
      types: [.number, .integer])
    public static let regressor = Wanted(
      role: "regressor", option: "regressors", words: [], types: [.number, .integer, .boolean])
    public static let order = Wanted(
      role: "order", option: "order", words: ["order_id", "orderid", "invoiceno", "invoice"],
      types: [.integer, .category, .text])
  }

  /// The column named by the user, or the likeliest one; an error that lists what there is if none fits.
  public mutating func find(_ wanted: Wanted, named name: String? = nil) throws -> Column {
    if let name { return try column(named: name, wanted) }
    guard let column = likeliest(wanted) else {
      if let other = named(wanted) {
        throw ColumnError.unfit(
          role: wanted.role, column: other.name, type: other.values.type,
          expected: wanted.types.map(\.rawValue).sorted())
      }
      throw ColumnError.notFound(
        role: wanted.role, option: wanted.option, columns: table.names)
    }
    notes.append("using column \(column.name) as the \(wanted.role)")
    return column
  }

  public mutating func findIfAny(_ wanted: Wanted) -> Column? {
    guard let column = likeliest(wanted, mustMatchWord: true) else { return nil }
    notes.append("using column \(column.name) as the \(wanted.role)")
    return column
  }

  private func column(named name: String, _ wanted: Wanted) throws -> Column {
    guard let column = table[name] else {
      throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
    }
    guard wanted.types.contains(column.values.type) else {
      throw ColumnError.wrongType(
        name, type: column.values.type, expected: wanted.types.map(\.rawValue).sorted())
    }
    return column
  }

  /// A column that has the very name of what is looked for, whatever it holds.
  private func named(_ wanted: Wanted) -> Column? {
    table.columns.first { column in wanted.words.contains(column.name.lowercased()) }
  }

  private func likeliest(_ wanted: Wanted, mustMatchWord: Bool = false) -> Column? {
    let fitting = table.columns.filter { wanted.types.contains($0.values.type) }
    for word in wanted.words {
      if let column = fitting.first(where: { $0.name.lowercased() == word }) { return column }
    }
    for word in wanted.words {
      if let column = fitting.first(where: { $0.name.lowercased().contains(word) }) {
        return column
      }
    }
    return mustMatchWord || fitting.count != 1 ? nil : fitting[0]
  }
}

public enum ColumnError: Error, Sendable, Equatable {
  case missing(String, nearest: String?)
  /// A column that a model needs.
  case needed(String, nearest: String?)
  case notFound(role: String, option: String, columns: [String])
  case wrongType(String, type: ColumnType, expected: [String])
  /// The name fits what is looked for, the values do not.
  case unfit(role: String, column: String, type: ColumnType, expected: [String])
}

extension ColumnError: Complaint {
  public var problem: String {
    switch self {
    case .missing(let name, _): "there is no column \(name)"
    case .needed(let name, _): "there is no column \(name), which the model needs"
    case .notFound(let role, _, let columns):
      "no column looks like the \(role); there are \(columns.joined(separator: ", "))"
    case .wrongType(let name, let type, let expected):
      "column \(name) is of type \(type.rawValue), not \(expected.joined(separator: " or "))"
    case .unfit(let role, let column, let type, let expected):
      "column \(column) is named like the \(role), but its values make it one of type \(type.rawValue), not "
        + expected.joined(separator: " or ")
    }
  }

  public var remedy: String? {
    switch self {
    case .missing(_, let nearest): nearest.map { "The nearest is \($0)." }
    case .needed(let name, let nearest):
      nearest.map { "The nearest is \($0). Rename it, or map it: --rename \($0)=\(name)" }
    case .notFound(_, let option, _): "Name it: --\(option) COLUMN"
    case .wrongType: nil
    case .unfit(_, let column, _, let expected):
      "Leave such rows out: --types \(column)=\(expected[0]) --on-error skip"
    }
  }
}
