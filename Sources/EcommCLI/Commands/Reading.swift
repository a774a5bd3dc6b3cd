import EcommBase
import EcommData
import EcommTasks
import Glibc

/// From the command line's inputs and options to a table, with everything noteworthy said on stderr.
enum Reading {
  /// - Parameters:
  ///   - inputs: those of the command line, but for a model among them.
  ///   - usualTypes: of columns as a model knows them, under the names they get.
  static func table(
    _ invocation: Invocation, _ inputs: [String]? = nil, onError: ErrorPolicy,
    usualTypes: [String: ColumnType] = [:]
  ) throws -> Loaded {
    let paths = try Self.paths(inputs ?? invocation.inputs)
    return try table(
      invocation, paths, opened: paths.map(Input.open), onError: onError, usualTypes: usualTypes)
  }

  static func table(
    _ invocation: Invocation, _ paths: [String], opened: [Input], onError: ErrorPolicy,
    usualTypes: [String: ColumnType]
  ) throws -> Loaded {
    var options = try options(invocation, onError: onError)
    options.typing.usualTypes = beforeRenaming(usualTypes, invocation[InputOptions.rename])
    var loaded = try TableReader.read(opened, options)
    summarise(loaded.report, paths, columns: loaded.table.columns.count, invocation.console)
    loaded.table = try renamed(loaded.table, invocation[InputOptions.rename])
    loaded.table = try counted(
      loaded.table, invocation[InputOptions.conditions], invocation.console)
    return loaded
  }

  /// The first input of a command that takes `[MODEL] INPUT...`, if it is a model.
  static func leadingModel(_ invocation: Invocation) throws -> ModelFile? {
    let path = invocation.inputs[0]
    guard ModelFile.isOne(path) else { return nil }
    guard invocation.inputs.count > 1 else {
      throw UsageError.missingInput(
        placeholder: "INPUT after the model", command: invocation.command.name)
    }
    return try ModelFile.read(path)
  }

  /// The rows for which all conditions hold, each condition said aloud.
  static func counted(
    _ table: Table, _ conditions: [String], _ console: Console
  ) throws -> Table {
    try conditions.reduce(table) { table, wish in
      let holds = try RowCondition(wish).holds(in: table)
      let rows = holds.indices.filter { holds[$0] }
      console.say(
        "  \(wish): \(Figures.count(rows.count)) of \(Figures.count(table.rowCount, "row")) counted"
      )
      return table.selecting(rows: rows)
    }
  }

  static func beforeRenaming(
    _ types: [String: ColumnType], _ wishes: [String]
  ) -> [String: ColumnType] {
    wishes.reduce(into: types) { types, wish in
      let (old, new) = assignment(wish)
      types[old] = types.removeValue(forKey: new)
    }
  }

  private static func renamed(_ table: Table, _ wishes: [String]) throws -> Table {
    try wishes.reduce(table) { table, wish in
      let (old, new) = assignment(wish)
      guard table[old] != nil else {
        throw UsageError.unknown(old, kind: "column", all: table.names)
      }
      guard table[new] == nil else {
        throw UsageError.conflict("--rename \(wish)", "column \(new)")
      }
      return Table(
        table.columns.map { $0.name == old ? Column(new, $0.values) : $0 },
        rowCount: table.rowCount)
    }
  }

  /// `NAME=VALUE`, cut at the last `=`, for names may hold one.
  static func assignment(_ text: String) -> (name: String, value: String) {
    let cut = text.lastIndex(of: "=") ?? text.endIndex
    return (String(text[..<cut]), String(text[cut...].dropFirst()))
  }

  /// `--set`, wish by wish.
  static func settings(
    _ invocation: Invocation, _ set: (_ name: String, _ value: String) throws -> Void
  ) throws {
    for wish in invocation[Shared.settings] {
      let (name, value) = assignment(wish)
      try set(name, value)
    }
  }

