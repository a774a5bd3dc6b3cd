import EcommBase
import EcommData
import EcommLearn
import EcommTasks

/// What is to be said of a detector.
enum AnomalyText {
  static func training(_ training: AnomalyTraining, _ input: AnomalyInput) -> [String] {
    var lines = comparison(training, input)
    lines += [
      "", threshold(training.threshold, training.rule, training.spread),
      scores(training.spread),
    ]
    if let stability = training.stability {
      lines.append(
        "Fitted to two halves of the rows, it ranks all rows alike by \(Figures.fixed(stability.rankCorrelation, 2))"
          + " (1 is the same), and \(Figures.percent(stability.sharedTop, 0)) of the "
          + "\(Figures.count(stability.topRows)) strangest are the same.")
    }
    return lines
  }

  /// `Threshold 0.61, which flags 1.0 % of the rows: 100 of 10,000 rows (1.0 %), 1.1 a day.`
  static func threshold(_ threshold: Double, _ rule: AlarmRule, _ spread: ScoreSpread) -> String {
    var text =
      "Threshold \(Figures.short(threshold)), \(rule.about): flags \(Figures.count(spread.flagged)) of "
      + "\(Figures.count(spread.rows, "row")) (\(Figures.percent(spread.flaggedShare)))"
    if let days = spread.days, days > 1 {
      text += ", \(Figures.plain(Double(spread.flagged) / days)) a day"
    }
    return text + "."
  }

  static func scores(_ spread: ScoreSpread) -> String {
    let quantiles = spread.quantiles.map(Figures.short)
    guard quantiles.count == ScoreSpread.shares.count else { return "" }
    return
      "Scores from \(quantiles[0]) to \(quantiles[6]): half below \(quantiles[2]), nine in ten below "
      + "\(quantiles[4]), 99 in 100 below \(quantiles[5])."
  }

  private static func comparison(
    _ training: AnomalyTraining, _ input: AnomalyInput
  ) -> [String] {
    guard let comparison = training.comparison else {
      return [
        "\(training.kind.title) on \(Figures.count(input.rows, "row")), "
          + "\(Figures.count(input.schema.count { $0.role == .feature }, "column"))."
      ]
        + (input.hasLabels
          ? [(input.labelLine ?? "") + ": too few to judge by."] : [])
    }
    return [head(comparison, input), ""] + table(comparison, kept: training.kind)
  }

  static func head(_ comparison: AnomalyComparison, _ input: AnomalyInput) -> String {
    (input.labelLine ?? "") + ". \(comparison.folds) folds, \(comparison.splitName)."
  }

  /// Kinds on the same folds, mean and spread.
  static func table(
    _ comparison: AnomalyComparison, kept: DetectorKind?, showsSeconds: Bool = true
  ) -> [String] {
    var table = TextTable(
      ["", "ROC-AUC", "PR-AUC", "top 1 %: prec.", "recall", "top 5 %: recall", "F1"]
        + (showsSeconds ? ["seconds"] : []))
    for entry in comparison.entries {
      table.add(
        [
          entry.title, spread(entry.rocAUC, 3), spread(entry.averagePrecision, 3),
          plain(entry.topPrecision), plain(entry.topRecall), plain(entry.wideRecall),
          plain(entry.f1),
        ] + (showsSeconds ? [Figures.fixed(entry.seconds, 1)] : [])
          + [comparison.entries.count > 1 && entry.kind == kept && kept != nil ? "kept" : ""])
    }
    table.add(
      ["by chance", "0.500", Figures.fixed(comparison.baseRate, 3)]
        + [Figures.fixed(comparison.baseRate, 2), "0.01", "0.05"])
    return table.lines
  }

  private static func spread(_ value: Spread?, _ decimals: Int) -> String {
    value.map {
      Figures.fixed($0.mean, decimals) + " +-" + Figures.fixed($0.deviation, decimals)
    } ?? "-"
  }

  private static func plain(_ value: Spread?) -> String {
    value.map { Figures.fixed($0.mean, 2) } ?? "-"
  }

  /// The strangest rows and why.
  static func top(
    _ training: AnomalyTraining, _ input: AnomalyInput, _ count: Int, _ parallel: Parallel
  ) throws -> [String] {
    var table = TextTable(
      ["strangest", "score"] + (input.hasLabels ? ["label"] : []) + ["why"], isLastLeft: true)
    for row in try topRows(training, input, count, parallel) {
      table.add(input.hasLabels ? row : [row[0], row[1], row[3]])
    }
    return ["", "The rows to look at first:"] + table.lines
  }

  /// Name, score, label and reasons of each.
  static func topRows(
    _ training: AnomalyTraining, _ input: AnomalyInput, _ count: Int, _ parallel: Parallel
  ) throws -> [[String]] {
    let model = try AnomalyModel(training.model, name: "the model")
    let order = training.scores.indices
      .sorted { (-training.scores[$0], $0) < (-training.scores[$1], $1) }.prefix(count)
    let explanation = try model.explain(input.table, Array(order), parallel: parallel)
    let reasons = AnomalyReasons(explanation, input.table, model)
    return order.map { row in
      [
        input.name(ofRow: row), Figures.fixed(training.scores[row], 3),
        input.labelText(ofRow: row) ?? "",
        reasons.words(row, count: 2).joined(separator: "; "),
      ]
    }
  }
}
