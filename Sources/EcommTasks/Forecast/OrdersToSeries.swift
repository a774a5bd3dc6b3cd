import EcommBase
import EcommData

/// The way from a table of orders to a daily series: columns found, repeated orders counted once, a
/// partial last day left out, everything said aloud.
public struct OrdersToSeries: Sendable {
  public struct Columns: Sendable {
    public var date: String?
    public var value: String?
    public init(date: String? = nil, value: String? = nil) {
      self.date = date
      self.value = value
    }
  }

  public let series: DailySeries
  public let data: DataSummary
  public let schema: [SchemaColumn]
  public let notes: [String]

  /// The last day counts as whole when its last order comes this late.
  private static let eveningHour: Int64 = 20

  public init(_ table: Table, columns: Columns, rejectedRows: Int) throws {
    var finder = ColumnFinder(table)
    let date = try finder.find(.date, named: columns.date)
    let value = try finder.find(.value, named: columns.value)
    guard case .dates(var moments) = date.values else { throw ForecastError.noRows }
    var notes: [String] = []
    if let order = finder.findIfAny(.order) {
      notes += Self.forgetRepeated(order, &moments)
    }
    let amounts = value.values.doubles ?? []
    if !Self.counts(value.name), let mixture = CurrencyMixture.find(in: table, amounts: amounts) {
      notes.append(mixture.warning)
    }
    var series = try DailySeries.sums(of: amounts, at: moments)
    if let end = Self.partialEnd(moments), series.values.count > 1 {
      notes.append("the last day ends at \(end) and is left out")
      series.dropLastDay()
    }
    self.series = series
    self.notes = finder.notes + notes
    data = DataSummary(
      rows: table.rowCount, columns: table.columns.count, rejectedRows: rejectedRows,
      fingerprint: Self.fingerprint(series),
      firstDate: CivilDate(days: series.firstDay).description,
      lastDate: CivilDate(days: series.lastDay).description)
    schema = [
      SchemaColumn(name: date.name, type: .date, role: .date),
      SchemaColumn(name: value.name, type: value.values.type, role: .value),
    ]
  }

  /// An export repeats an order now and then. Where more than one row in ten repeats one, the rows are the
  /// lines of orders, and all count.
  private static let rowsPerRepeat = 10

  /// Marks all but the first row of each order as missing, unless the rows are lines; says which.
  private static func forgetRepeated(_ order: Column, _ moments: inout [Int64]) -> [String] {
    var seen = Set<String>()
    let repeats = moments.indices.filter { row in
      order.values.text(row).map { !seen.insert($0).inserted } ?? false
    }
    if repeats.isEmpty { return [] }
    guard repeats.count * rowsPerRepeat <= moments.count else {
      return ["rows are lines of orders, several with the same \(order.name): all are counted"]
    }
    for row in repeats { moments[row] = ColumnValues.missingInteger }
    let rows = Figures.count(repeats.count, "row")
    let verb = repeats.count == 1 ? "repeats" : "repeat"
    return ["\(rows) \(verb) an \(order.name): one of each counted"]
  }

  /// Pieces have no currency.
  private static func counts(_ name: String) -> Bool {
    let words: Set<String> = ["quantity", "qty", "units", "pieces", "items", "count", "number"]
    return !words.isDisjoint(with: NameWords.of(name))
  }

  /// `11:20` if the data ends that early in its last day; dates without a time are whole days.
  private static func partialEnd(_ moments: [Int64]) -> String? {
    guard let last = moments.max(), last != ColumnValues.missingInteger else { return nil }
    let microsecondsPerDay: Int64 = 86_400_000_000
    let known = moments.filter { $0 != ColumnValues.missingInteger }
    guard known.contains(where: { $0 % microsecondsPerDay != 0 }) else { return nil }
    let minutes =
      (last - Int64(Timestamp(microseconds: last).dayNumber) * microsecondsPerDay) / 60_000_000
    guard minutes < eveningHour * 60 else { return nil }
    let minute = String(minutes % 60)
    return "\(minutes / 60):\(minute.count == 1 ? "0" : "")\(minute)"
  }

  private static func fingerprint(_ series: DailySeries) -> String {
    let text = JSONWriter.bytes([
      "first": .integer(series.firstDay), "values": .numbers(series.values),
    ])
    return String(SHA256.hex(of: text).prefix(16))
  }
}
