import EcommBase
import EcommData

/// The way from a table of orders, lines or figures to series: columns found, repeated orders counted once, a
/// partial last period left out, silence told from missing data, everything said aloud.
public struct OrdersToPanel: Sendable {
  public let panel: SeriesPanel
  public let data: DataSummary
  public let schema: [SchemaColumn]
  public let notes: [String]

  public init(_ table: Table, columns: SeriesColumns, rejectedRows: Int) throws {
    guard table.rowCount > 0 else { throw ForecastError.empty }
    var finder = ColumnFinder(table)
    let date = try finder.find(.date, named: columns.date)
    guard case .dates(let moments) = date.values else { throw ForecastError.noRows }
    let repeats = finder.findIfAny(.order).map(OrderRepeats.init)
    let values = try RowValues(
      table, wish: columns.value, finder: &finder, orderFirsts: repeats?.isFirst)
    let keys = try SeriesKeys(table, by: columns.by)
    let regressors = try columns.regressors.map { name in
      try finder.find(.regressor, named: name)
    }
    let used = [date] + values.columns + columns.by.compactMap { table[$0] }
    try Self.refuse(regressors, in: used)

    let rows = CountedRows(date, moments, values, keys, repeats)
    let known = zip(moments, rows.isCounted).filter(\.1).map(\.0)
    let period = columns.period ?? Period.usual(known)
    let sums = try PeriodSums(
      rows.gathered(moments, values, keys, regressors, period), keys: keys.keys, period: period)
    var gaps = Gaps(columns.gaps, sums, period: period)
    var panel = SeriesPanel(
      period: period, keys: columns.by, regressors: columns.regressors, series: gaps.mark(sums))
    let end = PartialEnd.note(known, period)
    if end != nil { panel.dropLast() }
    let smaller = columns.top.flatMap { panel.keepLargest($0) }
    let filled = panel.fillRegressors()

    self.panel = panel
    let found = [
      repeats?.note, OrderStatus.note(table), values.returnsNote(rows.isCounted),
      values.isMoney ? CurrencyMixture.find(in: table, amounts: values.values)?.warning : nil,
    ]
    notes =
      finder.notes + values.notes + rows.notes + found.compactMap(\.self) + gaps.notes
      + [end, smaller, filled].compactMap(\.self) + FollowsValue.warnings(panel)
    data = DataSummary(
      rows: table.rowCount, columns: table.columns.count, rejectedRows: rejectedRows,
      fingerprint: Self.fingerprint(panel),
      firstDate: period.label(panel.start), lastDate: period.label(panel.end - 1))
    schema =
      [SchemaColumn(name: date.name, type: .date, role: .date)]
      + values.columns.map { SchemaColumn(name: $0.name, type: $0.values.type, role: .value) }
      + columns.by.compactMap { table[$0] }.map {
        SchemaColumn(name: $0.name, type: $0.values.type, role: .group)
      }
      + regressors.map { SchemaColumn(name: $0.name, type: $0.values.type, role: .feature) }
  }

  /// What is said of the data when only the periods before one are used.
  func data(before end: Int) -> DataSummary {
    let part = panel.before(end)
    var own = data
    own.fingerprint = Self.fingerprint(part)
    own.lastDate = panel.period.label(end - 1)
    return own
  }

  /// What is to be foretold cannot be known ahead.
  private static func refuse(_ regressors: [Column], in used: [Column]) throws {
    for regressor in regressors where used.contains(where: { $0.name == regressor.name }) {
      throw ForecastError.regressorIsUsed(regressor.name)
    }
  }

  static func fingerprint(_ panel: SeriesPanel) -> String {
    let series = panel.series.map { one -> JSON in
      [
        "key": .strings(one.key), "first": .integer(one.start),
        "values": .numbers(one.values), "regressors": .array(one.regressors.map(JSON.numbers)),
      ]
    }
    return String(SHA256.hex(of: JSONWriter.bytes(.array(series))).prefix(16))
  }
}
