import EcommBase
import EcommTasks

/// The table of a backtest, for people or as JSON.
enum ForecastLeaderboard {
  static func show(_ training: ForecastTraining, _ invocation: Invocation) throws {
    if invocation[Shared.json] {
      try invocation.console.print(
        JSONWriter.text([
          "id": .string(training.model.id), "evaluation": training.model.evaluation,
        ]))
    } else {
      for line in lines(training) { try invocation.console.print(line) }
    }
  }

  static func lines(_ training: ForecastTraining) -> [String] {
    let origins = training.model.evaluation["origins"]?.integer ?? 0
    var table = TextTable(["", "MAE", "", "RMSE", "MAPE", "WAPE", "MASE", ""])
    for (place, entry) in training.leaderboard.enumerated() {
      let metrics = entry.metrics
      table.add([
        entry.title, Figures.fixed(metrics.mae), "+-" + Figures.fixed(entry.maeSpread),
        Figures.fixed(metrics.rmse), metrics.mape.map { Figures.percent($0) } ?? "-",
        metrics.wape.map { Figures.percent($0) } ?? "-",
        metrics.mase.map { Figures.fixed($0, 2) } ?? "-", place == 0 ? "champion" : "",
      ])
    }
    let days = "\(Figures.count(training.series.values.count)) daily sums"
    return [
      "\(days), \(training.data) " + "\(origins) origins, \(training.settings.horizon) days each; "
        + "every model sees the same past.", "",
    ] + table.lines + ["The champion: \(training.summary)."] + zeros(training)
  }

  private static func zeros(_ training: ForecastTraining) -> [String] {
    guard let left = training.leaderboard.first?.metrics.zerosLeftOut, left > 0 else { return [] }
    return ["MAPE leaves out \(left) days without sales."]
  }
}

extension ForecastTraining {
  /// `2023-05-01 to 2025-11-01.`
  fileprivate var data: String {
    "\(model.data.firstDate ?? "?") to \(model.data.lastDate ?? "?")."
  }
}
