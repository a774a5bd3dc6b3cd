import EcommBase
import EcommTasks

/// The page of series before a model is asked.
extension ForecastPages {
  public static func exploration(_ found: [ForecastExploration], period: Period) -> Page {
    let sorted = found.sorted { ($1.mean, $0.key.joined()) < ($0.mean, $1.key.joined()) }
    var page = Page(
      title: found.count == 1
        ? "Explore: \(Figures.count(found[0].values)) \(period.noun(found[0].values))"
        : "Explore: \(Figures.count(found.count)) series",
      summary: sorted.first.map { summary($0, found.count, period) } ?? "No series has values.")
    if found.count > 1 {
      page.section("All series") { section in
        section.figures([("means", means(sorted))])
        section.series(sorted, period)
      }
    }
    for one in sorted.prefix(mostSeries) { add(one, period, &page) }
    return page
  }

  private static func summary(_ one: ForecastExploration, _ count: Int, _ period: Period) -> String
  {
    let name =
      count > 1
      ? "The largest of \(Figures.count(count)) series, \(one.key.joined(separator: ", ")), "
      : "The series "
    let strength = one.trendStrength.map { trend in
      let season = one.seasonStrength.map { ", its season \(Figures.fixed($0, 2))" } ?? ""
      return " Its trend has a strength of \(Figures.fixed(trend, 2)) of 1\(season)."
    }
    return
      "\(name)has \(Figures.count(one.values)) \(period.noun(one.values)) from \(one.first) to "
      + "\(one.last), \(Figures.short(one.mean)) each on average; \(Figures.count(one.zeros)) are zero and "
      + "\(Figures.count(one.missing)) missing. The largest, \(Figures.short(one.largest.value)), was on "
      + "\(one.largest.date).\(strength ?? "")"
  }

  private static func add(_ one: ForecastExploration, _ period: Period, _ page: inout Page) {
    let key = one.key.joined(separator: ", ")
    page.section(key.isEmpty ? "The series" : key) { section in
      section.figures([
        ("parts-\(key)", parts(one)),
        (
          "season-\(key)",
          ForecastCharts.byGroup(one.groups, period) { "\($0) is highest" }
        ),
        ("spread-\(key)", spread(one, period)),
        ("acf-\(key)", correlogram(one, period)), ("pacf-\(key)", partial(one, period)),
      ])
      if !one.spikes.isEmpty {
        section.warning(
          "Out of all proportion: \(one.spikes.prefix(20).joined(separator: ", "))"
            + (one.spikes.count > 20 ? ", ..." : "") + ".")
      }
    }
  }

  private static func parts(_ one: ForecastExploration) -> any Chart {
    PanelChart(
      title: one.parts.count > 1
        ? "The series and its trend and season" : "The series, too short for a trend",
      summary: "The values, the mean of one season around each, what the season adds and the rest.",
      steps: one.dates, panels: one.parts.map { .init($0.name, $0.values) })
  }

  /// Values by weekday, hour or month.
  private static func spread(_ one: ForecastExploration, _ period: Period) -> (any Chart)? {
    let names = period.groupNames
    let known = zip(names, one.groupQuartiles).filter { $1.count == 5 }
    guard names.count == one.groupQuartiles.count,
      let high = known.max(by: { ($0.1[2], $0.1[3]) < ($1.1[2], $1.1[3]) })
    else { return nil }
    let (from, to) = (Figures.short(high.1[1]), Figures.short(high.1[3]))
    return BoxChart(
      title: from == to
        ? "More than half of the values are \(from), on \(high.0) too"
        : "\(high.0): half of the values from \(from) to \(to)",
      summary: "Least, quarter, middle, three quarters and most of the values of each.",
      rows: known.map { .init($0, $1) })
  }

  private static func correlogram(_ one: ForecastExploration, _ period: Period) -> (any Chart)? {
    guard let best = one.correlogram.indices.max(by: { one.correlogram[$0] < one.correlogram[$1] })
    else { return nil }
    return StemChart(
      title: "Values \(Figures.count(best + 1)) \(period.noun(best + 1)) apart are most alike "
        + "(\(Figures.fixed(one.correlogram[best], 2)))",
      summary: "Autocorrelation by distance; within the band it may be chance.",
      x: "\(period.noun(2)) apart", y: "autocorrelation", values: one.correlogram,
      limit: one.chance)
  }

  private static func partial(_ one: ForecastExploration, _ period: Period) -> (any Chart)? {
    guard !one.partial.isEmpty else { return nil }
    let beyond = one.partial.count { abs($0) > one.chance }
    return StemChart(
      title:
        "\(Figures.count(beyond)) of \(one.partial.count) distances tell something of their own",
      summary: "Partial autocorrelation by distance; within the band it may be chance.",
      x: "\(period.noun(2)) apart", y: "partial autocorrelation", values: one.partial,
      limit: one.chance)
  }

  private static func means(_ sorted: [ForecastExploration]) -> (any Chart)? {
    guard let first = sorted.first else { return nil }
    return BarChart(
      title: "\(first.key.joined(separator: ", ")) is the largest", summary: "Means of the series.",
      bars: sorted.prefix(40).map { .init($0.key.joined(separator: ", "), [$0.mean]) })
  }
}

extension Section {
  fileprivate mutating func series(_ all: [ForecastExploration], _ period: Period) {
    table(
      ["series", period.noun(2), "mean", "zero", "missing", "trend", "season", "spikes"],
      all.prefix(200).map { one in
        [
          one.key.joined(separator: ", "), Figures.count(one.values), Figures.short(one.mean),
          Figures.count(one.zeros), Figures.count(one.missing),
          one.trendStrength.map { Figures.fixed($0, 2) } ?? "-",
          one.seasonStrength.map { Figures.fixed($0, 2) } ?? "-", Figures.count(one.spikes.count),
        ]
      })
  }
}
