import EcommBase

/// One table of XML inputs, typed: the records, or a list inside them.
///
/// A large document is cut into stretches of records, and a wave of them is read, then typed, on all
/// threads; what comes of it does not depend on the cuts.
struct XMLTableReader {
  private let inputs: [Input]
  private let options: ReadOptions
  private let documents: XMLDocuments

  init(_ inputs: [Input], _ options: ReadOptions) throws {
    self.inputs = inputs
    self.options = options
    documents = try XMLDocuments(
      inputs,
      XMLReadOptions(
        record: options.record, encoding: options.encoding.flatMap(TextEncoding.init(named:))))
  }

  func table() throws -> Loaded {
    var builder = builder(keepsValues: true)
    try survey(&builder)
    return try builder.finish()
  }

  func stream() throws -> TableStream {
    var builder = builder(keepsValues: false)
    try survey(&builder)
    let plans = BlockPlans(builder.columns.map(\.finalPlan))
    return TableStream(report: try builder.report(), schema: plans.emptyTable) { body in
      let work: @Sendable (XMLBlock) -> Table = { plans.table($0.block, names: $0.columns) }
      _ = try waves({ work }) { tables, _ in
        for table in tables where table.rowCount > 0 { try body(table) }
      }
    }
  }

  private func builder(keepsValues: Bool) -> TableBuilder {
    TableBuilder(
      options.typing, policy: options.errorPolicy, parallel: options.parallel,
      keepsValues: keepsValues)
  }

  /// Passes over the input until the type of every column is known.
  private func survey(_ builder: inout TableBuilder) throws {
    repeat {
      let found = try waves(
        { typing(by: builder.plan) }, { try builder.append($0, inputBytes: $1) })
      builder.notes = found.notes
    } while builder.needsAnotherPass()
  }

  private func typing(by plan: TypingPlan) -> @Sendable (XMLBlock) -> TypedBlock {
    { plan.type($0.block, names: $0.columns).placed(in: $0.file, lineOffset: 0) }
  }

  /// The blocks of the wanted table, each through `work` on any thread, to `take` in their order.
  /// `work` is asked for anew for each wave: a plan knows more after each.
  private func waves<T: Sendable>(
    _ work: () -> @Sendable (XMLBlock) -> T, _ take: (_ done: [T], _ bytes: Int) throws -> Void
  ) throws -> XMLDiscovery {
    var walk = XMLWalk(documents, options, isWanted: isWanted)
    let progress = options.progress(documents.texts.reduce(0) { $0 + $1.size })
    var before = 0
    while let wave = try walk.next() {
      progress.advance(by: walk.bytesBegun - before)
      before = walk.bytesBegun
      let work = work()
      try take(try options.parallel.map(wave.count) { work(wave[$0]) }, walk.bytesBegun)
    }
    let found = XMLDiscovery(documents, walk.found)
    try checkTable(found)
    return found
  }

  @Sendable private func isWanted(_ table: String) -> Bool {
    options.table.map { XMLTableName.matches(table, $0) } ?? (table == XMLPlan.recordTable)
  }

  private func checkTable(_ found: XMLDiscovery) throws {
    guard let wanted = options.table else { return }
    let names = found.tables.map(\.name)
    guard !names.contains(where: { XMLTableName.matches($0, wanted) }) else { return }
    throw InputError.noTable(
      wanted, file: inputs[0].name, nearest: Nearest.match(wanted, in: names), all: names)
  }
}

enum XMLTableName {
  /// By the whole path (`rows/row`) or its last part (`row`).
  static func matches(_ name: String, _ wanted: String) -> Bool {
    name == wanted || name.hasSuffix("/" + wanted) || name.hasPrefix(wanted + "/")
  }
}
