import EcommBase
import EcommTasks

/// The page of models that were compared on the past.
extension ForecastPages {
  /// - Parameter ahead: what the champion says of the periods to come, series by series.
  public static func training(
    _ training: ForecastTraining, ahead: [ForecastModel.Series]
  ) -> Page {
    let data = training.model.data
    let dates = "\(data.firstDate ?? "?") to \(data.lastDate ?? "?")"
    var page = Page(
      title:
        "Forecast of \(valueName(training.model)): \(training.leaderboard.first?.title ?? training.summary)",
      summary: "\(summary(training)) The data: \(dates). \(coming(ahead))")
    page.section("What is coming") { section in
      section.figures(ahead.prefix(mostSeries).map { outlook($0, training) })
    }
    addComparison(training, &page)
    addErrors(training, &page)
    TuningCharts.add([training.tuning].compactMap(\.self), to: &page)
    page.section("The model") { section in
      section.paragraph(training.summary)
      section.model(training.model)
    }
    return page
  }

  private static func addComparison(_ training: ForecastTraining, _ page: inout Page) {
    page.section("Models compared") { section in
      section.paragraph(
        "\(Figures.count(training.origins, "origin")), \(training.horizon) "
          + "\(training.panel.period.noun(training.horizon)) each; every model sees the same past.")
      section.figures([
        ("compared", ForecastCharts.compared(training)),
        ("coverage", ForecastCharts.coverage(training)),
      ])
      section.leaderboard(training.leaderboard)
    }
  }

  private static func addErrors(_ training: ForecastTraining, _ page: inout Page) {
    page.section("Where it errs") { section in
      section.figures([
        ("backtest", ForecastCharts.backtest(training, name: valueName(training.model))),
        ("by-distance", ForecastCharts.byStep(training)),
        (
          "by-group",
          ForecastCharts.byGroup(
            training.leaderboard.first?.byGroup ?? [], training.panel.period
          ) { "It errs most on \($0)" }
        ),
      ])
    }
  }

  /// What is summed.
  static func valueName(_ model: ModelFile) -> String {
    let names = model.schema.filter { $0.role == .value }.map(\.name)
    return names.isEmpty ? "orders" : names.joined(separator: " x ")
  }

  private static func summary(_ training: ForecastTraining) -> String {
    guard let best = training.leaderboard.first else {
      return "The history is too short to compare models: the last value is repeated."
    }
    let versus = training.improvement.map { found in
      ", \(Figures.percent(abs(found.share), 0)) \(found.share < 0 ? "worse" : "better") than seasonal naive "
        + "(p = \(Figures.fixed(found.pValue, 3))\(found.pValue > 0.05 ? ", which may be chance" : ""))"
    }
    return
      "\(best.title.asSentence) foretells best of \(training.leaderboard.count) models: it errs by "
      + "\(Figures.short(best.metrics.mae)) a \(training.panel.period.noun(1))\(versus ?? "")."
  }

  private static func coming(_ ahead: [ForecastModel.Series]) -> String {
    let points = ahead.flatMap(\.points)
    guard let first = points.first, let last = points.last else { return "" }
    let sum = points.map(\.forecast).reduce(0, +)
    return "From \(first.date) to \(last.date) it expects \(Figures.short(sum)) in all."
  }

  private static func outlook(
    _ series: ForecastModel.Series, _ training: ForecastTraining
  ) -> (name: String, chart: (any Chart)?) {
    (
      outlookName(series.key),
      ForecastCharts.outlook(
        training.panel.series.first { $0.key == series.key }, series, training.panel.period,
        name: valueName(training.model))
    )
  }

  static func outlookName(_ key: [String]) -> String {
    (["forecast"] + key).joined(separator: "-")
  }
}

extension Section {
  fileprivate mutating func leaderboard(_ entries: [ForecastEntry]) {
    func percent(_ value: Double?) -> String { value.map { Figures.percent($0) } ?? "-" }
    table(
      ["model", "MAE", "±", "RMSE", "MAPE", "WAPE", "MASE", "bias", "cover 80 %"],
      entries.map { entry in
        [
          entry.title, Figures.short(entry.metrics.mae), entry.maeSpread.map(Figures.short) ?? "-",
          Figures.short(entry.metrics.rmse), percent(entry.metrics.mape),
          percent(entry.metrics.wape), entry.mase.map { Figures.fixed($0, 2) } ?? "-",
          Figures.short(entry.metrics.bias), percent(entry.coverage),
        ]
      })
  }
}
