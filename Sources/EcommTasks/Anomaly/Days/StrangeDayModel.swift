import EcommBase
import EcommData
import EcommLearn

/// Series with their past, ready to judge days that follow.
public struct StrangeDayModel: Sendable {
  public static let learner = "strange-days"

  public let id: String
  public let threshold: Double
  public let settings: StrangeDaySettings
  public let columns: SeriesColumns
  public let schema: [SchemaColumn]
  private let past: [String: DailyPanel.Series]

  public var conditions: [String] { settings.conditions }

  public static func isOne(_ file: ModelFile) -> Bool {
    file.task == .anomaly && file.learner == learner
  }

  private static let days = -1_000_000...10_000_000

  public init(_ file: ModelFile, name: String) throws {
    id = file.id
    schema = file.schema
    let decision = try JSONFields(file.decision, file: name, path: "decision")
    threshold = try decision.number("threshold")
    let own = try JSONFields(.object(file.settings), file: name, path: "settings")
    var settings = StrangeDaySettings()
    settings.days.isOnline = try own.flag("online")
    settings.days.window = try own.integer("window", in: 28...3660)
    settings.days.levelDays = try own.integer("level-days", in: 7...3660)
    settings.days.shiftDays = try own.integer("shift-days", in: 7...366)
    settings.days.threshold = max(0.1, min(1e9, threshold))
    settings.conditions = try own.strings("where")
    settings.country = own.isNull("country") ? nil : try own.choice("country")
    self.settings = settings
    let fields = try JSONFields(file.model, file: name, path: "model")
    let series = try fields.objects("series").map { one -> DailyPanel.Series in
      let values = try one.numbers("values")
      guard (1...PeriodSums.longest).contains(values.count) else {
        throw one.fault("values", expected: "1 to \(PeriodSums.longest) numbers")
      }
      return DailyPanel.Series(
        name: try one.string("name"),
        days: DatedSeries(start: try one.integer("first_day", in: Self.days), values: values),
        grain: try one.number("grain"))
    }
    guard !series.isEmpty, series.count <= DailyPanel.mostSeries else {
      throw fields.fault("series", expected: "1 to \(DailyPanel.mostSeries) series")
    }
    past = Dictionary(series.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    columns = Self.columns(file.schema)
  }

  private static func columns(_ schema: [SchemaColumn]) -> SeriesColumns {
    func column(_ role: SchemaColumn.Role) -> String? { schema.first { $0.role == role }?.name }
    var columns = SeriesColumns()
    columns.date = column(.date)
    let values = schema.filter { $0.role == .value }
    columns.value = values.count == 1 ? values[0].name : values.isEmpty ? "orders" : "amount"
    columns.by = schema.filter { $0.role == .group }.map(\.name)
    return columns
  }

  /// The days of a panel with the model's past before them. What both have, the panel says; days between
  /// both are unknown.
  public func judge(_ panel: DailyPanel, parallel: Parallel = Parallel()) throws -> [FreshDays] {
    try parallel.map(panel.series.count) { place in
      let fresh = panel.series[place]
      var own = settings
      own.days.threshold = threshold
      let joined = try Self.joined(past[fresh.name], fresh)
      let judged = try JudgedSeries(
        joined, own, country: settings.country, threshold: threshold, showsViews: false)
      let first = fresh.days.start - joined.days.start
      return FreshDays(judged: judged, days: first..<first + fresh.days.values.count)
    }
  }

  private static func joined(
    _ known: DailyPanel.Series?, _ fresh: DailyPanel.Series
  ) throws -> DailyPanel.Series {
    guard let known, known.days.start < fresh.days.start else { return fresh }
    let past = known.days
    let last = max(past.lastDay, fresh.days.lastDay)
    guard last - past.start < PeriodSums.longest else {
      throw ForecastError.tooLong(first: past.start, last: last)
    }
    let before = past.values.prefix(fresh.days.start - past.start)
    let gap = fresh.days.start - past.start - before.count
    let after = past.values.suffix(max(0, past.lastDay - fresh.days.lastDay))
    let lead = before.count + gap
    return DailyPanel.Series(
      name: fresh.name,
      days: DatedSeries(
        start: past.start,
        values: before + [Double](repeating: .nan, count: gap) + fresh.days.values + after),
      largest: [Double](repeating: 0, count: lead) + fresh.largest, grain: known.grain)
  }
}

/// A series as it was judged, and those of its days that were asked about.
public struct FreshDays: Sendable {
  public let judged: JudgedSeries
  public let days: Range<Int>
}
