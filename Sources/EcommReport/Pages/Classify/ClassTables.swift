import EcommBase
import EcommTasks

/// The figures of a classifier as tables of a page.
extension Section {
  mutating func headlines(_ evaluation: ClassEvaluation) {
    table(
      ["figure", "value", "95 %", "base rate"],
      evaluation.headlines.map { headline in
        [
          headline.metric.title, Figures.fixed(headline.value, 4),
          headline.interval.map {
            "\(Figures.fixed($0.lowerBound, 3)) to \(Figures.fixed($0.upperBound, 3))"
          } ?? "-",
          headline.baseline.map { Figures.fixed($0, 3) } ?? "-",
        ]
      })
  }

  mutating func leaderboard(_ board: ClassLeaderboard) {
    let metrics = ClassMetric.usual(classes: board.champion.isBinary ? 2 : 3)
    let rows = board.entries.map { entry in
      [entry.kind.title]
        + metrics.map { metric in
          let spread = entry.spread(metric).map { " ±\(Figures.fixed($0, 3))" } ?? ""
          return entry.mean(metric).map { Figures.fixed($0, 4) + spread } ?? "-"
        }
    }
    let base =
      ["base rate"] + metrics.map { board.baseline[$0].map { Figures.fixed($0, 4) } ?? "-" }
    table([""] + metrics.map(\.title), rows + [base])
  }

  mutating func thresholds(_ binary: BinaryEvaluation) {
    table(
      ["threshold", "flagged", "precision", "recall", "F1", "Youden's J"]
        + (binary.costs == nil ? [] : ["cost"]),
      ([(binary.threshold, binary.decision)] + binary.thresholds.map { ($0.threshold, $0.counts) })
        .enumerated().map { place, row in
          [
            Figures.fixed(row.0, 3) + (place == 0 ? " (in force)" : ""),
            Figures.percent(row.1.flaggedShare), Figures.fixed(row.1.precision, 3),
            Figures.fixed(row.1.recall, 3), Figures.fixed(row.1.f1, 3),
            Figures.fixed(row.1.youden, 3),
          ] + (binary.cost(row.1).map { [Figures.plain($0)] } ?? [])
        })
  }

  mutating func classScores(_ scores: [ClassScore]) {
    guard !scores.isEmpty else { return }
    table(
      ["class", "rows", "precision", "recall", "F1", "taken for"],
      scores.sorted { ($0.f1, $0.name) < ($1.f1, $1.name) }.map {
        [
          $0.name, Figures.count($0.rows), Figures.fixed($0.precision, 3),
          Figures.fixed($0.recall, 3), Figures.fixed($0.f1, 3), $0.takenFor ?? "-",
        ]
      }, wordColumns: [0, 5])
  }

  mutating func mistakes(_ mistakes: [ClassMistake]) {
    guard !mistakes.isEmpty else { return }
    subheading("The most confident mistakes")
    table(
      ["row", "answer", "truth", "chance of truth"],
      mistakes.map {
        [Figures.count($0.row + 1), $0.answer, $0.truth, Figures.fixed($0.chanceOfTruth, 4)]
      }, wordColumns: [1, 2])
  }
}
