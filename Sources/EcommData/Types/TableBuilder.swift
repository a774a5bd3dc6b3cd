import EcommBase

/// A table with what reading it found.
public struct Loaded: Sendable {
  public var table: Table
  public var report: ReadReport

  public init(table: Table, report: ReadReport) {
    self.table = table
    self.report = report
  }
}

/// Makes a typed table of blocks of raw rows, whatever reader they come from.
///
///     var builder = TableBuilder(typing)
///     repeat {
///       for block in input { builder.add(block, names: names, file: file) }
///     } while builder.needsAnotherPass()
///     let loaded = try builder.finish()
///
/// The type of a column is decided over all of its cells. Each block is read as what the blocks before
/// it showed; where the whole column turns out to be something else, its cells are read once more.
/// The result does not depend on how the rows are cut into blocks.
public struct TableBuilder: Sendable {
  let options: TypingOptions
  let policy: ErrorPolicy
  let parallel: Parallel
  let keepsValues: Bool
  private(set) var columns: [ColumnBuilder] = []
  private var places: [String: Int] = [:]
  private var rows = 0
  private var pass = 0
  private var rejects: [RowReject] = []
  private var rejectCount = 0
  /// What the reader itself has to say.
  public var notes: [String] = []
  /// Columns without a name of their own, which are columns only if they hold anything.
  var nameless: Set<String> = []

  public init(
    _ options: TypingOptions = TypingOptions(), policy: ErrorPolicy = .fail,
    parallel: Parallel = Parallel()
  ) {
    self.init(options, policy: policy, parallel: parallel, keepsValues: true)
  }

  init(
    _ options: TypingOptions, policy: ErrorPolicy, parallel: Parallel, keepsValues: Bool
  ) {
    self.options = options
    self.policy = policy
    self.parallel = parallel
    self.keepsValues = keepsValues
  }

  /// Rows in their order. `names` are those of the block's columns; a column may come first in a
  /// later block, or be absent in one.
  public mutating func add(
    _ block: RawBlock, names: [String], file: String, lineOffset: Int = 0
  ) {
    append([plan.type(block, names: names).placed(in: file, lineOffset: lineOffset)])
  }

  /// A row that the reader could not take apart; it comes before the next row added.
  public mutating func reject(_ reject: Reject) { self.reject(reject, row: rows) }

  private mutating func reject(_ reject: Reject, row: Int) {
    guard pass == 0 else { return }
    rejectCount += 1
    if rejects.count < ReadReport.rejectsKept {
      rejects.append(RowReject(row: row, reject: reject))
    }
  }

  /// True where the input must be read again from its beginning; at most once.
  public mutating func needsAnotherPass() -> Bool {
    pass += 1
    rows = 0
    var needed = false
    for index in columns.indices where columns[index].beginAnotherPass() { needed = true }
    return needed && pass == 1
  }
}

extension TableBuilder {
  var isEmpty: Bool { rows == 0 }

  var plan: TypingPlan {
    TypingPlan(
      columns: columns.map(\.plan), places: places, options: options, keepsValues: keepsValues)
  }

  mutating func append(_ blocks: [TypedBlock]) {
    for block in blocks { announce(block.names) }
    var next = rows
    for block in blocks {
      for reject in block.rejects { self.reject(reject.reject, row: next + reject.row) }
      next += block.rowCount
    }
    let places = places
    // Appending cannot fail, and a loop over columns has nothing else to throw.
    try? parallel.fill(&columns, chunk: 1) { range, columns in
      for (place, index) in range.enumerated() {
        for block in blocks {
          let name = columns[place].rules.name
          guard let piece = block.piece(index, name, places) else {
            columns[place].appendMissingRows(block.rowCount)
            continue
          }
          columns[place].append(piece, rows: block.rowCount)
        }
      }
    }
    rows = next
  }

  /// Room for the rows that are to be expected, so that columns do not move while they grow.
  mutating func expect(rows count: Int) {
    for index in columns.indices { columns[index].reserve(count) }
  }

  /// Columns that are there even if no row is.
  public mutating func announce(_ names: [String]) {
    for name in names where places[name] == nil {
      places[name] = columns.count
      columns.append(
        ColumnBuilder(
          ColumnRules(name: name, options: options), missingRows: rows, keepsValues: keepsValues))
    }
  }

  /// The table and the report; rejected rows are left out, or the first of them is thrown.
  public mutating func finish() throws -> Loaded {
    dropNameless()
    let report = try report()
    let odd = oddRows()
    let rowCount = columns.first?.rows ?? rows
    var values: [Column] = []
    for index in columns.indices {
      values.append(Column(columns[index].rules.name, columns[index].takeValues().without(odd)))
    }
    return Loaded(table: Table(values, rowCount: rowCount - odd.count), report: report)
  }

  mutating func dropNameless() {
    columns.removeAll { nameless.contains($0.rules.name) && $0.survey.present == 0 }
    for name in columns.map(\.rules.name) where nameless.contains(name) {
      notes.append("a column without a name is called \(name)")
    }
  }

  func report() throws -> ReadReport {
    try checkNames()
    var report = ReadReport()
    let odd = oddRows()
    let all = (rejects + columns.flatMap { $0.rejects() }).sorted { $0.row < $1.row }
    let rowCount = columns.first?.rows ?? rows
    let total = rejectCount + odd.count
    if policy == .fail, let first = all.first {
      throw RejectedRows(first: first.reject, rejected: total, rows: rowCount + rejectCount)
    }
    report.rows = rowCount - odd.count
    report.note(rejects: all.map(\.reject), total: total)
    report.notes = notes + columns.flatMap(\.note)
    return report
  }

  private func checkNames() throws {
    let names = columns.map(\.rules.name)
    guard let name = options.types.keys.sorted().first(where: { !names.contains($0) }) else {
      return
    }
    throw UnknownColumn(name: name, nearest: Nearest.match(name, in: names))
  }

  /// Rows with a cell that does not fit its column, ascending.
  private func oddRows() -> [Int32] {
    let all = columns.flatMap(\.odd.rows)
    return columns.count(where: { !$0.odd.rows.isEmpty }) < 2 ? all : Array(Set(all)).sorted()
  }
}
