import EcommBase
import EcommData

/// From a table as it was read to labelled rows: duplicates dropped, the target found, roles of the columns
/// decided, everything said aloud.
public struct ClassInput: Sendable {
  public struct Wishes: Sendable {
    public var target: String?
    public var positive: String?
    public var dropped: [String] = []
    public var kept: [String] = []
    public var texts: [String] = []
    public var typed: Set<String> = []
    public var key: String?
    public var group: String?
    public var time: String?
    public var keepsDuplicates = false
    public var question: ClickRows.Question?
    public init() {}
  }

  public let notes: [String]
  public let warnings: [String]
  public let schema: [SchemaColumn]
  public let summary: DataSummary
  /// `Revenue = TRUE in 15.6 % of 12,205 rows`.
  public let targetLine: String
  /// What rows of clicks were made for; nil for rows that were read as they are.
  public let question: ClickRows.Question?
  let data: ClassData

  public var rows: Int { data.rows }
  public var classes: [String] { data.classes }

  /// At most so many of the rows to learn from, evenly from all of them.
  public func sample(_ most: Int) -> Table { data.table.evenly(most) }

  /// Clicks become rows first, split by time and visitor unless something else is asked for.
  public init(_ table: Table, wishes: Wishes, rejectedRows: Int) throws {
    let isClicks = wishes.question != nil || wishes.target == nil && ClickRows.areClicks(table)
    guard isClicks else {
      try self.init(rows: table, wishes: wishes, rejectedRows: rejectedRows)
      return
    }
    let question = wishes.question ?? .cart
    let clicks = try ClickRows(table, question: question)
    var wishes = wishes
    wishes.target = ClickRows.target
    wishes.keepsDuplicates = true
    wishes.time = wishes.time ?? clicks.time
    wishes.group = wishes.group ?? clicks.group
    let note =
      "clicks: \(Figures.count(clicks.table.rowCount, "row")), one at each "
      + "\(question.about) (--events)"
    try self.init(
      rows: clicks.table, wishes: wishes, rejectedRows: rejectedRows, question: question,
      notes: [note] + clicks.notes)
  }

  private init(
    rows table: Table, wishes: Wishes, rejectedRows: Int, question: ClickRows.Question? = nil,
    notes first: [String] = []
  ) throws {
    var notes = first
    let kept = wishes.keepsDuplicates ? Array(0..<table.rowCount) : Self.firsts(of: table, &notes)
    let table = kept.count == table.rowCount ? table : table.selecting(rows: kept)
    let name = try wishes.target ?? Self.likelyTarget(table, &notes)
    let target = try ClassTarget(table, column: name, positive: wishes.positive)
    notes += target.notes
    var own = ColumnRoles.Wishes()
    own.dropped = wishes.dropped
    own.kept = wishes.kept
    own.texts = wishes.texts
    own.typed = wishes.typed
    own.taken =
      [name] + [wishes.key, wishes.group, Self.clock(table, wishes)].compactMap { $0 }
    let roles = try ColumnRoles.find(table, own)
    notes += roles.notes
    guard !roles.features.isEmpty else {
      throw ClassifyError.noFeatures(target: name, notes: roles.notes)
    }
    let places = try Self.placed(target, table, wishes, &notes)
    let rows = places.map { target.rows[$0] }
    let labelled = table.selecting(rows: rows)
    data = ClassData(
      table: try Schema.read(labelled, roles.features), labels: places.map { target.labels[$0] },
      classes: target.classes, splitting: try Self.splitting(labelled, wishes),
      numbers: rows.map { kept[$0] })
    self.notes = notes
    warnings = LeakSuspects.find(data, target: name).map(\.warning)
    schema =
      roles.features + [
        SchemaColumn(
          name: name, type: target.type, role: .target, categories: target.classes)
      ] + Self.others(table, wishes)
    let days = TimeColumn.span(TimeColumn.find(labelled, named: wishes.time))
    summary = DataSummary(
      rows: rows.count, columns: table.columns.count, rejectedRows: rejectedRows,
      fingerprint: TableFingerprint.of(data.table, labels: data.labels), firstDate: days?.first,
      lastDate: days?.last, seenRows: SeenRows(data.table))
    targetLine = Self.line(target)
    self.question = question
  }

