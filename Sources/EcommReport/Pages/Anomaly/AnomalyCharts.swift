import EcommBase
import EcommTasks

/// Pictures of detectors.
enum AnomalyCharts {
  static func compared(
    _ comparison: AnomalyComparison, _ name: String, base: Double,
    _ read: (AnomalyComparison.Entry) -> Spread?
  ) -> (any Chart)? {
    let known = comparison.entries.compactMap { entry in read(entry).map { (entry.title, $0) } }
    guard let best = known.max(by: { $0.1.mean < $1.1.mean }) else { return nil }
    return BarChart(
      title:
        "\(name): \(best.0) \(Figures.fixed(best.1.mean, 3)), chance \(Figures.fixed(base, 3))",
      summary: "Means over the folds; lines are the standard deviation over folds.",
      unit: .decimals(3), shape: .dots,
      bars: known.map { title, spread in
        .init(
          title, [spread.mean],
          interval: (spread.mean - spread.deviation, spread.mean + spread.deviation))
      } + [.init("by chance", [base])])
  }

  static func curves(
    _ comparison: AnomalyComparison
  ) -> [(name: String, chart: (any Chart)?)] {
    let best = comparison.entries.max {
      ($0.averagePrecision?.mean ?? 0) < ($1.averagePrecision?.mean ?? 0)
    }
    return [
      (
        "compared-roc",
        compared(comparison, "ROC-AUC", base: 0.5) { $0.rocAUC }
      ),
      (
        "compared-pr",
        compared(comparison, "PR-AUC", base: comparison.baseRate) { $0.averagePrecision }
      ),
      (
        "roc",
        ScoreCharts.roc(
          comparison.entries.map { ($0.title, $0.roc) }, area: best?.rocAUC?.mean,
          asked: "a strange row")
      ),
      (
        "precision-recall",
        ScoreCharts.precisionRecall(
          comparison.entries.map { ($0.title, $0.precisionRecall) },
          area: best?.averagePrecision?.mean, baseRate: comparison.baseRate)
      ),
    ]
  }

  static func scores(_ histogram: Histogram, threshold: Double, flagged: Int, rows: Int)
    -> any Chart
  {
    ScoreCharts.histogram(
      histogram, threshold: threshold, name: "score",
      title: "\(Figures.count(flagged)) of \(Figures.count(rows, "row")) score "
        + "\(Figures.short(threshold)) or more")
  }

  static func reasons(
    _ explanation: AnomalyExplanation, alarms: [Int], count: Int = 15
  ) -> (any Chart)? {
    let own = explanation.means(alarms).filter { $0.part != 0 }.prefix(count)
    guard let first = own.first, !alarms.isEmpty else { return nil }
    return BarChart(
      title: "\(first.name) makes alarms most",
      summary: "What each column adds to the score of an alarm, on average.",
      bars: own.map { .init($0.name, [$0.part]) })
  }

  static func budgets(_ evaluation: AnomalyEvaluation) -> (any Chart)? {
    guard let one = evaluation.top.first, evaluation.strange > 0 else { return nil }
    return BarChart(
      title: "The top \(one.name) hold \(Figures.percent(one.recall, 0)) of what is strange",
      summary: "The share of strange rows found when so many rows are looked at.", unit: .percent,
      bars: evaluation.top.map { .init("top \($0.name)", [$0.recall]) })
  }

  static func confusion(_ evaluation: AnomalyEvaluation) -> (any Chart)? {
    guard let counts = evaluation.decision else { return nil }
    let table = [
      [counts.trueNegatives, counts.falsePositives],
      [counts.falseNegatives, counts.truePositives],
    ]
    let sums = table.map { max(1, $0[0] + $0[1]) }
    return HeatMap(
      title: "\(Figures.fixed(counts.truePositives)) strange rows found, "
        + "\(Figures.fixed(counts.falseNegatives)) missed",
      summary: "Rows by truth (row) and alarm (column).", rows: ["usual", "strange"],
      columns: ["no alarm", "alarm"],
      values: zip(table, sums).map { row, sum in row.map { $0 / sum } }, strongest: 1,
      texts: table.map { $0.map { Figures.fixed($0) } })
  }

  static func map(
    _ exploration: AnomalyExploration, _ places: (x: [Double], y: [Double])?, title: String,
    axes: (String, String)
  ) -> (any Chart)? {
    guard let places else { return nil }
    let strange = exploration.placedStrange
    func points(_ wanted: Bool) -> [Canvas.Point] {
      strange.indices.filter { strange[$0] == wanted }.map { (places.x[$0], places.y[$0]) }
    }
    var chart = ScatterChart(
      title: title, summary: "A dot a row; strange ones are in the second colour.",
      x: .init(axes.0), y: .init(axes.1),
      groups: [
        .init("usual", points(false)),
        .init(
          exploration.hasLabels ? "strange by the label" : "strange by its score", points(true)),
      ])
    chart.hasTicks = false
    return chart
  }

  static func column(_ column: AnomalyExploration.Column) -> (any Chart)? {
    guard let range = column.range, !column.bins.isEmpty else {
      return ProfileCharts.frequent(column.profile)
    }
    let width = (range.upperBound - range.lowerBound) / Double(column.bins.count)
    return HistogramChart(
      title: column.far == 0
        ? "\(column.profile.name): no value far out"
        : "\(column.profile.name): \(Figures.count(column.far, "value")) far out",
      summary: "Values between the 1st and the 99th hundredth.", name: column.profile.name,
      edges: (0...column.bins.count).map { range.lowerBound + Double($0) * width },
      groups: [.init(column.profile.name, column.bins.map(Double.init))])
  }
}
