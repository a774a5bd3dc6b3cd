import EcommBase
import EcommTasks

/// What `classify train` says of the classifiers it compared and of the one it kept.
enum ClassLeaderboardText {
  static func lines(_ training: ClassTraining, _ input: ClassInput) -> [String] {
    table(training, input) + [""] + margin(training.leaderboard) + heldOut(training)
      + decision(training)
      + slices(training)
  }

  static func table(
    _ training: ClassTraining, _ input: ClassInput, showsSeconds: Bool = true
  ) -> [String] {
    let folds = "\(training.folds) folds, \(training.splitName)"
    return ["\(input.targetLine). \(folds).", ""] + table(training.leaderboard, showsSeconds)
  }

  private static func table(_ board: ClassLeaderboard, _ showsSeconds: Bool) -> [String] {
    let metrics = ClassMetric.usual(classes: board.champion.isBinary ? 2 : 3)
    var table = TextTable(
      [""] + metrics.flatMap { [$0.title, ""] } + (showsSeconds ? ["seconds"] : []) + [""])
    for (place, entry) in board.entries.enumerated() {
      let cells = metrics.flatMap { metric in
        [
          entry.mean(metric).map { Figures.fixed($0, digits(metric)) } ?? "-",
          entry.spread(metric).map { "+-" + Figures.fixed($0, 3) } ?? "",
        ]
      }
      let seconds = showsSeconds ? [Figures.fixed(entry.seconds, 1)] : []
      table.add([entry.kind.title] + cells + seconds + [place == 0 ? "kept" : ""])
    }
    table.add(
      ["base rate"]
        + metrics.flatMap {
          [board.baseline[$0].map { Figures.fixed($0, 3) } ?? "-", ""]
        })
    return table.lines
  }

  private static func digits(_ metric: ClassMetric) -> Int { metric == .brier ? 4 : 3 }

  private static func margin(_ board: ClassLeaderboard) -> [String] {
    guard let margin = board.margin else { return nothingLearned(board) }
    let error = margin.error.map { " +-\(Figures.fixed($0, 3))" } ?? ""
    let name = board.champion.kind.title
    return [
      "\(name) is better by \(Figures.fixed(margin.mean, 3))\(error) in \(ClassMetric.deciding.title), "
        + "in \(margin.folds) of \(margin.of) folds\(margin.mayBeChance ? ", which may be chance" : "")."
    ] + nothingLearned(board)
  }

  /// A model that says no more than the share of the classes is worth a warning.
  private static func nothingLearned(_ board: ClassLeaderboard) -> [String] {
    guard let loss = board.champion.mean(.deciding), let base = board.baseline[.deciding],
      loss >= base
    else { return [] }
    return [
      "Warning: it is no better than the base rate (\(ClassMetric.deciding.title) \(Figures.fixed(loss, 3)) against "
        + "\(Figures.fixed(base, 3))): the columns say nothing of the target that holds on other rows."
    ]
  }

  /// After a search the folds have been looked at often; the rows kept aside have not.
  private static func heldOut(_ training: ClassTraining) -> [String] {
    guard training.isHeldOut else { return [] }
    let figures = training.evaluation.headlines.map {
      "\($0.metric.title) \(Figures.fixed($0.value, 3))"
    }
    return [
      "The folds chose the settings, so they flatter. On \(Figures.count(training.evaluation.rows, "row")) "
        + "kept aside: " + figures.joined(separator: ", ") + "."
    ]
  }

  private static func decision(_ training: ClassTraining) -> [String] {
    guard let binary = training.evaluation.binary else { return severalClasses(training) }
    let counts = binary.decision
    let top = binary.deciles[0]
    return [
      "Threshold \(Figures.fixed(binary.threshold, 2)), \(training.decision.rule.about): flags "
        + "\(Figures.percent(counts.flaggedShare)) of the rows, precision "
        + "\(Figures.fixed(counts.precision, 2)), recall \(Figures.fixed(counts.recall, 2)).",
      "The top tenth of chances holds \(Figures.percent(top.gain, 0)) of the rows with "
        + "\(training.target) = \(training.decision.positive) (lift \(Figures.fixed(top.lift, 1))).",
    ]
  }

  private static func severalClasses(_ training: ClassTraining) -> [String] {
    let worst = training.evaluation.perClass.filter { $0.rows > 0 }.sorted { $0.f1 < $1.f1 }
    return worst.prefix(3).map {
      "Hard to tell: \($0.name), F1 \(Figures.fixed($0.f1, 2))"
        + ($0.takenFor.map { ", most often taken for \($0)" } ?? "") + "."
    }
  }

  private static func slices(_ training: ClassTraining) -> [String] {
    guard let worst = training.evaluation.slices.first else { return [] }
    return [
      "Worst slice: \(worst.column) = \(worst.value), \(Figures.count(worst.rows, "row")), "
        + "\(worst.metric.title) \(Figures.fixed(worst.score, 2))."
    ]
  }
}

extension ClassTraining {
  fileprivate var target: String { model.schema.first { $0.role == .target }?.name ?? "target" }
}
