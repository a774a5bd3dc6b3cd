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
    /// What a row of the usual size adds to its day; 0 where a row is a day's figure.
    var grain = 0.0
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
    let sizes = RowSizes.of(table, found, by: columns.by)
    series = found.panel.series.map {
      Series(
        name: Self.name($0.key), days: $0, largest: sizes[$0.key]?.largest ?? [],
        grain: sizes[$0.key]?.grain ?? 1)
    }
    data = found.data
    schema = found.schema
    notes = found.notes
    by = columns.by
  }

  private static func name(_ key: [String]) -> String { key.joined(separator: ", ") }
}
