import EcommBase
import EcommData

/// From a table to a daily series, or one for each value of a column: columns found, repeated orders counted
/// once, a partial last day left out, everything said aloud.
public struct DailyPanel: Sendable {
  public struct Wishes: Sendable {
    public var date: String?
    public var value: String?
    public var by: String?
    /// Rows to leave out: those with this value in this column.
    public var without: [(column: String, value: String)] = []
    public init() {}
  }

  public struct Series: Sendable, Equatable {
    /// Empty if there is only one.
    public let name: String
    public let days: DailySeries
    /// The largest part of each day's sum that one row makes, where that is most of it.
    var largest: [Double] = []
  }

  public let series: [Series]
  public let data: DataSummary
  public let schema: [SchemaColumn]
  public let notes: [String]
  public let dateColumn: String
  public let valueColumn: String
  public let by: String?

  static let mostSeries = 10_000

  public init(_ table: Table, wishes: Wishes, rejectedRows: Int) throws {
    var notes: [String] = []
    let table = try Self.leavingOut(wishes.without, table, &notes)
    let columns = OrdersToSeries.Columns(date: wishes.date, value: wishes.value)
    let whole = try OrdersToSeries(table, columns: columns, rejectedRows: rejectedRows)
    let (date, value) = (whole.schema[0], whole.schema[1])
    var series = [Series(name: "", days: whole.series)]
    var schema = whole.schema
    if let by = wishes.by {
      series = try Self.parts(table, by, date.name, value.name, whole)
      schema.append(
        SchemaColumn(name: by, type: table[by]?.values.type ?? .category, role: .group))
    }
    self.series = series.map { Self.withLargest($0, table, date.name, value.name, wishes.by) }
    self.notes = notes + whole.notes
    data = whole.data
    self.schema = schema
    (dateColumn, valueColumn, by) = (date.name, value.name, wishes.by)
  }

  private static func leavingOut(
    _ wishes: [(column: String, value: String)], _ table: Table, _ notes: inout [String]
  ) throws -> Table {
    try wishes.reduce(table) { table, wish in
      guard let column = table[wish.column] else {
        throw ColumnError.missing(wish.column, nearest: Nearest.match(wish.column, in: table.names))
      }
      let kept = (0..<table.rowCount).filter { column.values.text($0) != wish.value }
      let left = table.rowCount - kept.count
      notes.append("\(Figures.count(left, "row")) with \(wish.column) '\(wish.value)' left out")
      return table.selecting(rows: kept)
    }
  }

  /// Each series begins on its own first day and ends on the last day of all.
  private static func parts(
    _ table: Table, _ by: String, _ date: String, _ value: String, _ whole: OrdersToSeries
  ) throws -> [Series] {
    guard let column = table[by] else {
      throw ColumnError.missing(by, nearest: Nearest.match(by, in: table.names))
    }
    guard case .dates(let moments)? = table[date]?.values else { return [] }
    let amounts = table[value]?.values.doubles ?? []
    let groups = Schema.categories(column.values)
    guard groups.levels.count <= mostSeries else {
      throw OutlierLimit.manySeries(by, groups.levels.count, mostSeries)
    }
    var rows = [[Int]](repeating: [], count: groups.levels.count)
    for (row, code) in groups.codes.enumerated() where code >= 0 { rows[Int(code)].append(row) }
    let last = whole.series.lastDay
    return try rows.enumerated().compactMap { group, rows in
      let known = rows.filter { row in
        moments[row] != ColumnValues.missingInteger && amounts[row].isFinite
          && Timestamp(microseconds: moments[row]).dayNumber <= last
      }
      guard !known.isEmpty else { return nil }
      var own = try DailySeries.sums(
        of: known.map { amounts[$0] }, at: known.map { moments[$0] })
      own.values += [Double](repeating: 0, count: max(0, last - own.lastDay))
      return Series(name: groups.levels[group], days: own)
    }
  }

  private static func withLargest(
    _ series: Series, _ table: Table, _ date: String, _ value: String, _ by: String?
  ) -> Series {
    guard case .dates(let moments)? = table[date]?.values,
      let amounts = table[value]?.values.doubles
    else { return series }
    let names = by.flatMap { table[$0]?.values }
    var largest = [Double](repeating: 0, count: series.days.values.count)
    for row in amounts.indices where moments[row] != ColumnValues.missingInteger {
      let day = Timestamp(microseconds: moments[row]).dayNumber - series.days.firstDay
      guard largest.indices.contains(day), amounts[row].isFinite,
        names == nil || names?.text(row) == series.name
      else { continue }
      largest[day] = max(largest[day], amounts[row])
    }
    var copy = series
    copy.largest = largest
    return copy
  }
}

enum OutlierLimit: Error {
  case manySeries(String, Int, Int)
}

extension OutlierLimit: Complaint {
  var problem: String {
    switch self {
    case .manySeries(let by, let count, let most):
      "\(by) has \(Figures.count(count)) values; \(Figures.count(most)) series are the most at once"
    }
  }
}
