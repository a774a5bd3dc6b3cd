import EcommBase
import EcommTasks

/// The table of a backtest, for people or as JSON.
enum ForecastLeaderboardText {
  static func json(_ training: ForecastTraining) -> JSON {
    [
      "id": .string(training.model.id), "evaluation": training.model.evaluation,
      "tuning": training.tuning?.json ?? .null, "champion": .string(training.summary),
      "notes": .strings(training.notes), "improvement": improvement(training),
    ]
  }

  /// Seconds differ from run to run, so tables that are compared leave them out.
  static func lines(_ training: ForecastTraining, showsSeconds: Bool = false) -> [String] {
    guard !training.leaderboard.isEmpty else { return [heading(training) + "."] }
    let seconds = showsSeconds ? ["seconds"] : []
    var table = TextTable(
      ["", "MAE", "", "RMSE", "MAPE", "WAPE", "MASE", "cover 80, 95 %"] + seconds + [""])
    for (place, entry) in training.leaderboard.enumerated() {
      let metrics = entry.metrics
      table.add(
        [
          entry.title, number(metrics.mae), entry.maeSpread.map { "+-" + number($0) } ?? "",
          number(metrics.rmse),
          metrics.mape.map { Figures.percent($0) } ?? "-",
          metrics.wape.map { Figures.percent($0) } ?? "-",
          entry.mase.map { Figures.fixed($0, 2) } ?? "-",
          coverage(entry),
        ] + (showsSeconds ? [entry.seconds.map { Figures.fixed($0, 1) } ?? ""] : []) + [
          place == 0 ? "champion" : ""
        ])
    }
    let asked =
      "\(training.origins) \(training.origins == 1 ? "origin" : "origins"), "
      + "\(training.horizon) \(training.panel.period.noun(training.horizon)) each"
    return ["\(heading(training)). \(asked); every model sees the same past.", ""] + table.lines
      + improvement(training) + champion(training) + zeros(training)
  }

  private static func improvement(_ training: ForecastTraining) -> JSON {
    guard let found = training.improvement else { return .null }
    return [
      "over": .string("seasonal-naive"), "share": .number(found.share),
      "p_value": .number(found.pValue),
    ]
  }

  /// `82, 96 %`
  private static func coverage(_ entry: ForecastEntry) -> String {
    guard !entry.intervals.isEmpty else { return "-" }
    return entry.intervals.map { Figures.fixed($0.coverage * 100) }.joined(separator: ", ") + " %"
  }

  /// Small numbers keep some digits.
  private static func number(_ value: Double) -> String {
    abs(value) < 10 ? Figures.fixed(value, 2) : Figures.fixed(value)
  }

  /// `916 daily sums, 2023-05-01 to 2025-11-01`
  private static func heading(_ training: ForecastTraining) -> String {
    let panel = training.panel
    let periods = Figures.count(panel.end - panel.start)
    let noun = panel.period.noun(panel.end - panel.start)
    let several = panel.series.count > 1 ? "\(Figures.count(panel.series.count)) series, " : ""
    let dates = "\(training.model.data.firstDate ?? "?") to \(training.model.data.lastDate ?? "?")"
    return "\(several)\(periods) \(noun), \(dates)"
  }

  private static func improvement(_ training: ForecastTraining) -> [String] {
    guard let found = training.improvement, let best = training.leaderboard.first else { return [] }
    let word = found.share < 0 ? "worse" : "better"
    return [
      "\(best.title) is \(Figures.percent(abs(found.share), 0)) \(word) than seasonal naive (MAE, "
        + "p \(found.pValue < 0.001 ? "< 0.001" : "= " + Figures.fixed(found.pValue, 3)))\(found.pValue > 0.05 ? ", which may be chance" : "")."
    ]
  }

  private static func champion(_ training: ForecastTraining) -> [String] {
    guard training.panel.series.count == 1 else { return [] }
    return ["The champion: \(training.summary)."]
  }

  private static func zeros(_ training: ForecastTraining) -> [String] {
    guard let left = training.leaderboard.first?.metrics.zerosLeftOut, left > 0 else { return [] }
    return ["MAPE leaves out \(left) \(training.panel.period.noun(left)) without sales."]
  }

  /// The other figures of all models, and the champion's errors by distance and by weekday, hour or month.
  /// The errors by distance and by weekday.
  static func details(_ training: ForecastTraining) -> [String] {
    guard let best = training.leaderboard.first else { return [] }
    return [
      "", "Of 80 % intervals the quantile loss and the width; bias is the forecast less what came:",
      "",
    ]
      + others(training).lines + errors(best, training.panel.period)
  }

  private static func others(_ training: ForecastTraining) -> TextTable {
    var table = TextTable(["", "sMAPE", "RMSSE", "bias", "quantile loss", "width"])
    for entry in training.leaderboard {
      table.add([
        entry.title, Figures.percent(entry.metrics.smape),
        entry.rmsse.map { Figures.fixed($0, 2) } ?? "-", number(entry.metrics.bias),
        entry.intervals.first.map { number($0.pinball) } ?? "-",
        entry.intervals.first.map { number($0.width) } ?? "-",
      ])
    }
    return table
  }

  private static func errors(_ best: ForecastEntry, _ period: Period) -> [String] {
    var steps = TextTable(["\(period.noun(2)) ahead", "MAE"])
    for (step, error) in best.byStep.enumerated() { steps.add([String(step + 1), number(error)]) }
    let names = period.groupNames
    guard names.count == best.byGroup.count else { return ["", best.title] + steps.lines }
    var groups = TextTable(["", "MAE"])
    for (name, error) in zip(names, best.byGroup) where !error.isNaN {
      groups.add([name, number(error)])
    }
    return ["", "Where \(best.title) errs:", ""] + steps.lines + [""] + groups.lines
  }
}
