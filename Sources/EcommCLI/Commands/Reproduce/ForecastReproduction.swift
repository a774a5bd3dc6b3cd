import EcommTasks

enum ForecastReproduction {
  static let all = Reproduction(task: "forecast", models: models)

  private static func models(_ source: SampleSource) throws -> [ReproducedModel] {
    let loaded = try source.read("orders.xml")
    let orders = try OrdersToSeries(
      loaded.table, columns: .init(), rejectedRows: loaded.report.rejectedRows)
    for note in orders.notes { source.console.say("  " + note) }
    let training = try ForecastTraining.train(
      orders.series, data: orders.data, schema: orders.schema, settings: ForecastSettings(),
      parallel: source.parallel)
    return [
      ReproducedModel(
        name: "sales", title: "Forecast", table: ForecastLeaderboard.lines(training),
        file: training.model)
    ]
  }
}
