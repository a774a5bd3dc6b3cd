import EcommBase
import EcommData
import EcommReport
import EcommTasks

/// Trains every model on the sample data and prints the tables that the README shows.
enum ReproduceCommand {
  private static let data = Option.text(
    "data", "FOLDER", "where the data is", completion: .file, defaultText: "Data")
  private static let models = Option.text(
    "models", "FOLDER", "where the models go", completion: .file, defaultText: "Models")

  static let command = Command(
    "reproduce", "train all models on Data/ and print the metrics tables",
    examples: ["reproduce", "reproduce forecast --dry-run"],
    inputs: .init("[TASK...]", 0...parts.count, .choices(parts.map(\.task))),
    options: [
      data.declaration, models.declaration,
    ] + Reports.options + [
      Shared.threads.declaration, Shared.dryRun.declaration, Shared.quiet.declaration,
    ],
    notes: ["--report writes an index, and beside it the page of each model."]
  ) { invocation in
    for task in invocation.inputs where !parts.contains(where: { $0.task == task }) {
      let all = parts.map(\.task)
      throw UsageError.unknownName(
        task, kind: "task", nearest: Nearest.match(task, in: all), all: all)
    }
    let wanted = parts.filter {
      invocation.inputs.isEmpty || invocation.inputs.contains($0.task)
    }
    var pages: [(file: String, heading: String, page: Page)] = []
    for part in wanted {
      for model in try part.models(source(invocation)) {
        try invocation.console.print(model.title)
        for line in model.table + [""] { try invocation.console.print(line) }
        try save(model, invocation)
        guard Reports.areWanted(invocation) else { continue }
        pages.append(("\(model.name).html", model.title, try model.page()))
      }
    }
    try write(pages, invocation)
    return .done
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
      IndexPage.page(
        title: "Reproduced: \(Figures.count(pages.count, "model"))",
        summary: "Every model of this program, trained on its sample data, and what each is worth.",
        pages)
    }
  }

  private static let parts = [
    ForecastReproduction.all, ClassReproduction.all, SegmentReproduction.all,
    AnomalyReproduction.all,
  ]

  private static func source(_ invocation: Invocation) -> SampleSource {
    SampleSource(
      folder: invocation[data] ?? "Data", console: invocation.console,
      parallel: invocation.parallel)
  }

  private static func save(_ model: ReproducedModel, _ invocation: Invocation) throws {
    try invocation.console.print("model \(model.name) \(model.file.id)")
    guard !invocation[Shared.dryRun] else { return }
    let path = (invocation[models] ?? "Models") + "/\(model.name).json"
    try Folder.make(for: path)
    try AtomicFile.write(model.file.bytes, to: path)
  }
}
