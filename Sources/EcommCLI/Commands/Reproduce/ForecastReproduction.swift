import EcommData
import EcommTasks

enum ForecastReproduction {
  static let all = Reproduction(task: "forecast", models: models)

  /// Orders in another currency would be most of the error of any model.
  private static let counted = "delivery_type!=Kurier – Węgry"

  private static func models(_ source: SampleSource) throws -> [ReproducedModel] {
    let loaded = try source.read("orders.xml", where: counted)
    let orders = try OrdersToPanel(
      loaded.table, columns: SeriesColumns(), rejectedRows: loaded.report.rejectedRows)
    for note in orders.notes { source.console.say("  " + note) }
    var settings = ForecastSettings()
    settings.calendar = try ForecastCalendar(countries: ["PL"])
    let training = try ForecastTraining.train(
      orders.panel, data: orders.data, schema: orders.schema, settings: settings,
      parallel: source.parallel)
    for note in training.notes { source.console.say("  " + note) }
    return [
      ReproducedModel(
        name: "sales", title: "Forecast", table: ForecastLeaderboardText.lines(training),
        file: training.model,
        page: { try ForecastCommands.page(training, source.parallel) })
    ]
  }
}
