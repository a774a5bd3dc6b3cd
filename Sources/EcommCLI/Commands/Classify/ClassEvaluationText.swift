import EcommBase
import EcommLearn
import EcommTasks

/// All that is to be said of a classifier on judged rows.
enum ClassEvaluationText {
  /// - Parameter training: the same figures as its training had them, to stand beside.
  static func lines(
    _ evaluation: ClassEvaluation, _ decision: ClassDecision, training: JSON?
  ) -> [String] {
    var lines = headlines(evaluation, training)
    if let binary = evaluation.binary {
      lines += thresholds(binary, decision) + gains(binary) + calibration(binary, evaluation)
    }
    if !evaluation.perClass.isEmpty { lines += classes(evaluation.perClass) }
    return lines + slices(evaluation.slices) + mistakes(evaluation.mistakes)
  }

  private static func headlines(_ evaluation: ClassEvaluation, _ training: JSON?) -> [String] {
    let before = training?["headlines"]?.array?.reduce(into: [String: Double]()) {
      if let metric = $1["metric"]?.string { $0[metric] = $1["value"]?.double }
    }
    var table = TextTable(
      ["\(Figures.count(evaluation.rows, "row"))", "", "95 %"]
        + (before == nil ? [] : ["in training"]) + ["base rate"])
    for headline in evaluation.headlines {
      let interval = headline.interval.map {
        "\(Figures.fixed($0.lowerBound, 3)) to \(Figures.fixed($0.upperBound, 3))"
      }
      table.add(
        [headline.metric.title, Figures.fixed(headline.value, 4), interval ?? "-"]
          + (before.map { [$0[headline.metric.rawValue].map { Figures.fixed($0, 4) } ?? "-"] } ?? [])
          + [headline.baseline.map { Figures.fixed($0, 3) } ?? "-"])
    }
    return table.lines
  }

  private static func thresholds(_ binary: BinaryEvaluation, _ decision: ClassDecision) -> [String]
  {
    var table = TextTable(
      ["threshold", "flagged", "precision", "recall", "F1", "Youden's J"]
        + (binary.costs == nil ? [] : ["cost"]) + [""])
    func add(_ threshold: Double, _ counts: Confusion, _ why: String) {
      table.add(
        [
          Figures.fixed(threshold, 3), Figures.percent(counts.flaggedShare),
          Figures.fixed(counts.precision, 3), Figures.fixed(counts.recall, 3),
          Figures.fixed(counts.f1, 3), Figures.fixed(counts.youden, 3),
        ] + (binary.cost(counts).map { [Figures.plain($0)] } ?? []) + [why])
    }
    add(binary.threshold, binary.decision, "in force")
    for row in binary.thresholds { add(row.threshold, row.counts, "") }
    for best in binary.optima { add(best.threshold, best.counts, "best " + best.rule.title) }
    let counts = binary.decision
    return ["", "Asked for: \(decision.positive)"] + table.lines + [
      "",
      "At the threshold in force: \(whole(counts.truePositives)) found, "
        + "\(whole(counts.falseNegatives)) missed, \(whole(counts.falsePositives)) false alarms, "
        + "\(whole(counts.trueNegatives)) rightly left alone.",
    ]
  }

  private static func whole(_ value: Double) -> String { Figures.fixed(value) }

  private static func gains(_ binary: BinaryEvaluation) -> [String] {
    var table = TextTable(["top"] + binary.deciles.map { Figures.percent($0.share, 0) })
    table.add(["found"] + binary.deciles.map { Figures.percent($0.gain, 0) })
    table.add(["lift"] + binary.deciles.map { Figures.fixed($0.lift, 1) })
    return [""] + table.lines
  }

  private static func calibration(
    _ binary: BinaryEvaluation, _ evaluation: ClassEvaluation
  ) -> [String] {
    guard let curve = binary.calibration else { return [] }
    var table = TextTable(["foretold"] + curve.bins.map { Figures.fixed($0.foretold, 2) })
    table.add(["came true"] + curve.bins.map { Figures.fixed($0.observed, 2) })
    let error = "Chances are off by \(Figures.fixed(curve.expectedError, 3)) on average."
    guard let brier = evaluation.headlines.first(where: { $0.metric == .brier })?.value else {
      return [""] + table.lines + [error]
    }
    let within = curve.reliability - curve.resolution + curve.uncertainty - brier
    return [""] + table.lines + [
      error
        + " Brier \(Figures.fixed(brier, 4)) = \(Figures.fixed(curve.uncertainty, 4)) of the base rate "
        + "- \(Figures.fixed(curve.resolution, 4)) told apart by tenths - \(Figures.fixed(within, 4)) within "
        + "them + \(Figures.fixed(curve.reliability, 4)) unreliable."
    ]
  }

  private static func classes(_ scores: [ClassScore]) -> [String] {
    var table = TextTable(["class", "rows", "precision", "recall", "F1", "taken for"])
    for score in scores.sorted(by: { ($0.f1, $0.name) < ($1.f1, $1.name) }) {
      table.add([
        score.name, Figures.count(score.rows), Figures.fixed(score.precision, 3),
        Figures.fixed(score.recall, 3), Figures.fixed(score.f1, 3), score.takenFor ?? "-",
      ])
    }
    return [""] + table.lines
  }

  private static func slices(_ slices: [ClassSlice]) -> [String] {
    guard let metric = slices.first?.metric else { return [] }
    var table = TextTable(["worst slices", "rows", metric.title])
    for slice in slices.prefix(5) {
      table.add([
        "\(slice.column) = \(slice.value)", Figures.count(slice.rows),
        Figures.fixed(slice.score, 3),
      ])
    }
    return [""] + table.lines
  }

  private static func mistakes(_ mistakes: [ClassMistake]) -> [String] {
    guard !mistakes.isEmpty else { return [] }
    var table = TextTable(["most confident mistakes", "answer", "truth", "chance of truth"])
    for mistake in mistakes.prefix(5) {
      table.add([
        "row \(Figures.count(mistake.row + 1))", mistake.answer, mistake.truth,
        Figures.fixed(mistake.chanceOfTruth, 4),
      ])
    }
    return [""] + table.lines
  }
}

extension ThresholdRule {
  fileprivate var title: String {
    switch self {
    case .bestF1: "F1"
    case .youden: "Youden's J"
    case .leastCost: "cost"
    case .flagShare: "share"
    case .precisionAtLeast: "precision"
    case .recallAtLeast: "recall"
    }
  }
}
