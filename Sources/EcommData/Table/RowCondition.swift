import EcommBase

/// `payment_status!=0`: which rows of a table count.
///
/// Numbers and dates have an order, names are the same or not. A missing value is unlike every value and neither
/// below nor above any.
public struct RowCondition: Sendable, Equatable {
  /// The longer ones first: `>=` is not `>`.
  enum Relation: String, CaseIterable {
    case unequal = "!="
    case atLeast = ">="
    case atMost = "<="
    case equal = "="
    case above = ">"
    case below = "<"

    func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
      switch self {
      case .equal: a == b
      case .unequal: a != b
      case .above: a > b
      case .below: a < b
      case .atLeast: a >= b
      case .atMost: a <= b
      }
    }

    var needsOrder: Bool { self != .equal && self != .unequal }
  }

  let text: String

  public init(_ text: String) { self.text = text }

  /// Whether each row counts.
  public func holds(in table: Table) throws(RowConditionError) -> [Bool] {
    let (column, relation, value) = try parts(table)
    switch column.values {
    case .dates(let moments):
      guard let date = CivilDate(iso: value) else { throw .notADate(text, value: value) }
      return moments.map { moment in
        moment == ColumnValues.missingInteger
          ? relation == .unequal
          : relation.holds(Timestamp(microseconds: moment).dayNumber, date.days)
      }
    case .numbers, .integers:
      guard let number = Double(value) else { throw .notANumber(text, value: value) }
      return (column.values.doubles ?? []).map {
        $0.isNaN ? relation == .unequal : relation.holds($0, number)
      }
    case .categories(let categories):
      try check(relation)
      let level = categories.levels.firstIndex(of: value).map(Int32.init) ?? -2
      return categories.codes.map { relation == .equal ? $0 == level : $0 != level }
    case .booleans(let truths):
      try check(relation)
      guard let wanted = Self.truths[value.lowercased()] else {
        throw .notATruth(text, value: value)
      }
      return truths.map { ($0 == wanted) == (relation == .equal) }
    case .texts:
      try check(relation)
      return (0..<table.rowCount).map { row in
        (column.values.text(row) == value) == (relation == .equal)
      }
    }
  }

  private static let truths: [String: Int8] = [
    "true": 1, "yes": 1, "1": 1, "t": 1, "y": 1, "false": 0, "no": 0, "0": 0, "f": 0, "n": 0,
  ]

  private func check(_ relation: Relation) throws(RowConditionError) {
    if relation.needsOrder { throw .noOrder(text) }
  }

  /// Names may hold signs, so the longest column that the text begins with is meant.
  private func parts(_ table: Table) throws(RowConditionError) -> (Column, Relation, String) {
    let columns = table.columns.filter { text.hasPrefix($0.name) }
      .sorted { $0.name.utf8.count > $1.name.utf8.count }
    for column in columns {
      let rest = text.dropFirst(column.name.count).drop { $0 == " " }
      guard let relation = Relation.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
        continue
      }
      return (column, relation, String(rest.dropFirst(relation.rawValue.count).drop { $0 == " " }))
    }
    let name = String(text.prefix { !"!<>=".contains($0) })
    guard name.count < text.count else { throw .noRelation(text) }
    throw .noColumn(name, nearest: Nearest.match(name, in: table.names))
  }
}

/// A condition that says nothing of the table.
public enum RowConditionError: Error, Sendable, Equatable {
  case noRelation(String)
  case noColumn(String, nearest: String?)
  case notANumber(String, value: String)
  case notADate(String, value: String)
  case notATruth(String, value: String)
  case noOrder(String)
}

extension RowConditionError: Complaint {
  public var problem: String {
    switch self {
    case .noRelation(let text): "'\(text)' is no condition"
    case .noColumn(let name, _): "there is no column \(name)"
    case .notANumber(let text, let value):
      "in '\(text)', '\(value)' is not a number, as the column is"
    case .notADate(let text, let value): "in '\(text)', '\(value)' is not a date, as the column is"
    case .notATruth(let text, let value):
      "in '\(text)', '\(value)' is neither true nor false, as the column is"
    case .noOrder(let text): "'\(text)' asks for more or less of a column of names"
    }
  }

  public var remedy: String? {
    switch self {
    case .noRelation: "Write COLUMN=VALUE, with =, !=, <, <=, > or >=."
    case .noColumn(_, let nearest): nearest.map { "The nearest is \($0)." }
    case .notANumber, .notATruth: nil
    case .notADate: "Dates are written 2025-11-02."
    case .noOrder: "Names are the same or not: = or !="
    }
  }

  public var verdict: Verdict { .usage }
}
