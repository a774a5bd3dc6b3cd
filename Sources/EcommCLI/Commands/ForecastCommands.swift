import EcommBase
import EcommData
import EcommReport
import EcommTasks
import Glibc

enum ForecastCommands {
  private static let date = Option.text("date", "COLUMN", "the date", defaultText: "found")
  private static let value = Option.text(
    "value", "COLUMN", "what is summed for each day", defaultText: "found")
  private static let horizonToScore = Option.integer(
    "horizon", "DAYS", "days ahead that the models are compared on", in: 1...366, default: 14)
  private static let models = Option.list(
    "model", "NAME,...",
    "models to compare: \(SeriesLearners.candidates.map(\.name).joined(separator: ", "))")
  private static let horizon = Option.integer(
    "horizon", "DAYS", "days to forecast", in: 1...ForecastModel.longestHorizon, default: 14)

  static let train = Command(
    "forecast train", "compare models on past days and keep the best",
    examples: [
      "forecast train Data/orders.xml --output Models/sales.json",
      "forecast train 'orders-*.csv' --date day --value revenue --horizon 30",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [
      Shared.model.declaration, date.declaration, value.declaration, models.declaration,
      horizonToScore.declaration,
      InputOptions.onErrorSkip.declaration,
    ] + InputOptions.all + [
      Shared.threads.declaration, Shared.json.declaration, Shared.quiet.declaration,
      Shared.dryRun.declaration,
    ]
  ) { invocation in
    let loaded = try Reading.table(invocation, onError: invocation[InputOptions.onErrorSkip])
    let orders = try OrdersToSeries(
      loaded.table, columns: .init(date: invocation[date], value: invocation[value]),
      rejectedRows: loaded.report.rejectedRows)
    for note in orders.notes { invocation.console.say("  " + note) }
    var settings = ForecastSettings()
    settings.horizon = invocation[horizonToScore]
    settings.models = invocation[models]
    let line = ProgressLine("comparing", invocation.console)
    let training = try ForecastTraining.train(
      orders.series, data: orders.data, schema: orders.schema, settings: settings,
      parallel: invocation.parallel
    ) { line.progress(total: $0) }
    for reason in training.leftOut { invocation.console.say("  left out: " + reason) }
    try ForecastLeaderboard.show(training, invocation)
    try ModelSaving.save(training.model, invocation)
    return .done
  }

  static let predict = Command(
    "forecast predict", "the coming days with 80 % intervals, as CSV",
    examples: [
      "forecast predict Models/sales.json --horizon 30 > forecast.csv",
      "forecast predict Models/sales.json --report forecast.html",
    ],
    inputs: .files("MODEL", 1...1),
    options: [
      horizon.declaration, Shared.output.declaration, Shared.json.declaration,
      Shared.report.declaration, Shared.quiet.declaration,
    ]
  ) { invocation in
    let path = invocation.inputs[0]
    let model = try ForecastModel(ModelFile.read(path), name: path)
    let points = model.predict(horizon: invocation[horizon])
    let result =
      invocation[Shared.json]
      ? JSONWriter.text([
        "model": .string(model.id), "forecasts": .array(points.map(\.json)),
      ]) + "\n" : csv(points)
    try Results.write(result, invocation)
    if let report = invocation[Shared.report] {
      try AtomicFile.write(
        Array(ForecastPage.html(points, name: ModelHistory.name(of: path)).utf8), to: report)
      invocation.console.say("Wrote \(report).")
    }
    return .done
  }

  private static func csv(_ points: [ForecastModel.Point]) -> String {
    let lines = points.map {
      "\($0.date),\(cents($0.forecast)),\(cents($0.lower)),\(cents($0.upper))"
    }
    return (["date,forecast,lower,upper"] + lines).joined(separator: "\n") + "\n"
  }

  private static func cents(_ value: Double) -> String {
    ((value * 100).rounded() / 100).description
  }
}
