import EcommBase
import EcommTasks

/// Pictures of series, forecasts and how well models did.
enum ForecastCharts {
  /// Periods of the past that stand before a forecast.
  private static let shownPast = 120

  /// What came and what is expected to come.
  static func outlook(
    _ past: DatedSeries?, _ series: ForecastModel.Series, _ period: Period, name: String
  ) -> any Chart {
    let before = past.flatMap { Stretch($0, before: series.points, shown: shownPast) }
    let levels = series.points.first?.bounds.map(\.level) ?? []
    let bands = levels.indices.map { place in
      TimeChart.Band(
        Figures.percent(levels[place], 0),
        series.points.map { point in
          point.bounds.indices.contains(place)
            ? (point.bounds[place].lower, point.bounds[place].upper) : (.nan, .nan)
        })
    }
    let lines = before.map { [TimeChart.Line("past", $0.values)] } ?? []
    let steps = before?.steps ?? []
    return clipped(
      TimeChart(
        title: finding(series, past, period),
        summary: summary(levels, hasPast: before != nil), steps: steps + series.points.map(\.date),
        lines: lines + [
          .init("forecast", from: steps.count, series.points.map(\.forecast), bands: bands)
        ], name: "\(name) a \(period.noun(1))"))
  }

  private static func summary(_ levels: [Double], hasPast: Bool) -> String {
    let shares = levels.map { Figures.percent($0, 0) }.joined(separator: " and ")
    let bands =
      levels.isEmpty
      ? ""
      : " The \(levels.count > 1 ? "bands are" : "band is") as wide as \(shares) of the errors of the backtest."
    return (hasPast ? "The past and the forecast." : "The forecast.") + bands
  }

  /// The sum that is expected, and how it compares with as many periods before.
  private static func finding(
    _ series: ForecastModel.Series, _ past: DatedSeries?, _ period: Period
  ) -> String {
    let count = series.points.count
    let sum = series.points.map(\.forecast).reduce(0, +)
    let last = past?.values.suffix(count).filter(\.isFinite) ?? []
    let before = last.reduce(0, +)
    let change = last.count == count && before > 0 ? sum / before - 1 : nil
    let versus = change.map {
      ", \(Figures.percent(abs($0), 0)) \($0 < 0 ? "less" : "more") than in the last \(count)"
    }
    let key = series.key.joined(separator: ", ")
    return (key.isEmpty ? "" : key + ": ") + "\(count) \(period.noun(count)): "
      + "\(Figures.short(sum)) expected\(versus ?? "")"
  }

  /// The end of the past with what is missing up to the first period that is forecast.
  private struct Stretch {
    let steps: [String]
    let values: [Double]

    private static let widestGap = 120

    init?(_ past: DatedSeries, before points: [ForecastModel.Point], shown: Int) {
      let shown = past.values.suffix(shown)
      let first = points.first.flatMap { past.period.index(label: $0.date) } ?? past.end
      guard first >= past.end, first - past.end <= Self.widestGap else { return nil }
      steps = (past.end - shown.count..<first).map(past.period.label)
      values = shown + [Double](repeating: .nan, count: first - past.end)
    }
  }

  private static let outOfProportion = 3.0

  /// One day out of all proportion would press all others together: it is shown as a circle at the upper
  /// edge, with its value for the pointer.
  static func clipped(_ chart: TimeChart) -> TimeChart {
    let values = chart.lines.flatMap(\.values).filter(\.isFinite).sorted()
    guard let most = values.last, values.count >= 20 else { return chart }
    let usual = values[(values.count - 1) * 95 / 100]
    let bands =
      chart.lines.flatMap(\.bands).flatMap(\.edges).map(\.upper).filter(\.isFinite).max() ?? usual
    let edge = max(usual * 1.5, bands)
    guard usual > 0, most > usual * outOfProportion else { return chart }
    var chart = chart
    for place in chart.lines.indices {
      let line = chart.lines[place]
      for (index, value) in line.values.enumerated() where value > edge {
        chart.lines[place].values[index] = edge
        let step = line.start + index
        guard chart.steps.indices.contains(step) else { continue }
        chart.marks.append(
          .init(step, edge, "\(chart.steps[step]): \(Figures.short(value)), beyond the picture"))
      }
    }
    return chart
  }

