import EcommBase
import EcommData

/// Rows that carry the number of an order that came before: repeats of an export, or the lines of an order.
struct OrderRepeats {
  /// Whether a row is the first of its order; rows without a number are.
  let isFirst: [Bool]
  private let repeats: Int
  private let column: String

  /// An export repeats an order now and then. Where more than one row in ten repeats one, the rows are the
  /// lines of orders, and all count.
  private static let rowsPerRepeat = 10

  init(_ order: Column) {
    var seen = Set<String>(minimumCapacity: order.values.count)
    isFirst = (0..<order.values.count).map { row in
      order.values.text(row).map { seen.insert($0).inserted } ?? true
    }
    repeats = isFirst.count { !$0 }
    column = order.name
  }

  var areLines: Bool { repeats * Self.rowsPerRepeat > isFirst.count }

  var note: String? {
    if repeats == 0 { return nil }
    if areLines {
      return "rows are lines of orders, several with the same \(column): all are counted"
    }
    let rows = Figures.count(repeats, "row")
    return "\(rows) \(repeats == 1 ? "repeats" : "repeat") an \(column): one of each counted"
  }
}
