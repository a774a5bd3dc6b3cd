import EcommBase
import EcommData

/// What a classifier foretells: the classes, and the class of each row.
///
/// Two classes are the negative and the positive one, in this order; more stand in the order of their
/// names.
struct ClassTarget: Sendable {
  let column: String
  let type: ColumnType
  let classes: [String]
  /// The class of each row that has one.
  let labels: [Int]
  /// The rows that have one.
  let rows: [Int]
  let notes: [String]

  var isBinary: Bool { classes.count == 2 }
  var positive: String { classes[1] }

  private static let mostClasses = 1000
  /// A column of more different numbers is a quantity.
  private static let mostNumbers = 50

  init(_ table: Table, column name: String, positive wanted: String? = nil) throws {
    guard let column = table[name] else {
      throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
    }
    let values = Schema.categories(column.values)
    let wanted = wanted.map { column.values.type == .boolean ? Self.plain($0) : $0 }
    try Self.check(column, values, wanted)
    let counts = Self.counts(values)
    let order = Self.order(values.levels, counts, wanted, isBoolean: column.values.type == .boolean)
    let rows = values.codes.indices.filter { values.codes[$0] >= 0 }
    self.column = name
    type = column.values.type
    classes = order.classes
    labels = rows.map { order.places[Int(values.codes[$0])] }
    self.rows = rows
    notes = Self.notes(name, missing: values.codes.count - rows.count, order, values.levels, wanted)
  }

  private static func check(_ column: Column, _ values: Categories, _ wanted: String?) throws {
    let distinct = values.levels.count
    guard distinct > 1 else {
      throw ClassifyError.oneClass(column: column.name, value: values.levels.first)
    }
    let isNumeric = [.number, .integer].contains(column.values.type)
    guard distinct <= (isNumeric ? mostNumbers : mostClasses), column.values.type != .date else {
      throw ClassifyError.manyClasses(column: column.name, count: distinct)
    }
    guard let wanted, !values.levels.contains(wanted) else { return }
    throw ClassifyError.noSuchClass(
      wanted, column: column.name, nearest: Nearest.match(wanted, in: values.levels),
      all: values.levels)
  }

  private static func counts(_ values: Categories) -> [Int] {
    var counts = [Int](repeating: 0, count: values.levels.count)
    for code in values.codes where code >= 0 { counts[Int(code)] += 1 }
    return counts
  }

  private struct Order {
    let classes: [String]
    /// The class of each level.
    let places: [Int]
  }

  /// Columns of yes and no are read as true and false.
  private static func plain(_ word: String) -> String {
    switch word.lowercased() {
    case "yes", "y", "t", "1": "true"
    case "no", "n", "f", "0": "false"
    case let other: other
    }
  }

  private static let yes = ["true", "yes", "1", "y", "t", "positive", "fraud", "churn"]

  private static func order(
    _ levels: [String], _ counts: [Int], _ wanted: String?, isBoolean: Bool
  ) -> Order {
    if let wanted, levels.count > 2 {
      return Order(
        classes: ["not \(wanted)", wanted], places: levels.map { $0 == wanted ? 1 : 0 })
    }
    guard levels.count == 2 else { return Order(classes: levels, places: Array(levels.indices)) }
    let positive =
      levels.firstIndex { $0 == wanted } ?? levels.firstIndex { yes.contains($0.lowercased()) }
      ?? (counts[1] <= counts[0] ? 1 : 0)
    return positive == 1
      ? Order(classes: levels, places: [0, 1])
      : Order(classes: [levels[1], levels[0]], places: [1, 0])
  }

  private static func notes(
    _ name: String, missing: Int, _ order: Order, _ levels: [String], _ wanted: String?
  ) -> [String] {
    var notes: [String] = []
    if missing > 0 { notes.append("\(Figures.count(missing, "row")) without \(name) left out") }
    if wanted != nil, levels.count > 2 {
      notes.append("\(order.classes[1]) against the \(levels.count - 1) other values of \(name)")
    } else if order.classes.count == 2, wanted == nil,
      !yes.contains(order.classes[1].lowercased())
    {
      notes.append(
        "asking for \(name) = \(order.classes[1]), the rarer one (--positive \(order.classes[0]))")
    }
    return notes
  }
}
