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
    var finder = ColumnFinder(table)
    let date = try finder.find(.date, named: columns.date)
    guard case .dates(let moments) = date.values else { throw ForecastError.noRows }
    let repeats = finder.findIfAny(.order).map(OrderRepeats.init)
    let rows = try RowValues(
      table, wish: columns.value, finder: &finder, orderFirsts: repeats?.isFirst)
    let isRepeat = repeats.map { $0.areLines ? nil : $0.isFirst.map { !$0 } } ?? nil
    let keys = try SeriesKeys(table, by: columns.by)
    let regressors = try columns.regressors.map { name in
      try finder.find(.regressor, named: name)
    }

    var kept = rows.values.map(\.isFinite)
    for row in kept.indices {
      if moments[row] == ColumnValues.missingInteger || keys.codes[row] < 0
        || isRepeat?[row] == true
      {
        kept[row] = false
      }
    }
    let known = zip(moments, kept).filter(\.1).map(\.0)
    let period = columns.period ?? Period.usual(known)
    let sums = try PeriodSums(
      Self.rows(moments, rows, keys, regressors, kept, period), keys: keys.keys, period: period)
    var gaps = Gaps(columns.gaps, sums, period: period)
    var panel = SeriesPanel(
      period: period, keys: columns.by, regressors: columns.regressors, series: gaps.mark(sums))
    let end = PartialEnd.note(known, period)
    if end != nil { panel.dropLast() }
    let smaller = columns.top.flatMap { panel.keepLargest($0) }
    let filled = panel.fillRegressors()

    self.panel = panel
    notes =
      finder.notes + rows.notes
      + [
        repeats?.note, OrderStatus.note(table), rows.returnsNote(kept),
        rows.isMoney ? CurrencyMixture.find(in: table, amounts: rows.values)?.warning : nil,
      ].compactMap { $0 } + gaps.notes + [end, smaller, filled].compactMap { $0 }
    data = DataSummary(
      rows: table.rowCount, columns: table.columns.count, rejectedRows: rejectedRows,
      fingerprint: Self.fingerprint(panel),
      firstDate: period.label(panel.start), lastDate: period.label(panel.end - 1))
    schema =
      [SchemaColumn(name: date.name, type: .date, role: .date)]
      + rows.columns.map { SchemaColumn(name: $0.name, type: $0.values.type, role: .value) }
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

  private static func rows(
    _ moments: [Int64], _ values: RowValues, _ keys: SeriesKeys, _ regressors: [Column],
    _ kept: [Bool], _ period: Period
  ) -> PeriodSums.Rows {
    let columns = regressors.map { $0.values.doubles ?? [] }
    var rows = PeriodSums.Rows(regressors: columns.map { _ in [] })
    for row in kept.indices where kept[row] {
      rows.series.append(keys.codes[row])
      rows.periods.append(period.index(moments[row]))
      rows.amounts.append(values.values[row])
      for column in columns.indices { rows.regressors[column].append(columns[column][row]) }
    }
    return rows
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

/// Which series each row belongs to.
private struct SeriesKeys {
  /// In order.
  let keys: [[String]]
  /// Negative where a part of the key is missing.
  let codes: [Int32]

  init(_ table: Table, by names: [String]) throws {
    let columns = try names.map { name in
      guard let column = table[name] else {
        throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
      }
      return column.values
    }
    guard !columns.isEmpty else {
      keys = [[]]
      codes = [Int32](repeating: 0, count: table.rowCount)
      return
    }
    var places: [[String]: Int32] = [:]
    var codes: [Int32] = []
    codes.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let key = columns.compactMap { $0.text(row) }
      guard key.count == columns.count else {
        codes.append(-1)
        continue
      }
      let next = Int32(places.count)
      codes.append(places[key] ?? next)
      if codes[row] == next { places[key] = next }
    }
    let sorted = places.keys.sorted { Self.precedes($0, $1) }
    var rank = [Int32](repeating: 0, count: sorted.count)
    for (place, key) in sorted.enumerated() { rank[Int(places[key] ?? 0)] = Int32(place) }
    keys = sorted
    self.codes = codes.map { $0 < 0 ? $0 : rank[Int($0)] }
  }

  private static func precedes(_ a: [String], _ b: [String]) -> Bool {
    for (one, other) in zip(a, b) where one != other { return one.precedesInUTF8(other) }
    return false
  }
}

/// Data that end before their last period does.
private enum PartialEnd {
  /// The last day counts as whole when its last order comes this late.
  private static let eveningHour = 20

  static func note(_ moments: [Int64], _ period: Period) -> String? {
    guard let last = moments.max().map(Timestamp.init(microseconds:)) else { return nil }
    let hasTimes = moments.contains { $0 % Timestamp.day != 0 }
    let endsEarly = hasTimes && last.hour < eveningHour
    switch period {
    case .hour: return nil
    case .day:
      guard endsEarly else { return nil }
      let minute = String(last.microsecondsOfDay / (60 * Timestamp.second) % 60)
      let padded = (minute.count == 1 ? "0" : "") + minute
      return "the last day ends at \(last.hour):\(padded) and is left out"
    case .week, .month:
      let lastWhole = last.dayNumber - (endsEarly ? 1 : 0)
      let next = period.day(period.index(last.microseconds) + 1)
      guard lastWhole < next - 1, !isAtStarts(moments, period) else { return nil }
      return "the last \(period.rawValue) ends on \(last.date) and is left out"
    }
  }

  /// Figures of a month stand at its first day.
  private static func isAtStarts(_ moments: [Int64], _ period: Period) -> Bool {
    moments.prefix(10_000).allSatisfy {
      period.day(period.index($0)) == Timestamp(microseconds: $0).dayNumber
    }
  }
}

extension SeriesPanel {
  /// Only the series that sum to most; says how many are left out.
  fileprivate mutating func keepLargest(_ count: Int) -> String? {
    let sums = series.map { $0.values.reduce(0) { $0 + ($1.isNaN ? 0 : $1) } }
    let kept = Set(sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(count))
    let left = series.count - kept.count
    guard left > 0 else { return nil }
    series = series.indices.filter(kept.contains).map { series[$0] }
    return "\(Figures.count(left)) series that sum to less are left out"
  }

  /// A regressor of a period without rows is what it was before; says how often.
  fileprivate mutating func fillRegressors() -> String? {
    var count = 0
    for one in series.indices {
      for column in series[one].regressors.indices {
        var values = series[one].regressors[column]
        var last = values.first { !$0.isNaN } ?? 0
        for place in values.indices {
          if values[place].isNaN {
            values[place] = last
            count += 1
          }
          last = values[place]
        }
        series[one].regressors[column] = values
      }
    }
    return count == 0
      ? nil : "\(Figures.count(count, "value")) of regressors missing: taken as the one before"
  }

  /// Without the last period, unless a series would be empty.
  fileprivate mutating func dropLast() {
    let last = end - 1
    guard series.allSatisfy({ $0.values.count > 1 || $0.end <= last }) || series.count > 1 else {
      return
    }
    series = series.map { $0.before(last) }.filter { !$0.values.isEmpty }
  }
}
