import EcommBase
import EcommTasks

/// Pages of customers before they are parted, and of what sets segments apart.
extension SegmentPages {
  public static func exploration(_ exploration: SegmentExploration, headline: String) -> Page {
    var page = Page(
      title: "Explore: \(headline)",
      summary: "\(headline). The best fifth of the customers paid "
        + "\(Figures.percent(exploration.topShare, 0)) of it. \(kinds(exploration))")
    page.section("Customers") { section in
      section.figures(
        [("concentration", concentration(exploration)), ("grid", grid(exploration))]
          + exploration.spreads.prefix(6).map { ("figure-\($0.figure.rawValue)", histogram($0)) })
      section.spreads(exploration)
    }
    if let choice = exploration.choice {
      page.section("How many kinds there may be") { section in
        section.figures(SegmentCharts.choice(choice))
      }
    }
    return page
  }

  private static func kinds(_ exploration: SegmentExploration) -> String {
    guard let choice = exploration.choice else { return "They are too few or too equal to part." }
    let gap = exploration.gap.map {
      $0 == 1
        ? " The gap statistic finds no groups: segments part a continuum."
        : " The gap statistic speaks for \($0)."
    }
    return "\(choice.k) segments look best: \(choice.reason).\(gap ?? "")"
  }

  private static func concentration(_ exploration: SegmentExploration) -> (any Chart)? {
    guard exploration.concentration.count > 1 else { return nil }
    var chart = CurveChart(
      title: "The best fifth of the customers paid \(Figures.percent(exploration.topShare, 0))",
      summary: "What the best customers paid of all.", x: .share("customers, the best first"),
      y: .share("paid"),
      curves: [.init("paid", exploration.concentration.map { (x: $0.share, y: $0.paid) })])
    chart.guides = [.init("all alike", [(0, 0), (1, 1)], isDashed: true)]
    return chart
  }

  private static func grid(_ exploration: SegmentExploration) -> (any Chart)? {
    let best = exploration.grid.last?.last ?? 0
    return HeatMap(
      title: "\(Figures.count(best, "customer")) bought lately and often",
      summary: "Customers by fifths of recency (rows) and of orders (columns).",
      rows: ["bought lately", "4", "3", "2", "long ago"],
      columns: ["seldom", "2", "3", "4", "often"],
      values: exploration.grid.reversed().map { $0.map(Double.init) },
      texts: exploration.grid.reversed().map { $0.map { Figures.count($0) } })
  }

  private static func histogram(_ spread: SegmentExploration.Spread) -> (any Chart)? {
    guard let counts = spread.histogram.counts.first, spread.quartiles.count == 5 else {
      return nil
    }
    return HistogramChart(
      title:
        "\(spread.figure.title): half of the customers from \(Figures.plain(spread.quartiles[1])) to "
        + Figures.plain(spread.quartiles[3]),
      summary: "Customers by \(spread.figure.title), up to the highest hundredth.",
      name: spread.figure.title, edges: spread.histogram.edges,
      groups: [.init("customers", counts.map(Double.init))])
  }

  public static func explanation(_ explanation: SegmentExplanation, model: String) -> Page {
    var page = Page(
      title: "What sets the segments of \(model) apart",
      summary: explanation.segments.map { segment in
        let top = segment.differences.first
        let words = top.map { difference in
          "\(difference.figure.title) \(Figures.plain(difference.inside)), others "
            + Figures.plain(difference.outside)
        }
        return "\(segment.profile.name): \(words ?? "nothing known")"
      }.joined(separator: "; ") + ".")
    for segment in explanation.segments { add(segment, &page) }
    return page
  }

  private static func add(_ segment: SegmentExplanation.Segment, _ page: inout Page) {
    page.section(segment.profile.name) { section in
      section.paragraph(
        "\(Figures.count(segment.profile.customers, "customer")), \(segment.profile.description).")
      if let rule = segment.rule {
        section.paragraph(
          "Found by \(rule.conditions.map(\.words).joined(separator: " and ")): precision "
            + "\(Figures.percent(rule.precision, 0)), recall \(Figures.percent(rule.recall, 0)).")
      }
      section.figures([("apart-\(segment.profile.name)", differences(segment))])
      section.table(
        ["figure", "typical", "others", "apart"],
        segment.differences.map {
          [
            $0.figure.title, Figures.plain($0.inside), Figures.plain($0.outside),
            Figures.fixed($0.size, 2),
          ]
        })
    }
  }

  private static func differences(_ segment: SegmentExplanation.Segment) -> (any Chart)? {
    guard let first = segment.differences.first else { return nil }
    return BarChart(
      title:
        "\(first.figure.title.asSentence) tells them best: \(Figures.plain(first.inside)), others "
        + Figures.plain(first.outside),
      summary: "Differences of mean ranks, from -1 (all lower than others) to 1 (all higher).",
      unit: .decimals(2),
      bars: segment.differences.prefix(10).map { .init($0.figure.title, [$0.size]) })
  }
}

extension Section {
  fileprivate mutating func spreads(_ exploration: SegmentExploration) {
    table(
      ["figure", "customers", "least", "quarter", "median", "quarter", "most", "mean", "skew"],
      exploration.spreads.map { spread in
        [spread.figure.title, Figures.count(spread.known)] + spread.quartiles.map(Figures.plain)
          + [Figures.plain(spread.mean), Figures.fixed(spread.skew, 1)]
      })
  }
}
