import EcommBase
import EcommData
import EcommTasks

/// The rows that segments are made of: a table where it fits the memory well, else block by block.
enum SegmentReading {
  /// Inputs of more bytes are streamed.
  static let largestTable = 1 << 29

  static func source(
    _ invocation: Invocation, _ inputs: [String]? = nil, onError: ErrorPolicy,
    usualTypes: [String: ColumnType] = [:]
  ) throws -> PurchaseSource {
    let paths = try Reading.paths(inputs ?? invocation.inputs)
    let opened = try paths.map { try Input.open($0) }
    guard opened.reduce(0, { $0 + $1.size }) > largestTable else {
      return PurchaseSource(
        try Reading.table(
          invocation, paths, opened: opened, onError: onError, usualTypes: usualTypes))
    }
    var options = try Reading.options(invocation, onError: onError)
    options.typing.usualTypes = Reading.beforeRenaming(usualTypes, invocation[InputOptions.rename])
    let stream = try TableReader.stream(opened, options)
    Reading.summarise(stream.report, paths, columns: stream.schema.count, invocation.console)
    let source = PurchaseSource(stream)
      .renaming(try renames(invocation, stream.schema.map(\.name)))
    let conditions = invocation[InputOptions.conditions].map(RowCondition.init)
    for wish in invocation[InputOptions.conditions] { invocation.console.say("  only \(wish)") }
    return source.mapping { table in
      try conditions.reduce(table) { table, condition in
        let holds = try condition.holds(in: table)
        return table.selecting(rows: holds.indices.filter { holds[$0] })
      }
    }
  }

  private static func renames(
    _ invocation: Invocation, _ columns: [String]
  ) throws -> [String: String] {
    try invocation[InputOptions.rename].reduce(into: [:]) { names, wish in
      let (old, new) = Reading.assignment(wish)
      guard columns.contains(old) else {
        throw UsageError.unknown(old, kind: "column", all: columns)
      }
      guard !columns.contains(new) else {
        throw UsageError.conflict("--rename \(wish)", "column \(new)")
      }
      names[old] = new
    }
  }

  /// From the command line to customers, with everything noteworthy said.
  static func input(_ invocation: Invocation) throws -> SegmentInput {
    let source = try source(invocation, onError: invocation[InputOptions.onErrorSkip])
    let input = try SegmentInput(source, wishes: try SegmentOptions.wishes(invocation))
    tell(input, invocation.console)
    return input
  }

  /// The customers behind the model on the command line.
  static func input(
    for model: SegmentModel, _ invocation: Invocation, _ inputs: [String]? = nil,
    onError: ErrorPolicy
  ) throws -> SegmentInput {
    try inputAndSource(for: model, invocation, inputs, onError: onError).input
  }

  static func inputAndSource(
    for model: SegmentModel, _ invocation: Invocation, _ inputs: [String]? = nil,
    onError: ErrorPolicy
  ) throws -> (input: SegmentInput, source: PurchaseSource) {
    let source = try source(
      invocation, inputs ?? Array(invocation.inputs.dropFirst()), onError: onError,
      usualTypes: model.columnTypes)
    var wishes = model.wishes(source.schema, try SegmentOptions.wishes(invocation))
    if !invocation.has(SegmentOptions.returns), model.netsReturns, !source.isCustomerTable {
      wishes.netsReturns = true
    }
    let input = try SegmentInput(source, wishes: wishes)
    tell(input, invocation.console)
    return (input, source)
  }

  private static func tell(_ input: SegmentInput, _ console: Console) {
    for note in input.notes { console.say("  " + note) }
  }
}
