import EcommBase
import EcommTasks

/// The pages of `anomaly`.
public enum AnomalyPages {
  /// - Parameter top: the rows to look at first: name, score, label, why.
  public static func training(
    _ training: AnomalyTraining, labelLine: String?, explanation: AnomalyExplanation?,
    alarms: [Int], top: [[String]]
  ) -> Page {
    let spread = training.spread
    var page = Page(
      title: "Strange rows: \(training.kind.title)",
      summary: "Which of \(Figures.count(spread.rows, "row")) are unlike the others? "
        + flagged(spread, training.threshold, training.rule) + " " + found(training, labelLine))
    page.section("Scores") { section in
      section.figures([
        (
          "scores",
          AnomalyCharts.scores(
            training.histogram, threshold: training.threshold, flagged: spread.flagged,
            rows: spread.rows)
        ),
        ("reasons", explanation.flatMap { AnomalyCharts.reasons($0, alarms: alarms) }),
      ])
    }
    page.section("The rows to look at first") { section in
      guard !top.isEmpty else { return }
      section.table(["row", "score", "label", "why"], top, wordColumns: [0, 2, 3])
    }
    if let comparison = training.comparison { add(comparison, &page) }
    page.section("The model") { $0.model(training.model) }
    return page
  }

  public static func comparison(_ comparison: AnomalyComparison, labelLine: String?) -> Page {
    let best = comparison.entries.filter { $0.kind != nil }.max {
      ($0.averagePrecision?.mean ?? 0) < ($1.averagePrecision?.mean ?? 0)
    }
    let area = best?.averagePrecision.map { Figures.fixed($0.mean, 3) } ?? "-"
    let taught = comparison.entries.first { $0.kind == nil }?.averagePrecision.map {
      "; learning from the labels gives \(Figures.fixed($0.mean, 3))"
    }
    var page = Page(
      title: "Detectors held against labels",
      summary: "Which detector finds what is strange? \(labelLine.map { $0 + ". " } ?? "")"
        + "\(best?.title ?? "None") ranks best: PR-AUC \(area), where chance gives "
        + "\(Figures.fixed(comparison.baseRate, 3))\(taught ?? "").")
    add(comparison, &page)
    return page
  }

  /// - Parameter evaluation: nil without labels.
  public static func evaluation(
    _ evaluation: AnomalyEvaluation?, spread: ScoreSpread, histogram: Histogram,
    model: AnomalyModel, name: String
  ) -> Page {
    let found =
      evaluation.map { evaluation in
        let area = evaluation.averagePrecision.map { Figures.fixed($0, 3) } ?? "-"
        let counts = evaluation.decision
        return "PR-AUC \(area); precision \(Figures.fixed(counts?.precision ?? .nan, 2)), recall "
          + "\(Figures.fixed(counts?.recall ?? .nan, 2))."
      } ?? "Without labels nobody can say how much of what is strange that is."
    var page = Page(
      title: "How well \(name) finds what is strange",
      summary: "\(flagged(spread, model.threshold, model.rule)) \(found)")
    page.section("Scores") { section in
      section.figures([
        (
          "scores",
          AnomalyCharts.scores(
            evaluation?.curves.histogram ?? histogram, threshold: model.threshold,
            flagged: spread.flagged, rows: spread.rows)
        )
      ])
    }
    if let evaluation { add(evaluation, model.threshold, &page) }
    return page
  }

  static func flagged(_ spread: ScoreSpread, _ threshold: Double, _ rule: AlarmRule) -> String {
    var text =
      "\(Figures.count(spread.flagged)) of \(Figures.count(spread.rows, "row")) "
      + "(\(Figures.percent(spread.flaggedShare))) score \(Figures.short(threshold)) or more, "
      + "the threshold \(rule.about)"
    if let days = spread.days, days > 1 {
      text += ", \(Figures.plain(Double(spread.flagged) / days)) a day"
    }
    return text + "."
  }

  private static func found(_ training: AnomalyTraining, _ labelLine: String?) -> String {
    guard let comparison = training.comparison,
      let own = comparison.entries.first(where: { $0.kind == training.kind }),
      let area = own.averagePrecision
    else {
      let stability = training.stability.map {
        "Fitted to two halves of the rows, \(Figures.percent($0.sharedTop, 0)) of the "
          + "\(Figures.count($0.topRows)) strangest are the same."
      }
      return stability ?? ""
    }
    return
      "\(labelLine.map { $0 + ". " } ?? "")PR-AUC \(Figures.fixed(area.mean, 3)) on rows that were not "
      + "learned from, where chance gives \(Figures.fixed(comparison.baseRate, 3))."
  }

  private static func add(_ comparison: AnomalyComparison, _ page: inout Page) {
    page.section("Held against the label") { section in
      section.paragraph(
        "\(comparison.folds) folds, \(comparison.splitName). No detector saw a label; curves are means "
          + "over the folds.")
      section.figures(AnomalyCharts.curves(comparison))
      section.entries(comparison)
    }
  }

  private static func add(
    _ evaluation: AnomalyEvaluation, _ threshold: Double, _ page: inout Page
  ) {
    let base = Double(evaluation.strange) / Double(max(1, evaluation.rows))
    page.section("Held against the label") { section in
      section.figures([
        (
          "roc",
          ScoreCharts.roc(
            [("model", evaluation.roc)], area: evaluation.rocAUC, asked: "a strange row",
            mark: evaluation.decision.map { ScoreCharts.mark($0, threshold, isROC: true) })
        ),
        (
          "precision-recall",
          ScoreCharts.precisionRecall(
            [("model", evaluation.precisionRecall)], area: evaluation.averagePrecision,
            baseRate: base,
            mark: evaluation.decision.map { ScoreCharts.mark($0, threshold, isROC: false) })
        ),
        ("confusion", AnomalyCharts.confusion(evaluation)),
        ("budgets", AnomalyCharts.budgets(evaluation)),
        (
          "thresholds",
          ScoreCharts.thresholds(
            evaluation.curves, threshold: threshold, name: "threshold", unit: .number)
        ),
        ("gain", ScoreCharts.gains(evaluation.curves, asked: "strange rows")),
        ("lift", ScoreCharts.lift(evaluation.curves)),
      ])
      section.budgets(evaluation)
    }
  }
}

extension Section {
  fileprivate mutating func entries(_ comparison: AnomalyComparison) {
    func spread(_ value: Spread?) -> String {
      value.map { "\(Figures.fixed($0.mean, 3)) ±\(Figures.fixed($0.deviation, 3))" } ?? "-"
    }
    table(
      ["", "ROC-AUC", "PR-AUC", "top 1 %: precision", "recall", "top 5 %: recall", "F1"],
      comparison.entries.map { entry in
        [
          entry.title, spread(entry.rocAUC), spread(entry.averagePrecision),
          spread(entry.topPrecision), spread(entry.topRecall), spread(entry.wideRecall),
          spread(entry.f1),
        ]
      })
  }

  fileprivate mutating func budgets(_ evaluation: AnomalyEvaluation) {
    guard !evaluation.top.isEmpty, evaluation.strange > 0 else { return }
    table(
      ["if one looks at", "rows", "precision", "recall"],
      evaluation.top.map {
        [
          "the top \($0.name)", Figures.fixed($0.rows), Figures.fixed($0.precision, 3),
          Figures.fixed($0.recall, 3),
        ]
      })
  }
}
