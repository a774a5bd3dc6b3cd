import EcommBase

/// One table of XML inputs, typed: the records, or a list inside them.
///
/// The parser runs ahead of the typing by a wave of blocks, which are then typed on all threads.
struct XMLTableReader {
  let inputs: [Input]
  let options: ReadOptions

  private static let blocksInWave = 16

  func table() throws -> Loaded {
    var builder = TableBuilder(
      options.typing, policy: options.errorPolicy, parallel: options.parallel, keepsValues: true)
    try survey(&builder)
    return try builder.finish()
  }

  func stream() throws -> TableStream {
    var builder = TableBuilder(
      options.typing, policy: options.errorPolicy, parallel: options.parallel, keepsValues: false)
    try survey(&builder)
    let plans = BlockPlans(builder.columns.map(\.finalPlan))
    return TableStream(report: try builder.report(), schema: plans.emptyTable) { body in
      _ = try waves { wave in
        let tables = try options.parallel.map(wave.count) {
          plans.table(wave[$0].block, names: wave[$0].names)
        }
        for table in tables where table.rowCount > 0 { try body(table) }
      }
    }
  }

  /// Passes over the input until the type of every column is known.
  private func survey(_ builder: inout TableBuilder) throws {
    repeat {
      let found = try waves { wave in
        let plan = builder.plan
        builder.append(
          try options.parallel.map(wave.count) {
            plan.type(wave[$0].block, names: wave[$0].names)
              .placed(in: wave[$0].file, lineOffset: 0)
          })
      }
      builder.notes = found.notes
    } while builder.needsAnotherPass()
  }

  private struct NamedBlock: Sendable {
    let names: [String]
    let block: RawBlock
    let file: String
  }

  /// The blocks of the wanted table in their order, some at a time.
  private func waves(_ body: ([NamedBlock]) throws -> Void) throws -> XMLDiscovery {
    var wave: [NamedBlock] = []
    let found = try XMLTables.scan(inputs, options: try xmlOptions()) { table, names, block, file in
      guard options.table.map({ XMLTableName.matches(table, $0) }) ?? (table == "records") else {
        return
      }
      wave.append(NamedBlock(names: names, block: block, file: file))
      guard wave.count == Self.blocksInWave else { return }
      try body(wave)
      wave = []
    }
    if !wave.isEmpty { try body(wave) }
    try checkTable(found)
    return found
  }

  private func xmlOptions() throws -> XMLReadOptions {
    XMLReadOptions(
      record: options.record, encoding: options.encoding.flatMap(TextEncoding.init(named:)))
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
