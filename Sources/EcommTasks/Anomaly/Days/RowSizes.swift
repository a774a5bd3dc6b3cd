import EcommBase
import EcommData

/// How large the rows of a series are that its days are sums of.
struct RowSizes {
  /// The largest row of each day.
  private(set) var largest: [Double]
  private var sum = 0.0
  private var rows = 0

  /// So many rows a day with a row, and the rows are parts of a day, not its figure.
  private static let fewestRows = 1.2

  private init(days: Int) { largest = [Double](repeating: 0, count: days) }

  private mutating func add(_ amount: Double, day: Int) {
    guard largest.indices.contains(day), amount.isFinite, amount != 0 else { return }
    largest[day] = max(largest[day], amount)
    sum += abs(amount)
    rows += 1
  }

  /// The mean row; 0 where rows are figures of days.
  var grain: Double {
    let filled = largest.count { $0 > 0 }
    return Double(rows) < Self.fewestRows * Double(filled) ? 0 : sum / Double(max(1, rows))
  }

  /// By the keys of the series; none where rows are counted, not summed, or are made of several columns.
  static func of(_ table: Table, _ found: OrdersToPanel, by: [String]) -> [[String]: RowSizes] {
    let values = found.schema.filter { $0.role == .value }
    guard values.count == 1, let amounts = table[values[0].name]?.values.doubles,
      let date = found.schema.first(where: { $0.role == .date }),
      case .dates(let moments)? = table[date.name]?.values
    else { return [:] }
    let keys = by.compactMap { table[$0]?.values }
    let starts = Dictionary(
      found.panel.series.map { ($0.key, $0.start) }, uniquingKeysWith: { first, _ in first })
    var sizes = Dictionary(
      found.panel.series.map { ($0.key, RowSizes(days: $0.values.count)) },
      uniquingKeysWith: { first, _ in first })
    for row in amounts.indices where moments[row] != ColumnValues.missingInteger {
      let key = keys.compactMap { $0.text(row) }
      guard let start = starts[key] else { continue }
      sizes[key]?.add(
        amounts[row], day: Timestamp(microseconds: moments[row]).dayNumber - start)
    }
    return sizes
  }
}
