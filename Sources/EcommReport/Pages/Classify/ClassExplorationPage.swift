import EcommBase
import EcommTasks

/// The page of columns before anything is trained.
extension ClassPages {
  private static let shown = 15
  private static let shownFrequent = 4

  public static func exploration(_ exploration: ClassExploration) -> Page {
    var page = Page(
      title: "Explore: \(exploration.targetLine)", summary: summary(exploration))
    page.section("What each column tells") { section in
      section.figures([
        ("tells", shares(exploration)), ("areas", areas(exploration)),
        ("missing", ProfileCharts.missing(exploration.columns.map(\.profile))),
        ("associations", ProfileCharts.associations(exploration.associations)),
      ])
      section.columns(exploration)
    }
    page.section("Numbers by class") { section in
      section.figures(exploration.spreads.map { ("spread-\($0.column)", density($0)) })
    }
    page.section("Categories") { section in
      let profiles = exploration.columns.map(\.profile)
      let charts = profiles.map { ("column-\($0.name)", ProfileCharts.frequent($0)) }
      section.figures(Array(charts.filter { $0.1 != nil }.prefix(shownFrequent)))
    }
    page.section("What goes together") { $0.pairs(exploration.associations.prefix(shown)) }
    return page
  }

  private static func summary(_ exploration: ClassExploration) -> String {
    let best = exploration.columns.first { $0.bits != nil }
    let tells = best.map { column in
      " \(column.profile.name) alone tells most of it: "
        + "\(Figures.percent((column.bits ?? 0) / max(exploration.entropy, 1e-300))) of what there is to know."
    }
    return "What do the columns tell of the target? \(exploration.targetLine).\(tells ?? "")"
  }

  private static func shares(_ exploration: ClassExploration) -> (any Chart)? {
    let known = exploration.columns.filter { $0.bits != nil }
    guard let first = known.first, exploration.entropy > 0 else { return nil }
    return BarChart(
      title: "\(first.profile.name) tells most of the target",
      summary: "Mutual information with the target as a share of what there is to know.",
      unit: .percent,
      bars: known.prefix(shown).map {
        .init($0.profile.name, [($0.bits ?? 0) / exploration.entropy])
      })
  }

  private static let outermost = 0.01

  /// Without the outermost hundredths, which would press all others together.
  private static func density(_ spread: ClassSpread) -> (any Chart)? {
    let all = spread.groups.flatMap(\.values).sorted()
    guard !all.isEmpty else { return nil }
    let ends = [outermost, 1 - outermost].map { all[Int(Double(all.count - 1) * $0)] }
    let curves = spread.groups.map { group in
      let own = group.values.filter { $0 >= ends[0] && $0 <= ends[1] }
      return CurveChart.Curve(
        group.name, Density.curve(own).filter { $0.x >= ends[0] && $0.x <= ends[1] })
    }.filter { !$0.points.isEmpty }
    guard !curves.isEmpty else { return nil }
    let halves = spread.groups.prefix(2).map { group in
      let quartiles = group.quartiles
      return "\(group.name) \(Figures.plain(quartiles[1])) to \(Figures.plain(quartiles[3]))"
    }
    return CurveChart(
      title: "\(spread.column), the middle half: \(halves.joined(separator: ", "))",
      summary: "How densely the values of each class lie, without the outermost hundredths.",
      x: .init(spread.column), y: .init("density", covers: [0]), curves: curves)
  }

  private static func areas(_ exploration: ClassExploration) -> (any Chart)? {
    let known = exploration.columns.filter { $0.area != nil }
      .sorted { ($1.area ?? 0, $0.profile.name) < ($0.area ?? 0, $1.profile.name) }
    guard let first = known.first, let area = first.area else { return nil }
    return BarChart(
      title: "\(first.profile.name) alone ranks the rows with AUC \(Figures.fixed(area, 2))",
      summary: "ROC-AUC of each column alone; 0.5 is chance.", unit: .decimals(3), shape: .dots,
      bars: known.prefix(shown).map { .init($0.profile.name, [$0.area ?? .nan]) })
  }
}

extension Section {
  fileprivate mutating func pairs(_ pairs: some Sequence<Association>) {
    table(
      ["columns", "correlation", "by rank"],
      pairs.map {
        [
          "\($0.first) and \($0.second)", Figures.fixed($0.value, 3),
          $0.rank.map { Figures.fixed($0, 3) } ?? "-",
        ]
      })
  }

  fileprivate mutating func columns(_ exploration: ClassExploration) {
    table(
      ["column", "type", "missing", "different", "tells", "AUC"],
      exploration.columns.map { column in
        let profile = column.profile
        return [
          profile.name, profile.type.rawValue,
          Figures.percent(Double(profile.missing) / Double(max(1, profile.rows))),
          Figures.count(profile.distinct),
          column.bits.map { Figures.percent($0 / max(exploration.entropy, 1e-300)) } ?? "-",
          column.area.map { Figures.fixed($0, 3) } ?? "-",
        ]
      }, wordColumns: [0, 1])
  }
}
