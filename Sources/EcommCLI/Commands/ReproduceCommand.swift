import EcommBase
import EcommData
import EcommTasks

/// Trains every model on the sample data and prints the tables that the README shows.
enum ReproduceCommand {
  private static let data = Option.text(
    "data", "FOLDER", "where the data is", completion: .file, defaultText: "Data")
  private static let models = Option.text(
    "models", "FOLDER", "where the models go", completion: .file, defaultText: "Models")

  static let command = Command(
    "reproduce", "train all models on Data/ and print the metrics tables",
    examples: ["reproduce", "reproduce --dry-run"],
    options: [
      data.declaration, models.declaration, Shared.threads.declaration, Shared.dryRun.declaration,
      Shared.quiet.declaration,
    ]
  ) { invocation in
    try forecast(invocation)
    return .done
  }

  private static func forecast(_ invocation: Invocation) throws {
    var options = ReadOptions()
    options.errorPolicy = .skip
    options.parallel = invocation.parallel
    let path = (invocation[data] ?? "Data") + "/orders.xml"
    let loaded = try TableReader.read(path, options)
    Reading.summarise(
      loaded.report, [path], columns: loaded.table.columns.count, invocation.console)
    let orders = try OrdersToSeries(
      loaded.table, columns: .init(), rejectedRows: loaded.report.rejectedRows)
    for note in orders.notes { invocation.console.say("  " + note) }
    let training = try ForecastTraining.train(
      orders.series, data: orders.data, schema: orders.schema, settings: ForecastSettings())
    try invocation.console.print("Forecast")
    for line in ForecastLeaderboard.lines(training) { try invocation.console.print(line) }
    let model = (invocation[models] ?? "Models") + "/sales.json"
    try invocation.console.print("model sales \(training.model.id)")
    guard !invocation[Shared.dryRun] else { return }
    try Folder.make(for: model)
    try AtomicFile.write(training.model.bytes, to: model)
  }
}
