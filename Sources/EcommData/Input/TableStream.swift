import EcommBase

/// A table too large to hold, some thousands of rows at a time.
///
/// A first pass over the input, which holds no values, has decided the type of every column; so all
/// blocks have the same columns and types, and a category the same levels in the same order.
public struct TableStream {
  /// Of the whole input.
  public let report: ReadReport
  /// The names and types of the columns in every block.
  public let schema: [(name: String, type: ColumnType)]
  private let walk: (_ body: (Table) throws -> Void) throws -> Void

  init(
    report: ReadReport, schema: Table,
    walk: @escaping (_ body: (Table) throws -> Void) throws -> Void
  ) {
    self.report = report
    self.schema = schema.columns.map { ($0.name, $0.values.type) }
    self.walk = walk
  }

  /// All rows in their order, block by block.
  public func blocks(_ body: (Table) throws -> Void) throws { try walk(body) }
}

extension RowsReader {
  func stream() throws -> TableStream {
    var builder = try surveyed(keepsValues: false)
    builder.dropNameless()
    let report = try builder.report()
    let plans = BlockPlans(builder.columns.map(\.finalPlan))
    return TableStream(report: report, schema: plans.emptyTable) { body in
      try forEachBlock(plans, body)
    }
  }
}

extension RowsReader {
  /// The second pass, a few chunks for each thread at a time, so that what waits stays small.
  private func forEachBlock(_ plans: BlockPlans, _ body: (Table) throws -> Void) throws {
    let progress = options.progress(totalBytes)
    for source in sources {
      var walk = ChunkWalk(source)
      while !walk.isDone {
        let position = walk.position
        let steps = try walk.wave(options.parallel.threads * 4, options.parallel) { chunk in
          plans.table(chunk.block, names: chunk.names)
        }
        for step in steps where step.value.rowCount > 0 { try body(step.value) }
        progress.advance(by: walk.position - position)
      }
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

  var emptyTable: Table { table(RawBlock(), names: []) }

  func table(_ block: RawBlock, names: [String]) -> Table {
    var odd: [Int32] = []
    let order = BlockOrder(names, plans.map(\.rules.name))
    let columns = zip(plans.indices, zip(plans, levels)).map { index, column in
      let (plan, levels) = column
      let raw = order.place(index, plan.rules.name)
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
