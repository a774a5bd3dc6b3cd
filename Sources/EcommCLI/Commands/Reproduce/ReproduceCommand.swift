import EcommBase
import EcommData
import EcommReport
import EcommTasks

/// Trains every model on the sample data, prints the tables that the README shows and says which figures
/// are not as they were recorded.
enum ReproduceCommand {
  private static let data = Option.text(
    "data", "FOLDER", "where the data is: the samples, or public sets by their makers' names",
    completion: .file, defaultText: "Data")
  private static let models = Option.text(
    "models", "FOLDER", "where the models go", completion: .file,
    defaultText: "Models; none for other data")
  private static let expected = Option.text(
    "expected", "FOLDER", "where the recorded figures are", completion: .file,
    defaultText: "expected/ beside the data")
  private static let check = Option.flag(
    "check", "compare with the recorded figures; exit code 3 if one moved")
  private static let record = Option.flag("record", "record the figures for later checks")

  static let command = Command(
    "reproduce", "train all models on Data/ and print the metrics tables",
    examples: [
      "reproduce", "reproduce --check", "reproduce forecast --dry-run",
      "reproduce --data public/ --expected Data/expected",
    ],
    inputs: .init("[TASK...]", 0...Reproduction.tasks.count, .choices(Reproduction.tasks)),
    options: [
      data.declaration, models.declaration, check.declaration, record.declaration,
      expected.declaration,
    ] + Reports.options + [
      Shared.json.declaration, Shared.threads.declaration, Shared.dryRun.declaration,
      Shared.quiet.declaration,
    ],
    notes: ["--report writes an index, and beside it the page of each model."]
  ) { invocation in
    var records: [JSON] = []
    var pages: [(file: String, heading: String, page: Page)] = []
    var isMoved = false
    for part in try wanted(invocation) {
      let said = invocation.console.notes.count
      let made = try part.make(source(part, invocation))
      let figures = ExpectedFigures(made.file, record: made.record)
      let moves = try invocation[check] ? moves(part, to: figures, invocation) : []
      isMoved = isMoved || !moves.isEmpty
      if invocation[Shared.json] {
        records.append(json(part, made, moves))
      } else {
        try print(part, made, moves, invocation)
      }
      try save(part, made.file, figures, invocation)
      guard Reports.areWanted(invocation) else { continue }
      var page = try made.page()
      page.run = Reports.run(invocation, from: said)
      pages.append(("\(part.model).html", part.title, page))
    }
    if invocation[Shared.json] { try invocation.console.print(JSONWriter.text(.array(records))) }
    try write(pages, invocation)
    return isMoved ? .gate : .done
  }

  /// The index, and the pages beside it.
  private static func write(
    _ pages: [(file: String, heading: String, page: Page)], _ invocation: Invocation
  ) throws {
    if let path = invocation[Shared.report] {
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      for one in pages { try Reports.write(one.page, to: folder + one.file, invocation) }
    }
    try Reports.write(invocation) {
      var index = IndexPage.page(
        title: "Reproduced: \(Figures.count(pages.count, "model"))",
        summary: "Every model of this program, trained on its data, and what each is worth.", pages)
      index.run = Reports.run(invocation, from: invocation.console.notes.count)
      return index
    }
  }

  private static func wanted(_ invocation: Invocation) throws -> [Reproduction] {
    let tasks = Reproduction.tasks
    for task in invocation.inputs where !tasks.contains(task) {
      throw UsageError.unknown(task, kind: "task", all: tasks)
    }
    let folder = invocation[data] ?? "Data"
    let found = Reproduction.all.filter {
      $0.isThere(in: folder) && (invocation.inputs.isEmpty || invocation.inputs.contains($0.task))
    }
    guard !found.isEmpty else {
      throw ReproductionError.nothing(folder: folder, files: Reproduction.all.map(\.file))
    }
    return found
  }

  private static func source(_ part: Reproduction, _ invocation: Invocation) -> SampleSource {
    SampleSource(
      path: "\(invocation[data] ?? "Data")/\(part.file)", console: invocation.console,
      parallel: invocation.parallel)
  }

  private static func recorded(_ part: Reproduction, _ invocation: Invocation) -> String {
    let folder = invocation[expected] ?? "\(invocation[data] ?? "Data")/expected"
    return "\(folder)/\(part.model).json"
  }

  private static func moves(
    _ part: Reproduction, to figures: ExpectedFigures, _ invocation: Invocation
  ) throws -> [ExpectedFigures.Move] {
    let path = recorded(part, invocation)
    guard Folder.holds(path) else { throw ReproductionError.notRecorded(path: path) }
    return try ExpectedFigures(reading: path).moves(to: figures)
  }

  private static func print(
    _ part: Reproduction, _ made: Reproduction.Made, _ moves: [ExpectedFigures.Move],
    _ invocation: Invocation
  ) throws {
    let console = invocation.console
    try console.print([part.title] + made.table + [""])
    try console.print("model \(part.model) \(made.file.id)")
    for move in moves { console.complain("\(part.model): \(move.text)") }
    if invocation[check], moves.isEmpty {
      console.say("\(part.model): the model and its figures are as recorded")
    }
  }

  private static func json(
    _ part: Reproduction, _ made: Reproduction.Made, _ moves: [ExpectedFigures.Move]
  ) -> JSON {
    [
      "task": .string(part.task), "name": .string(part.model), "model": .string(made.file.id),
      "record": made.record, "moved": .strings(moves.map(\.text)),
    ]
  }

  /// Models of other data are kept only where a folder was named for them.
  private static func save(
    _ part: Reproduction, _ file: ModelFile, _ figures: ExpectedFigures, _ invocation: Invocation
  ) throws {
    guard !invocation[Shared.dryRun] else { return }
    if let folder = invocation[models] ?? (invocation[data] == nil ? "Models" : nil) {
      let path = "\(folder)/\(part.model).json"
      try Folder.make(for: path)
      try AtomicFile.write(file.bytes, to: path)
    }
    guard invocation[record] else { return }
    let path = recorded(part, invocation)
    try Folder.make(for: path)
    try figures.write(path)
  }
}
