import EcommBase
import EcommTasks

/// Pages of rows before a detector, of scored rows, and of what makes them strange.
extension AnomalyPages {
  public static func answers(
    spread: ScoreSpread, histogram: Histogram, model: AnomalyModel, name: String,
    explanation: AnomalyExplanation, alarms: [Int]
  ) -> Page {
    let first = explanation.means(alarms).first
    let why = alarms.isEmpty ? "" : first.map { " What makes alarms most is \($0.name)." } ?? ""
    var page = Page(
      title: "\(Figures.count(spread.rows, "row")) judged by \(name)",
      summary: "Which rows are strange? \(flagged(spread, model.threshold, model.rule))\(why)")
    page.section("Scores") { section in
      section.figures([
        (
          "scores",
          AnomalyCharts.scores(
            histogram, threshold: model.threshold, flagged: spread.flagged, rows: spread.rows)
        ),
        ("reasons", AnomalyCharts.reasons(explanation, alarms: alarms)),
      ])
      section.table(
        ["", "score"],
        zip(ScoreSpread.shares, spread.quantiles).map {
          ["\(Figures.percent($0, 0)) of the rows score below", Figures.short($1)]
        })
    }
    return page
  }

  public static func explanation(
    _ explanation: AnomalyExplanation, alarms: [Int], rows: Int, name: String
  ) -> Page {
    let own = explanation.means(alarms)
    let all = explanation.means(Array(0..<rows))
    let usual = Dictionary(
      all.map { ($0.name, $0.part) }, uniquingKeysWith: { first, _ in first })
    let names = own.prefix(3).map(\.name).joined(separator: ", ")
    var page = Page(
      title: "What \(name) finds strange",
      summary: alarms.isEmpty
        ? "None of \(Figures.count(rows, "row")) is strange to \(name)."
        : "\(Figures.count(alarms.count)) of \(Figures.count(rows, "row")) are alarms; what makes them most is "
          + "\(names).")
    page.section("Columns") { section in
      section.figures([
        ("reasons", AnomalyCharts.reasons(explanation, alarms: alarms)),
        ("all-rows", means(all)),
      ])
      section.table(
        ["column", "alarms", "all rows"],
        own.map {
          [$0.name, Figures.fixed($0.part, 4), Figures.fixed(usual[$0.name] ?? 0, 4)]
        })
    }
    return page
  }

  private static func means(_ all: [(name: String, part: Double)]) -> (any Chart)? {
    guard let first = all.first else { return nil }
    return BarChart(
      title: "Over all rows \(first.name) adds most",
      summary: "What each column adds to the score of a row, on average.",
      bars: all.prefix(15).map { .init($0.name, [$0.part]) })
  }
}
