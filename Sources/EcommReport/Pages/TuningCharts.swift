import EcommBase
import EcommTasks

/// Pictures of a search for settings.
enum TuningCharts {
  static func add(_ histories: [TuningHistory], to page: inout Page) {
    for history in histories {
      page.section("Search of \(history.name)") { section in
        section.figures([
          ("tuning-\(history.name)", course(history)),
          ("tuning-\(history.name)-parameters", importance(history)),
        ])
        section.table(
          ["trial", history.metric] + history.parameters,
          best(history).map { trial in
            [Figures.count(trial.number), trial.score.map(Figures.short) ?? "-"] + trial.values
          }, wordColumns: [])
      }
    }
  }

  static func course(_ history: TuningHistory) -> any Chart {
    let found = history.trials.first { $0.number == history.best }?.score
    let scores = history.trials.compactMap { trial in
      trial.score.map { (x: Double(trial.number), y: $0) }
    }
    let best = zip(history.trials, history.bestSoFar).map { (x: Double($0.number), y: $1) }
    var dots = CurveChart.Curve("trials", scores)
    dots.isDotted = true
    return CurveChart(
      title: "Trial \(history.best) of \(history.trials.count) was best: \(history.metric) "
        + (found.map(Figures.short) ?? "-"),
      summary: "The score of each trial and the best so far.", x: .init("trial"),
      y: .init(history.metric), curves: [.init("best so far", best), dots])
  }

  static func importance(_ history: TuningHistory) -> (any Chart)? {
    let known = history.importance.filter { $0.share.isFinite }
    guard let first = known.first else { return nil }
    return BarChart(
      title: "\(first.name) tells \(Figures.percent(first.share, 0)) of how trials differ",
      summary: "The share of the spread of the ranked scores that each parameter tells alone.",
      unit: .percent, bars: known.map { .init($0.name, [$0.share]) })
  }

  private static let shown = 10

  private static func best(_ history: TuningHistory) -> [TuningHistory.Trial] {
    let known = history.trials.filter { $0.score != nil }
    let sign = history.isLowerBetter ? 1.0 : -1
    return Array(
      known.sorted { (sign * ($0.score ?? 0), $0.number) < (sign * ($1.score ?? 0), $1.number) }
        .prefix(shown))
  }
}
