import EcommBase
import EcommTasks

/// The page of rows before a detector is trusted.
extension AnomalyPages {
  private static let shownColumns = 24

  public static func exploration(_ exploration: AnomalyExploration, labelLine: String?) -> Page {
    let rows = exploration.scores.count
    var page = Page(
      title: "Explore: \(Figures.count(rows, "row"))", summary: summary(exploration, labelLine))
    page.section("Maps") { section in
      section.figures(maps(exploration))
      for (place, loadings) in exploration.loadings.enumerated() {
        section.paragraph(
          "Component \(place + 1): "
            + loadings.map { "\(Figures.fixed($0.weight, 2)) \($0.feature)" }
            .joined(separator: ", "))
      }
    }
    page.section("What goes together") { section in
      section.figures([
        ("associations", ProfileCharts.associations(exploration.associations)),
        ("missing", ProfileCharts.missing(exploration.columns.map(\.profile))),
      ])
    }
    page.section("Columns") { section in
      section.figures(
        exploration.columns.prefix(shownColumns).map {
          ("column-\($0.profile.name)", AnomalyCharts.column($0))
        })
    }
    return page
  }

  private static func summary(
    _ exploration: AnomalyExploration, _ labelLine: String?
  ) -> String {
    let rows = Figures.count(exploration.scores.count, "row")
    let strongest = exploration.columns.max { $0.far < $1.far }
    let far = strongest.flatMap { column in
      column.far > 0
        ? " \(column.profile.name) has most values far out, \(Figures.count(column.far))." : nil
    }
    return
      "What is usual here, and what stands apart? \(labelLine.map { $0 + ". " } ?? "")An isolation "
      + "forest would flag \(Figures.count(exploration.flagged)) of \(rows).\(far ?? "")"
  }

  private static func maps(
    _ exploration: AnomalyExploration
  ) -> [(name: String, chart: (any Chart)?)] {
    let share = Figures.percent(exploration.componentShares.reduce(0, +), 0)
    return [
      (
        "map-pca",
        AnomalyCharts.map(
          exploration, exploration.components.map { ($0.column(0), $0.column(1)) },
          title: "Two components hold \(share) of the spread",
          axes: ("first component", "second component"))
      ),
      (
        "map-tsne",
        AnomalyCharts.map(
          exploration, exploration.neighbours.map { ($0.column(0), $0.column(1)) },
          title: "Rows that are alike lie near one another (t-SNE)", axes: ("", ""))
      ),
      (
        "scores",
        AnomalyCharts.scores(
          Histogram(exploration.scores, names: ["rows"]), threshold: exploration.threshold,
          flagged: exploration.flagged, rows: exploration.scores.count)
      ),
    ]
  }
}