  static func options(_ invocation: Invocation, onError: ErrorPolicy) throws -> ReadOptions {
    var options = ReadOptions()
    options.format = invocation[InputOptions.format]
    options.delimiter = try delimiter(invocation[InputOptions.delimiter])
    options.header = invocation[InputOptions.noHeader] ? .absent : .present
    options.encoding = try encoding(invocation[InputOptions.encoding])
    options.record = invocation[InputOptions.record]
    options.typing = try typing(invocation)
    options.errorPolicy = onError
    options.parallel = invocation.parallel
    let line = ProgressLine("reading", invocation.console)
    options.progress = { line.progress(total: $0) }
    return options
  }

  /// Patterns that the shell left alone are filled in here, in the order of the names.
  static func paths(_ inputs: [String]) throws -> [String] {
    try inputs.flatMap { input -> [String] in
      guard input.contains(where: "*?[".contains), access(input, F_OK) != 0 else { return [input] }
      var found = glob_t()
      defer { globfree(&found) }
      guard glob(input, 0, nil, &found) == 0 else {
        throw FileError.cannotOpen(path: input, code: ENOENT)
      }
      return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    }
  }

  /// `orders.xml: 3,200 rows, 12 columns`, then what was decided and what was left out.
  static func summarise(
    _ report: ReadReport, _ paths: [String], columns: Int, _ console: Console
  ) {
    let one = paths.count == 1 ? paths[0] : "\(paths.count) files"
    let name = one == "-" ? "standard input" : one
    console.say(
      "\(name): \(Figures.count(report.rows, "row")), \(Figures.count(columns, "column"))")
    for note in report.notes { console.say("  " + note) }
    guard report.rejectedRows > 0 else { return }
    console.say("  \(Figures.count(report.rejectedRows, "row")) left out:")
    for reject in report.rejects.prefix(shownRejects) {
      console.say("    \(reject.place): \(reject.reason)")
    }
    if report.rejectedRows > shownRejects { console.say("    ...") }
  }

  private static let shownRejects = 5

  private static func typing(_ invocation: Invocation) throws -> TypingOptions {
    var typing = TypingOptions()
    for assignment in invocation[InputOptions.types] {
      let (name, type) = try Self.type(assignment)
      typing.types[name] = type
    }
    let marks = invocation[InputOptions.missing]
    if !marks.isEmpty { typing.missingMarks = MissingMarks(MissingMarks.standard.marks + marks) }
    switch invocation[InputOptions.decimal] {
    case .comma: typing.decimalMark = .comma
    case .point: typing.decimalMark = .point
    case .detected: break
    }
    if let pattern = invocation[InputOptions.dateFormat] {
      guard let layout = DateLayout(pattern: pattern) else {
        let all = DateLayout.allCases.map(\.pattern)
        throw UsageError.unknown(pattern, kind: "date format", all: all)
      }
      typing.dateLayout = layout
    }
    return typing
  }

  private static func type(_ wish: String) throws -> (String, ColumnType) {
    let (name, typed) = assignment(wish)
    return (name, try ColumnType.named(typed, kind: "type"))
  }

  private static func delimiter(_ text: String?) throws -> UInt8? {
    guard let text else { return nil }
    if ["tab", "\\t"].contains(text) { return UInt8(ascii: "\t") }
    guard text.utf8.count == 1, let byte = text.utf8.first, !"\"\r\n".utf8.contains(byte) else {
      throw UsageError.wrongValue(
        option: InputOptions.delimiter.declaration.name, value: text,
        expected: "one character or 'tab'", nearest: nil)
    }
    return byte
  }

  private static func encoding(_ name: String?) throws -> String? {
    guard let name else { return nil }
    guard TextEncoding(named: name) != nil else {
      let all = TextEncoding.allCases.map(\.rawValue)
      throw UsageError.unknown(name, kind: "encoding", all: all)
    }
    return name
  }
}
