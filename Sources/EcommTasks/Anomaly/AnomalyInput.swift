import EcommBase
import EcommData

/// From a table as it was read to rows for detectors: payments get what can be counted about them, the label
/// is set apart, roles of the columns are decided, everything said aloud.
public struct AnomalyInput: Sendable {
  public struct Wishes: Sendable {
    public var label: String?
    public var positive: String?
    public var dropped: [String] = []
    public var kept: [String] = []
    public var typed: Set<String> = []
    public var key: String?
    public var time: String?
    /// Rows are taken as they are, whatever payments could tell.
    public var ignoresEvents = false
    public init() {}
  }

  public let notes: [String]
  public let schema: [SchemaColumn]
  public let summary: DataSummary
  /// `is_fraud = 1 in 1.9 % of 10,000 rows`; nil without labels.
  public let labelLine: String?
  /// The columns that payments were told by.
  public let payments: PaymentColumns?
  public let table: Table
  let data: AnomalyData

  public var rows: Int { data.rows }
  public var hasLabels: Bool { data.labels != nil }
  public var isTimed: Bool { data.times != nil }

  /// At most so many of the rows to learn from, evenly from all of them.
  public func sample(_ most: Int) -> Table { data.table.evenly(most) }

  private static let labelNames = [
    "is_fraud", "fraud", "label", "is_anomaly", "anomaly", "is_outlier", "outlier", "class",
    "target",
  ]

  public init(_ table: Table, wishes: Wishes, rejectedRows: Int) throws {
    var notes: [String] = []
    guard table.rowCount > 1 else { throw AnomalyError.fewRows(table.rowCount, needed: 2) }
    let payments = wishes.ignoresEvents ? nil : PaymentColumns(found: table, taken: wishes.label)
    let rows = try payments.map { try PaymentFeatures.adding($0, to: table, &notes) } ?? table
    let label = try wishes.label.map { try AnomalyLabel($0, wishes.positive, in: table) }
    notes += label?.notes ?? []
    let time = try wishes.time.map { try Self.times(table, $0) }
    let times = time ?? payments.flatMap { table[$0.time]?.values.doubles }
    var own = ColumnRoles.Wishes()
    own.dropped = wishes.dropped
    own.kept = wishes.kept
    own.typed = wishes.typed
    own.taken = Self.taken(wishes, payments, table, &notes)
    let roles = try ColumnRoles.find(rows, own)
    let texts = roles.features.filter { $0.type == .text }.map(\.name)
    let features = roles.features.filter { $0.type != .text }
    notes += roles.notes
    if !texts.isEmpty {
      notes.append("texts are not looked at: \(ColumnRoles.listed(texts))")
    }
    guard !features.isEmpty else { throw AnomalyError.noFeatures(notes: roles.notes) }
    let places = Self.placed(label?.rows ?? Array(0..<table.rowCount), times, &notes)
    guard places.count > 1 else { throw AnomalyError.fewRows(places.count, needed: 2) }
    let whole = AnomalyData(
      table: try Schema.read(rows, features), labels: label?.labels, times: times,
      numbers: Array(0..<table.rowCount))
    data = places.count == whole.rows ? whole : whole.selecting(places)
    self.notes = notes
    self.payments = payments
    self.table = places.count == rows.rowCount ? rows : rows.selecting(rows: places)
    schema = features + Self.others(table, wishes, label)
    labelLine = label?.line
    let moments = TimeColumn.find(table, named: wishes.time ?? payments?.time)
    let used = data.numbers
    let days = TimeColumn.span(moments.map { moments in used.map { moments[$0] } })
    summary = DataSummary(
      rows: data.rows, columns: table.columns.count, rejectedRows: rejectedRows,
      fingerprint: data.fingerprint, firstDate: days?.first, lastDate: days?.last,
      seenRows: SeenRows(data.table))
  }

  /// Columns with a part of their own. One that looks like the answer is no feature, asked for or not.
  private static func taken(
    _ wishes: Wishes, _ payments: PaymentColumns?, _ table: Table, _ notes: inout [String]
  ) -> [String] {
    var taken = [wishes.label, wishes.key].compactMap { $0 } + (payments?.consumed ?? [])
    guard wishes.label == nil else { return taken }
    let answers = table.columns.filter { column in
      labelNames.contains(column.name.lowercased()) && !wishes.kept.contains(column.name)
        && !taken.contains(column.name) && ValueSurvey(column.values).distinct <= 2
    }.map(\.name)
    if let first = answers.first {
      notes.append(
        "\(ColumnRoles.listed(answers)) looks like the answer and is left out; to judge by it: "
          + "--label \(first)")
    }
    taken += answers
    return taken
  }

  private static func times(_ table: Table, _ name: String) throws -> [Double] {
    guard let column = table[name] else {
      throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
    }
    guard column.values.type == .date, let times = column.values.doubles else {
      throw ColumnError.wrongType(name, type: column.values.type, expected: ["date"])
    }
    return times
  }

  /// Rows that have a place in time, where there is one.
  private static func placed(
    _ rows: [Int], _ times: [Double]?, _ notes: inout [String]
  ) -> [Int] {
    guard let times else { return rows }
    let places = rows.filter { !times[$0].isNaN }
    if places.count < rows.count {
      notes.append("\(Figures.count(rows.count - places.count, "row")) without a time left out")
    }
    return places
  }

  private static func others(
    _ table: Table, _ wishes: Wishes, _ label: AnomalyLabel?
  ) -> [SchemaColumn] {
    var columns: [SchemaColumn] = []
    if let label {
      columns.append(
        SchemaColumn(
          name: label.column, type: label.type, role: .target, missing: .allow,
          categories: label.classes))
    }
    if let key = wishes.key, let column = table[key] {
      columns.append(
        SchemaColumn(name: key, type: column.values.type, role: .key, missing: .allow))
    }
    return columns
  }
}

extension AnomalyInput {
  /// Detectors side by side on folds, and beside them a model that learns from the labels.
  public func compare(
    _ settings: AnomalySettings, parallel: Parallel = Parallel(),
    progress: (Int) -> Progress = { _ in .silent }
  ) throws -> AnomalyComparison {
    let labels = data.labels ?? []
    let strange = labels.count { $0 }
    guard strange >= AnomalyComparison.fewestStrange else {
      throw AnomalyError.fewRows(strange, needed: AnomalyComparison.fewestStrange)
    }
    return try AnomalyComparison(
      data, labels: labels, kinds: settings.kinds, settings: settings, isSupervised: true,
      parallel: parallel,
      progress: progress((settings.kinds.count + 1) * min(settings.folds, strange)))
  }

  /// As a person finds it again: by its key, or by where it stands.
  public func name(ofRow row: Int) -> String {
    let key = schema.first { $0.role == .key }.flatMap { table[$0.name] }
    return key?.values.text(row) ?? "row \(Figures.count(data.numbers[row] + 1))"
  }

  /// Nil without labels.
  public func labelText(ofRow row: Int) -> String? {
    guard let labels = data.labels else { return nil }
    return labels[row] ? "strange" : "usual"
  }
}