  static func compared(_ training: ForecastTraining) -> (any Chart)? {
    guard let best = training.leaderboard.first else { return nil }
    return BarChart(
      title:
        "\(best.title.asSentence) errs least: \(Figures.short(best.metrics.mae)) a \(training.panel.period.noun(1))",
      summary: "Mean absolute errors over all origins; lines are standard errors.",
      shape: .dots,
      bars: training.leaderboard.map { entry in
        let mae = entry.metrics.mae
        return .init(
          entry.title, [mae], interval: entry.maeSpread.map { (mae - $0, mae + $0) })
      })
  }

  static func coverage(_ training: ForecastTraining) -> (any Chart)? {
    let known = training.leaderboard.filter { $0.coverage != nil }
    guard let best = known.first, let share = best.coverage else { return nil }
    return BarChart(
      title: "80 % intervals of \(best.title) held \(Figures.percent(share, 0)) of the values",
      summary: "The share of true values inside 80 % intervals made from other origins.",
      unit: .percent,
      bars: known.map { .init($0.title, [$0.coverage ?? .nan], limit: 0.8) },
      names: ("values inside", "80 % promised"))
  }

  static func byStep(_ training: ForecastTraining) -> (any Chart)? {
    let shown = training.leaderboard.prefix(4)
    guard let best = shown.first, best.byStep.count > 1, let first = best.byStep.first,
      let last = best.byStep.last
    else { return nil }
    return CurveChart(
      title:
        "\(best.title.asSentence) errs by \(Figures.short(first)) one \(training.panel.period.noun(1)) ahead, by "
        + "\(Figures.short(last)) \(best.byStep.count) ahead",
      summary: "Mean absolute error by distance.",
      x: .init("\(training.panel.period.noun(2)) ahead"), y: .init("mean error", covers: [0]),
      curves: shown.map { entry in
        .init(
          entry.title, entry.byStep.enumerated().map { (x: Double($0.offset + 1), y: $0.element) })
      })
  }

  static func byGroup(_ values: [Double], _ period: Period, title: (String) -> String) -> (
    any Chart
  )? {
    let names = period.groupNames
    guard names.count == values.count,
      let most = values.indices.filter({ values[$0].isFinite }).max(by: { values[$0] < values[$1] })
    else { return nil }
    return BarChart(
      title: title(names[most]),
      summary: "By \(period == .day ? "weekday" : period == .hour ? "hour" : "month").",
      bars: zip(names, values).map { .init($0, [$1]) })
  }

  /// What the champion had said at each origin over what came.
  static func backtest(_ training: ForecastTraining, name: String) -> (any Chart)? {
    guard training.panel.series.count == 1, let series = training.panel.series.first,
      let best = training.leaderboard.first, let first = training.originPlaces.first
    else { return nil }
    let start = max(series.start, first - training.horizon)
    let actual = Array(series.values.suffix(max(0, series.end - start)))
    let foretold = best.foretold(series, 0, origins: training.originPlaces)
    guard !foretold.isEmpty, !actual.isEmpty else { return nil }
    var said = [Double](repeating: .nan, count: actual.count)
    for (origin, values) in zip(training.originPlaces, foretold) {
      for (step, value) in values.enumerated() where said.indices.contains(origin + step - start) {
        said[origin + step - start] = value
      }
    }
    return clipped(
      TimeChart(
        title: "What \(best.title) had foretold of days that are known by now",
        summary: "Forecasts made at each origin over the values that came.",
        steps: actual.indices.map { series.period.label(start + $0) },
        lines: [.init("what came", actual), .init("foretold", said)], name: name))
  }
}
