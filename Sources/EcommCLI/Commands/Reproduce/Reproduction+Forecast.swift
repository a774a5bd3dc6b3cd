import EcommData
import EcommTasks

extension Reproduction {
  static let forecasts = [
    forecast("orders.xml", "sales", counted: withoutHungary, holidays: ["PL"]),
    forecast("online_retail.csv", "revenue", value: "amount", holidays: ["GB"]),
  ]

  /// Orders in another currency would be most of the error of any model.
  private static let withoutHungary = "delivery_type!=Kurier – Węgry"

  private static func forecast(
    _ file: String, _ model: String, counted: String? = nil, value: String? = nil,
    holidays: [String]
  ) -> Reproduction {
    Reproduction(task: "forecast", file: file, model: model) { source in
      let loaded = try source.read(where: counted)
      var columns = SeriesColumns()
      columns.value = value
      let orders = try OrdersToPanel(
        loaded.table, columns: columns, rejectedRows: loaded.report.rejectedRows)
      source.say(orders.notes)
      var settings = ForecastSettings()
      settings.conditions = counted.map { [$0] } ?? []
      settings.calendar = try ForecastCalendar(countries: holidays)
      let training = try ForecastTraining.train(
        orders.panel, data: orders.data, schema: orders.schema, settings: settings,
        parallel: source.parallel)
      source.say(training.notes)
      let asked = [
        ("holidays", holidays), ("where", settings.conditions),
        ("value", [value].compactMap(\.self)),
      ]
      return Made(
        ForecastLeaderboardText.lines(training), training.model,
        asked: AskedOptions(asked.filter { !$0.1.isEmpty }.map { (name: $0.0, texts: $0.1) })
      ) {
        try ForecastCommands.page(training, source.parallel)
      }
    }
  }
}
