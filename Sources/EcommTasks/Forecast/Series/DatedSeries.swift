/// A number for every period from the first to the last; not-a-number where it is missing.
public struct DatedSeries: Sendable, Equatable {
  /// What tells it from the others of its panel; empty where there is only one.
  public var key: [String]
  public let period: Period
  /// The number of the first period.
  public var start: Int
  public var values: [Double]
  /// Columns that are known beside it, each as long as the values.
  public var regressors: [[Double]]

  public init(
    key: [String] = [], period: Period = .day, start: Int, values: [Double],
    regressors: [[Double]] = []
  ) {
    self.key = key
    self.period = period
    self.start = start
    self.values = values
    self.regressors = regressors
  }

  /// The period after the last.
  public var end: Int { start + values.count }

  /// What was known before a period.
  func before(_ end: Int) -> DatedSeries {
    keeping(0..<min(values.count, max(0, end - start)))
  }

  /// What came from a period on.
  func from(_ first: Int) -> DatedSeries {
    keeping(min(values.count, max(0, first - start))..<values.count)
  }

  private func keeping(_ range: Range<Int>) -> DatedSeries {
    DatedSeries(
      key: key, period: period, start: start + range.lowerBound, values: Array(values[range]),
      regressors: regressors.map { Array($0[range]) })
  }

  /// The moments of its values.
  var moments: Moments {
    Moments(period: period, start: start, count: values.count, regressors: regressors)
  }
}

/// A stretch of periods and what is known of them whatever is sold: their dates and the regressors.
struct Moments: Sendable {
  let period: Period
  let start: Int
  let count: Int
  /// Each `count` long.
  var regressors: [[Double]]

  var range: Range<Int> { start..<start + count }

  /// As days, for models of calendar time.
  var days: [Double] { range.map(period.time) }

  func prefix(_ count: Int) -> Moments {
    Moments(
      period: period, start: start, count: min(count, self.count),
      regressors: regressors.map { Array($0.prefix(count)) })
  }
}

/// Series over the same calendar, in the order of their keys.
public struct SeriesPanel: Sendable, Equatable {
  public let period: Period
  /// The names of the columns that tell series apart.
  public let keys: [String]
  /// The names of the regressors.
  public let regressors: [String]
  public var series: [DatedSeries]

  public init(
    period: Period = .day, keys: [String] = [], regressors: [String] = [], series: [DatedSeries]
  ) {
    self.period = period
    self.keys = keys
    self.regressors = regressors
    self.series = series
  }

  public init(_ series: DatedSeries) {
    self.init(period: series.period, series: [series])
  }

  public var start: Int { series.map(\.start).min() ?? 0 }
  public var end: Int { series.map(\.end).max() ?? 0 }

  /// Then no forecast is below zero either.
  var isNeverNegative: Bool { series.allSatisfy { $0.values.allSatisfy { !($0 < 0) } } }

  func before(_ end: Int) -> SeriesPanel {
    var panel = self
    panel.series = series.map { $0.before(end) }
    return panel
  }
}