  /// The rows that are no copies of one before them.
  private static func firsts(of table: Table, _ notes: inout [String]) -> [Int] {
    let copies = table.repeatedRows()
    if copies.count == 1 {
      notes.append("1 row is an exact copy of another and left out (--keep-duplicates)")
    } else if copies.count > 1 {
      notes.append(
        "\(Figures.count(copies.count)) rows are exact copies of others; one of each kept "
          + "(--keep-duplicates)")
    }
    let isCopy = Set(copies)
    return (0..<table.rowCount).filter { !isCopy.contains($0) }
  }

  private static let targetNames = [
    "target", "label", "class", "revenue", "churn", "churned", "is_fraud", "fraud", "purchase",
    "purchased", "category", "converted", "y",
  ]

  /// By its name; else an error that says how to name it.
  private static func likelyTarget(_ table: Table, _ notes: inout [String]) throws -> String {
    for word in targetNames {
      guard let column = table.columns.first(where: { $0.name.lowercased() == word }),
        column.values.type != .number
      else { continue }
      notes.append("using column \(column.name) as the target")
      return column.name
    }
    throw ColumnError.notFound(role: "target", option: "target", columns: table.names)
  }

  private static func splitting(_ table: Table, _ wishes: Wishes) throws -> Splitting {
    let times = try wishes.time.map { try Self.times(table, $0) }
    let groups = try wishes.group.map { try Self.groups(table, $0) }
    return switch (times, groups) {
    case (let times?, let groups?): .orderedGroups(times, groups)
    case (let times?, nil): .ordered(times)
    case (nil, let groups?): .grouped(groups)
    case (nil, nil): .stratified
    }
  }

  /// A time that is no date: that it goes on says nothing that would hold later.
  private static func clock(_ table: Table, _ wishes: Wishes) -> String? {
    wishes.time.flatMap { table[$0] }.flatMap { $0.values.type == .date ? nil : $0.name }
  }

  /// The labelled rows that have a place in time, where that is asked for.
  private static func placed(
    _ target: ClassTarget, _ table: Table, _ wishes: Wishes, _ notes: inout [String]
  ) throws -> [Int] {
    guard let name = wishes.time else { return Array(target.rows.indices) }
    let times = try times(table, name)
    let places = target.rows.indices.filter { !times[target.rows[$0]].isNaN }
    let left = target.rows.count - places.count
    if left > 0 { notes.append("\(Figures.count(left, "row")) without \(name) left out") }
    return places
  }

  private static func column(_ table: Table, _ name: String) throws -> Column {
    guard let column = table[name] else {
      throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
    }
    return column
  }

  private static func times(_ table: Table, _ name: String) throws -> [Double] {
    let column = try column(table, name)
    guard let times = column.values.doubles else {
      throw ColumnError.wrongType(
        name, type: column.values.type, expected: ["date", "integer", "number"])
    }
    return times
  }

  /// Rows of no group are a group each.
  private static func groups(_ table: Table, _ name: String) throws -> [Int] {
    Schema.categories(try column(table, name).values).codes.enumerated().map {
      $1 < 0 ? -1 - $0 : Int($1)
    }
  }

  private static func others(_ table: Table, _ wishes: Wishes) -> [SchemaColumn] {
    [
      (wishes.key, SchemaColumn.Role.key), (wishes.group, .group), (clock(table, wishes), .date),
    ].compactMap { name, role in
      name.flatMap { table[$0] }.map {
        SchemaColumn(name: $0.name, type: $0.values.type, role: role, missing: .allow)
      }
    }
  }

  private static func line(_ target: ClassTarget) -> String {
    let count = Double(target.labels.count)
    let rows = Figures.count(target.labels.count, "row")
    if target.isBinary {
      let share = Double(target.labels.count { $0 == 1 }) / count
      return "\(target.column) = \(target.positive) in \(Figures.percent(share)) of \(rows)"
    }
    var counts = [Int](repeating: 0, count: target.classes.count)
    for label in target.labels { counts[label] += 1 }
    let order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    let shown = order.prefix(3).map {
      "\(target.classes[$0]) \(Figures.percent(Double(counts[$0]) / count))"
    }
    return "\(target.column): \(target.classes.count) classes in \(rows), "
      + shown.joined(separator: ", ") + (order.count > 3 ? " and others" : "")
  }
}
