import EcommBase
import EcommData

/// Sums of dated amounts by series and period.
struct PeriodSums {
  /// Of a row: which series, which period, how much. Rows without one of them are not among these.
  struct Rows {
    var series: [Int32] = []
    var periods: [Int] = []
    var amounts: [Double] = []
    /// Columns whose mean in a period is its regressor, (columns, rows).
    var regressors: [[Double]] = []
  }

  /// A guard against a mistyped date: two hundred years of days.
  static let longest = 200 * 366
  /// Numbers of periods that any calendar has: hours of ten thousand years.
  static let bounds = -100_000_000...100_000_000
  /// Sums in all: 8 bytes each.
  static let most = 400_000_000

  private(set) var series: [DatedSeries]
  /// Rows in each period, as the sums.
  private(set) var counts: [[Int32]]

  /// All series end where the last of them does.
  init(_ rows: Rows, keys: [[String]], period: Period) throws {
    guard let last = rows.periods.max(), let first = rows.periods.min() else {
      throw ForecastError.noRows
    }
    guard last - first < Self.longest else {
      throw ForecastError.tooLong(first: period.day(first), last: period.day(last))
    }
    var starts = [Int](repeating: Int.max, count: keys.count)
    for (series, period) in zip(rows.series, rows.periods) {
      starts[Int(series)] = min(starts[Int(series)], period)
    }
    let lengths = starts.map { $0 == Int.max ? 0 : last - $0 + 1 }
    guard lengths.reduce(0, +) <= Self.most else {
      throw ForecastError.tooMany(sums: lengths.reduce(0, +), series: keys.count)
    }
    series = zip(keys, zip(starts, lengths)).map { key, span in
      DatedSeries(
        key: key, period: period, start: span.0,
        values: [Double](repeating: 0, count: span.1),
        regressors: rows.regressors.map { _ in [Double](repeating: .nan, count: span.1) })
    }
    counts = lengths.map { [Int32](repeating: 0, count: $0) }
    add(rows)
  }

  private mutating func add(_ rows: Rows) {
    for row in rows.periods.indices {
      let one = Int(rows.series[row])
      let place = rows.periods[row] - series[one].start
      series[one].values[place] += rows.amounts[row]
      counts[one][place] &+= 1
      for (column, values) in rows.regressors.enumerated() where !values[row].isNaN {
        let before = series[one].regressors[column][place]
        // The mean so far moves by its share of the difference.
        series[one].regressors[column][place] =
          before.isNaN ? values[row] : before + (values[row] - before) / Double(counts[one][place])
      }
    }
  }
}
