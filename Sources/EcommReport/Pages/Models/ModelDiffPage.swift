import EcommBase
import EcommTasks

/// The page of what differs between two models.
public enum ModelDiffPage {
  private static let drawn = 15
  private static let shown = 500

  public static func page(_ differences: [ModelDifference], _ a: ModelFile, _ b: ModelFile) -> Page
  {
    let count = Figures.count(differences.count, "difference")
    let parts = Dictionary(grouping: differences, by: part).mapValues(\.count)
      .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
    var page = Page(
      title: differences.isEmpty ? "The models are the same" : "\(count) of \(a.id) and \(b.id)",
      summary: differences.isEmpty
        ? "Do the models differ? No: both have the id \(a.id)."
        : "In what do the models differ? In "
          + parts.map { "\($0.key) (\(Figures.count($0.value)))" }.joined(separator: ", ") + ".")
    page.section("Figures of the evaluation") { section in
      section.figures([("evaluation", chart(differences))])
    }
    page.section("Differences") { section in
      guard !differences.isEmpty else { return }
      section.table(
        ["where", "before", "after"],
        differences.prefix(shown).map {
          [$0.path, $0.before?.asFact ?? "(none)", $0.after?.asFact ?? "(none)"]
        }, wordColumns: [0, 1, 2])
      if differences.count > shown {
        section.paragraph("\(Figures.count(differences.count - shown)) more are in --json only.")
      }
    }
    page.section(differences.isEmpty ? "The model" : "Before") { $0.model(a) }
    if !differences.isEmpty { page.section("After") { $0.model(b) } }
    return page
  }

  /// `settings` of `settings/horizon`.
  private static func part(_ difference: ModelDifference) -> String {
    String(difference.path.prefix { $0 != "/" })
  }

  /// By how much single figures of the evaluation changed.
  private static func chart(_ differences: [ModelDifference]) -> (any Chart)? {
    let changes = differences.compactMap { one -> (name: String, change: Double)? in
      guard part(one) == "evaluation", let before = one.before?.double,
        let after = one.after?.double, before != 0
      else { return nil }
      return (String(one.path.dropFirst("evaluation/".count)), after / before - 1)
    }.sorted { (abs($1.change), $0.name) < (abs($0.change), $1.name) }
    guard let most = changes.first else { return nil }
    return BarChart(
      title: "\(most.name) changed most, by \(Unit.percent.signed(most.change))",
      summary: "The change of each figure as a share of what it was.", unit: .percent,
      bars: changes.prefix(drawn).map { .init($0.name, [$0.change]) })
  }
}
