import EcommBase
import EcommData

/// Daily series ready to be judged, with what one row makes of each day.
public struct DailyPanel: Sendable {
  public struct Series: Sendable, Equatable {
    /// Empty if there is only one.
    public let name: String
    public let days: DatedSeries
    /// The largest row of each day; empty where rows are only counted.
    var largest: [Double] = []
  }

  public let series: [Series]
  public let data: DataSummary
  public let schema: [SchemaColumn]
  public let notes: [String]
  /// The columns that tell series apart.
  public let by: [String]

  static let mostSeries = 10_000

  init(
    series: [Series], data: DataSummary, schema: [SchemaColumn], notes: [String], by: [String]
  ) {
    self.series = series
    self.data = data
    self.schema = schema
    self.notes = notes
    self.by = by
  }

  /// A day without rows is a day without sales: nothing at all is what one looks for.
  public init(_ table: Table, columns wished: SeriesColumns, rejectedRows: Int) throws {
    var columns = wished
    columns.period = .day
    columns.gaps = .zero
    let found = try OrdersToPanel(table, columns: columns, rejectedRows: rejectedRows)
    guard found.panel.series.count <= Self.mostSeries else {
      throw AnomalyError.manySeries(found.panel.series.count, most: Self.mostSeries)
    }
    let largest = Self.largest(table, found, by: columns.by)
    series = found.panel.series.map {
      Series(name: Self.name($0.key), days: $0, largest: largest[$0.key] ?? [])
    }
    data = found.data
    schema = found.schema
    notes = found.notes
    by = columns.by
  }

  private static func name(_ key: [String]) -> String { key.joined(separator: ", ") }

  private static func largest(
    _ table: Table, _ found: OrdersToPanel, by: [String]
  ) -> [[String]: [Double]] {
    let values = found.schema.filter { $0.role == .value }
    guard values.count == 1, let amounts = table[values[0].name]?.values.doubles,
      let date = found.schema.first(where: { $0.role == .date }),
      case .dates(let moments)? = table[date.name]?.values
    else { return [:] }
    let keys = by.compactMap { table[$0]?.values }
    let starts = Dictionary(
      found.panel.series.map { ($0.key, $0.start) }, uniquingKeysWith: { first, _ in first })
    var largest = Dictionary(
      found.panel.series.map { ($0.key, [Double](repeating: 0, count: $0.values.count)) },
      uniquingKeysWith: { first, _ in first })
    for row in amounts.indices where moments[row] != ColumnValues.missingInteger {
      let key = keys.compactMap { $0.text(row) }
      guard amounts[row].isFinite, let start = starts[key] else { continue }
      let place = Timestamp(microseconds: moments[row]).dayNumber - start
      guard let own = largest[key], own.indices.contains(place), own[place] < amounts[row] else {
        continue
      }
      largest[key]?[place] = amounts[row]
    }
    return largest
  }
}
