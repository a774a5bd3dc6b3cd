import EcommBase
import EcommTasks

/// Pictures of a classifier on judged rows.
enum ClassCharts {
  /// One dot for each classifier and what knowing nothing gives.
  static func leaderboard(_ board: ClassLeaderboard, _ metric: ClassMetric) -> (any Chart)? {
    var bars = board.entries.compactMap { entry -> BarChart.Bar? in
      guard let mean = entry.mean(metric) else { return nil }
      let spread = entry.spread(metric)
      return .init(entry.kind.title, [mean], interval: spread.map { (mean - $0, mean + $0) })
    }
    guard let first = bars.first, let best = first.values.first else { return nil }
    if let base = board.baseline[metric] { bars.append(.init("base rate", [base])) }
    return BarChart(
      title: "\(metric.title) of \(first.name): \(Figures.fixed(best, 3))"
        + (metric.isLowerBetter ? " (less is better)" : ""),
      summary: "Means over the folds; lines are the standard deviation over folds.",
      unit: .decimals(metric == .brier ? 4 : 3), shape: .dots, bars: bars)
  }

  static func roc(_ board: ClassLeaderboard?, _ evaluation: ClassEvaluation, asked: String)
    -> (any Chart)?
  {
    guard let binary = evaluation.binary else { return nil }
    let curves: [ScoreCharts.Curve] =
      board.map { board in
        board.entries.map { ($0.kind.title, $0.rocCurve.map { ($0.falseRate, $0.trueRate) }) }
      } ?? [("model", binary.roc.map { ($0.falseRate, $0.trueRate) })]
    return ScoreCharts.roc(
      curves, area: evaluation.value(.rocAUC), asked: asked,
      mark: ScoreCharts.mark(binary.decision, binary.threshold, isROC: true))
  }

  static func precisionRecall(_ evaluation: ClassEvaluation) -> (any Chart)? {
    guard let binary = evaluation.binary else { return nil }
    let base = evaluation.headlines.first { $0.metric == .prAUC }?.baseline ?? 0
    return ScoreCharts.precisionRecall(
      [("model", binary.precisionRecall.map { ($0.recall, $0.precision) })],
      area: evaluation.value(.prAUC), baseRate: base,
      mark: ScoreCharts.mark(binary.decision, binary.threshold, isROC: false))
  }

  static func calibration(_ evaluation: ClassEvaluation) -> (any Chart)? {
    guard let curve = evaluation.binary?.calibration, !curve.bins.isEmpty else { return nil }
    return CalibrationChart(
      title: "Chances are off by \(Figures.percent(curve.expectedError)) on average",
      summary: "How often the class came in each tenth of the rows, over the chance foretold.",
      bins: curve.bins.map {
        .init(
          foretold: $0.foretold, observed: $0.observed,
          rows: ($0.weight * Double(evaluation.rows)).rounded())
      })
  }

  private static let mostClasses = 24

  static func confusion(_ evaluation: ClassEvaluation) -> (any Chart)? {
    let table = evaluation.confusion
    guard table.count > 1 else { return nil }
    let sums = table.map { $0.reduce(0, +) }
    let order = table.indices.sorted { (-sums[$0], $0) < (-sums[$1], $1) }.prefix(mostClasses)
      .sorted()
    let right = table.indices.reduce(0) { $0 + table[$1][$1] }
    let all = max(1, sums.reduce(0, +))
    let left = table.count - order.count
    return HeatMap(
      title: "\(Figures.percent(right / all)) of the rows are answered rightly"
        + (left > 0 ? " (\(left) rare classes not shown)" : ""),
      summary: "What each class (row) was answered with (column); colours are shares of the row.",
      rows: order.map { evaluation.classes[$0] }, columns: order.map { evaluation.classes[$0] },
      values: order.map { row in order.map { sums[row] > 0 ? table[row][$0] / sums[row] : 0 } },
      strongest: 1, texts: order.map { row in order.map { Figures.fixed(table[row][$0]) } })
  }

  static func classes(_ evaluation: ClassEvaluation) -> (any Chart)? {
    let known = evaluation.perClass.filter { $0.rows > 0 }.sorted {
      ($0.f1, $0.name) < ($1.f1, $1.name)
    }
    guard let worst = known.first else { return nil }
    return BarChart(
      title: "\(worst.name) is hardest to tell: F1 \(Figures.fixed(worst.f1, 2))",
      summary: "F1 of each class, the hardest first.",
      bars: known.prefix(mostClasses).map { .init($0.name, [$0.f1]) })
  }

  private static let shownSlices = 12

  static func slices(_ evaluation: ClassEvaluation) -> (any Chart)? {
    guard let worst = evaluation.slices.first else { return nil }
    return BarChart(
      title: "Worst slice: \(worst.column) = \(worst.value), \(worst.metric.title) "
        + Figures.fixed(worst.score, 2),
      summary: "How well the rows of each slice are told, the worst first.", unit: .decimals(3),
      shape: .dots,
      bars: evaluation.slices.prefix(shownSlices).map {
        .init("\($0.column) = \($0.value)", [$0.score])
      })
  }
}

extension ClassEvaluation {
  func value(_ metric: ClassMetric) -> Double? {
    headlines.first { $0.metric == metric }?.value
  }
}
