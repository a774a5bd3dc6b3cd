import EcommBase

/// A table too large to hold, some thousands of rows at a time.
///
/// A first pass over the input, which holds no values, has decided the type of every column; so all
/// blocks have the same columns and types, and a category the same levels in the same order.
public final class TableStream {
  /// Of the whole input.
  public let report: ReadReport
  /// The names and types of the columns in every block.
  public let schema: [(name: String, type: ColumnType)]
  private let pull: () throws -> [Table]?
  private var waiting: [Table] = []

  init(report: ReadReport, schema: Table, pull: @escaping () throws -> [Table]?) {
    self.report = report
    self.schema = schema.columns.map { ($0.name, $0.values.type) }
    self.pull = pull
  }

  /// A table that is in memory already, as one block.
  convenience init(of loaded: Loaded) {
    var blocks = [loaded.table]
    self.init(report: loaded.report, schema: loaded.table) { blocks.popLast().map { [$0] } }
  }

  /// The next rows, in their order; nil at the end.
  public func next() throws -> Table? {
    while waiting.isEmpty {
      guard let tables = try pull() else { return nil }
      waiting = tables.reversed()
    }
    return waiting.removeLast()
  }
}

extension RowsReader {
  func stream() throws -> TableStream {
    var builder = TableBuilder(
      typing, policy: options.errorPolicy, parallel: options.parallel, keepsValues: false)
    builder.notes = notes
    builder.nameless = nameless
    repeat { try pass(&builder) } while builder.needsAnotherPass()
    builder.dropNameless()
    let report = try builder.report()
    let plans = BlockPlans(builder.columns.map(\.finalPlan))
    var blocks = BlockWalk(reader: self, plans: plans)
    return TableStream(report: report, schema: plans.table(RawBlock(), names: [])) {
      try blocks.next()
    }
  }
}

/// Final plans of all columns: typed blocks without any memory of other blocks.
struct BlockPlans: Sendable {
  let plans: [ColumnPlan]
  private let levels: [[String]]

  init(_ plans: [ColumnPlan]) {
    self.plans = plans
    levels = plans.map { plan in (0..<plan.levels.count).map(plan.levels.level) }
  }

  func table(_ block: RawBlock, names: [String]) -> Table {
    var odd: [Int32] = []
    let columns = zip(plans, levels).map { plan, levels in
      let raw = names.firstIndex(of: plan.rules.name)
      var piece = ColumnPiece(values: .none, survey: ColumnSurvey())
      if let raw, raw < block.columns.count { piece = block.withCells(raw) { plan.piece($0) } }
      odd += piece.odd.rows
      return Column(plan.rules.name, plan.values(piece, levels, rows: block.rowCount))
    }
    let left = Array(Set(odd)).sorted()
    return Table(
      columns.map { Column($0.name, $0.values.without(left)) },
      rowCount: block.rowCount - left.count)
  }
}

extension ColumnPlan {
  fileprivate func values(_ piece: ColumnPiece, _ levels: [String], rows: Int) -> ColumnValues {
    switch piece.values {
    case .integers(let values): .integers(values)
    case .numbers(let values): .numbers(values)
    case .booleans(let values): .booleans(values)
    case .dates(let values): .dates(values)
    case .codes(let codes, _, _): .categories(Categories(levels: levels, codes: codes))
    case .texts(let texts): .texts(texts)
    case .none: missing(levels, rows)
    }
  }

  private func missing(_ levels: [String], _ rows: Int) -> ColumnValues {
    switch work {
    case .read(.integers):
      .integers([Int64](repeating: ColumnValues.missingInteger, count: rows))
    case .read(.dates): .dates([Int64](repeating: ColumnValues.missingInteger, count: rows))
    case .read(.booleans):
      .booleans([Int8](repeating: ColumnValues.missingBoolean, count: rows))
    case .read(.strings):
      .categories(
        Categories(
          levels: levels, codes: [Int32](repeating: Categories.missing, count: rows)))
    case .readTexts: .texts(Texts(missing: rows))
    default: .numbers([Double](repeating: .nan, count: rows))
    }
  }
}

/// The second pass, a wave at a time.
private struct BlockWalk<Source: ChunkedRows> {
  let reader: RowsReader<Source>
  let plans: BlockPlans
  var source = 0
  var walk: ChunkWalk<Source>?

  /// A few chunks for each thread, so that what waits stays small.
  private var chunks: Int { reader.options.parallel.threads * 4 }

  init(reader: RowsReader<Source>, plans: BlockPlans) {
    self.reader = reader
    self.plans = plans
  }

  mutating func next() throws -> [Table]? {
    while source < reader.sources.count {
      var walk = walk ?? ChunkWalk(reader.sources[source])
      if walk.isDone {
        source += 1
        self.walk = nil
        continue
      }
      let plans = plans
      let steps = try walk.wave(chunks, reader.options.parallel) { chunk in
        plans.table(chunk.block, names: chunk.names)
      }
      self.walk = walk
      return steps.map(\.value).filter { $0.rowCount > 0 }
    }
    return nil
  }
}
