import EcommBase
import EcommTasks

/// The page of rows that were answered.
extension ClassPages {
  public static func answers(
    _ predictions: ClassModel.Predictions, _ decision: ClassDecision, model: String, target: String
  ) -> Page {
    let rows = predictions.labels.count
    var counts = [Int](repeating: 0, count: decision.classes.count)
    for label in predictions.labels { counts[label] += 1 }
    let order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    let share = { (label: Int) in Double(counts[label]) / Double(max(1, rows)) }
    let likely = order.first.map { decision.classes[$0] } ?? ""
    var page = Page(
      title: "\(target): \(Figures.count(rows, "row")) answered by \(model)",
      summary: summary(predictions, decision, counts))
    page.section("Answers") { section in
      section.figures([
        (
          "answers",
          BarChart(
            title:
              "\(likely) is the answer for \(Figures.percent(order.first.map(share) ?? 0, 0)) of the rows",
            summary: "The share of rows with each answer.", unit: .percent,
            bars: order.prefix(30).map { .init(decision.classes[$0], [share($0)]) })
        ),
        ("chances", chances(predictions, decision)),
      ])
      section.table(
        ["answer", "rows", "share"],
        order.map {
          [decision.classes[$0], Figures.count(counts[$0]), Figures.percent(share($0))]
        })
    }
    return page
  }

  private static func summary(
    _ predictions: ClassModel.Predictions, _ decision: ClassDecision, _ counts: [Int]
  ) -> String {
    let rows = predictions.labels.count
    guard let threshold = decision.threshold else {
      return
        "Which of \(decision.classes.count) classes each of \(Figures.count(rows, "row")) belongs to."
    }
    let chances = predictions.probabilities.column(1)
    let expected = chances.reduce(0) { $1.isFinite ? $0 + $1 : $0 }
    return "\(Figures.count(counts[1], "row")) of \(Figures.count(rows)) have a chance of "
      + "\(decision.positive) of at least \(Figures.fixed(threshold, 2)), the threshold in force. All chances "
      + "together say that \(Figures.fixed(expected)) rows are \(decision.positive)."
  }

  private static func chances(
    _ predictions: ClassModel.Predictions, _ decision: ClassDecision
  ) -> any Chart {
    let table = predictions.probabilities
    let chances =
      decision.isBinary
      ? table.column(1) : predictions.labels.enumerated().map { table[$0.offset, $0.element] }
    return ScoreCharts.histogram(
      Histogram(chances, names: ["rows"], range: 0...1), threshold: decision.threshold,
      name: decision.isBinary ? "chance of \(decision.positive)" : "chance of the answer",
      title: decision.isBinary ? "Where the chances lie" : "How sure the answers are")
  }
}
