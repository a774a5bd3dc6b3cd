import EcommBase
import EcommTasks

/// The pages of `classify`.
public enum ClassPages {
  /// - Parameter picture: of rows of the input, as the finished model explains them.
  public static func training(
    _ training: ClassTraining, targetLine: String, picture: ClassExplanationPicture?
  ) -> Page {
    let best = training.leaderboard.champion.kind.title
    let others = training.leaderboard.entries.count - 1
    let compared = others > 0 ? "tells best of \(others + 1) classifiers" : "tells"
    var page = Page(
      title: "Classify: \(targetLine)",
      summary: "\(targetLine). \(best.asSentence) \(compared): "
        + answer(training.evaluation, training.decision))
    page.section("Classifiers compared") { section in
      section.paragraph(
        "\(training.folds) folds, \(training.splitName). Everything that learns saw the training rows "
          + "of a fold only.")
      let metrics = ClassMetric.usual(classes: training.decision.isBinary ? 2 : 3)
      section.figures(
        metrics.map {
          ("compared-\($0.rawValue)", ClassCharts.leaderboard(training.leaderboard, $0))
        })
      section.leaderboard(training.leaderboard)
    }
    add(training.evaluation, training.decision, training.leaderboard, &page)
    TuningCharts.add(training.tuning, to: &page)
    if let picture { add(picture, &page) }
    page.section("The model") { $0.model(training.model) }
    return page
  }

  public static func evaluation(
    _ evaluation: ClassEvaluation, _ decision: ClassDecision, model: String, target: String
  ) -> Page {
    var page = Page(
      title: "How well \(model) tells \(target)",
      summary: "On \(Figures.count(evaluation.rows, "row")) whose answer is known: "
        + answer(evaluation, decision))
    add(evaluation, decision, nil, &page)
    return page
  }

  public static func explanation(
    _ picture: ClassExplanationPicture, rows: Int, model: String, target: String
  ) -> Page {
    let names = picture.columns.prefix(3).map(\.name).joined(separator: ", ")
    var page = Page(
      title: "What decides about \(target)",
      summary:
        "Over \(Figures.count(rows, "row")), \(model) looks most at \(names). What a column adds "
        + "is told in log-odds: +0.7 doubles the odds, -0.7 halves them.")
    add(picture, &page)
    return page
  }

  /// What the figures answer, in a sentence or two.
  private static func answer(_ evaluation: ClassEvaluation, _ decision: ClassDecision) -> String {
    let figures =
      evaluation.headlines.map { headline in
        let base = headline.baseline.map { " (\(Figures.fixed($0, 3)) by knowing nothing)" } ?? ""
        return "\(headline.metric.title) \(Figures.fixed(headline.value, 3))\(base)"
      }.joined(separator: ", ")
      + (evaluation.binary?.isCrossFitted == true
        ? " (all rows together; tables and charts of folds give their mean)" : "")
    guard let binary = evaluation.binary else { return figures + "." }
    let counts = binary.decision
    let top = binary.deciles.first
    let tenth =
      top.map {
        " The top tenth of chances holds \(Figures.percent($0.gain, 0)) of \(decision.positive) "
          + "(lift \(Figures.fixed($0.lift, 1)))."
      } ?? ""
    return
      "\(figures). At the threshold \(Figures.fixed(binary.threshold, 2)), \(decision.rule.about), it flags "
      + "\(Figures.percent(counts.flaggedShare)) of the rows with precision "
      + "\(Figures.fixed(counts.precision, 2)) and recall \(Figures.fixed(counts.recall, 2)).\(tenth)"
  }

  static func add(
    _ evaluation: ClassEvaluation, _ decision: ClassDecision, _ board: ClassLeaderboard?,
    _ page: inout Page
  ) {
    page.section("How well it tells") { section in
      section.headlines(evaluation)
      section.figures([
        ("roc", ClassCharts.roc(board, evaluation, asked: "a row with \(decision.positive)")),
        ("precision-recall", ClassCharts.precisionRecall(evaluation)),
        ("confusion", ClassCharts.confusion(evaluation)),
        ("calibration", ClassCharts.calibration(evaluation)),
        ("classes", ClassCharts.classes(evaluation)),
      ])
      section.classScores(evaluation.perClass)
    }
    if let binary = evaluation.binary { add(binary, decision, &page) }
    page.section("Where it errs") { section in
      section.figures([("slices", ClassCharts.slices(evaluation))])
      section.mistakes(evaluation.mistakes)
    }
  }

  private static func add(
    _ binary: BinaryEvaluation, _ decision: ClassDecision, _ page: inout Page
  ) {
    page.section("The threshold") { section in
      if binary.isCrossFitted {
        section.paragraph(
          "What is told of the threshold in force, here and as a circle in the curves above, counts each "
            + "fold at the threshold that the other folds choose: it lies a little below the curves, as new "
            + "rows would.")
      }
      section.figures([
        (
          "thresholds",
          ScoreCharts.thresholds(
            binary.curves, threshold: binary.threshold, name: "threshold", unit: .number)
        ),
        (
          "scores",
          ScoreCharts.histogram(
            binary.curves.histogram, threshold: binary.threshold, name: "chance",
            title: "Where the chances of \(decision.positive) and of others lie")
        ),
        ("gain", ScoreCharts.gains(binary.curves, asked: decision.positive)),
        ("lift", ScoreCharts.lift(binary.curves)),
      ])
      section.thresholds(binary)
    }
  }

  private static func add(_ picture: ClassExplanationPicture, _ page: inout Page) {
    page.section("What decides") { section in
      section.paragraph(
        "What each column adds to the score of a row, in log-odds (Shapley values).")
      section.figures(ClassExplanationCharts.all(picture))
    }
  }
}
