import EcommBase
import EcommData

/// What each row adds to its period: an amount, a piece count, or one for the first row of an order.
struct RowValues {
  /// Not-a-number for rows that add nothing.
  private(set) var values: [Double]
  /// The columns it came from.
  private(set) var columns: [Column] = []
  private(set) var notes: [String] = []

  /// - Parameter wish: a column or one of `Quantity`.
  init(_ table: Table, wish: String?, finder: inout ColumnFinder, orderFirsts: [Bool]?) throws {
    values = []
    switch (wish.flatMap { table[$0] == nil ? Quantity(rawValue: $0) : nil }, wish) {
    case (.orders, _): countOrders(table, orderFirsts)
    case (.units, _): try take(finder.find(.units))
    case (.amount, _), (nil, nil): try takeAmount(table, &finder)
    case (nil, let name): try take(finder.find(.value, named: name))
    }
  }

  private mutating func take(_ column: Column) {
    columns = [column]
    values = column.values.doubles ?? []
  }

  private mutating func countOrders(_ table: Table, _ firsts: [Bool]?) {
    values =
      firsts.map { $0.map { $0 ? 1 : .nan } } ?? [Double](repeating: 1, count: table.rowCount)
    notes.append(firsts == nil ? "counting rows: no column looks like an order" : "counting orders")
  }

  /// A column of amounts; else pieces times their price.
  private mutating func takeAmount(_ table: Table, _ finder: inout ColumnFinder) throws {
    var quiet = finder
    guard quiet.findIfAny(.value) == nil, let price = quiet.findIfAny(.price),
      let units = quiet.findIfAny(.units)
    else { return take(try finder.find(.value)) }
    columns = [units, price]
    let prices = price.values.doubles ?? []
    values = zip(units.values.doubles ?? [], prices).map { $0 * $1 }
    notes.append("using \(units.name) x \(price.name) as the value")
  }

  /// How many lower the sums, as returns do.
  func returnsNote(_ kept: [Bool]) -> String? {
    let below = zip(values, kept).count { $0 < 0 && $1 }
    guard below > 0, let column = columns.first?.name else { return nil }
    return
      "\(Figures.count(below, "row")) below zero (returns?) \(below == 1 ? "lowers" : "lower") the sums "
      + "(--where '\(column)>0' leaves \(below == 1 ? "it" : "them") out)"
  }

  /// Pieces and orders have no currency.
  var isMoney: Bool {
    let words: Set<String> = ["quantity", "qty", "units", "pieces", "items", "count", "number"]
    return !columns.isEmpty && words.isDisjoint(with: NameWords.of(columns[0].name))
  }
}
