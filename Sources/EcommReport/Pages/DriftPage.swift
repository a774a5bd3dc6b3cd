import EcommBase
import EcommTasks

/// The page of new data held against what a model was trained on.
public enum DriftPage {
  /// Columns whose values are drawn before and now.
  private static let drawn = 8

  /// - Parameter now: seconds since 1970, to say how old the data is.
  public static func page(_ report: DriftReport, name: String, now: Int) -> Page {
    let moved = sorted(report.columns).filter(\.isDrifted)
    var page = Page(title: title(report, name), summary: summary(report, moved))
    page.section("Why the gate trips") { $0.list(report.alarms) }
    page.section("Columns") { section in
      section.figures([("drift", chart(report))])
      section.table(
        [
          "column", "PSI", "by chance", "KS", "moved", "JS", "missing", "unseen", "p", "drifted by",
        ],
        rows(report), wordColumns: [0, 9])
      section.paragraph(legend)
      if !report.gatesColumns { section.paragraph(ungated) }
    }
    page.section("What moved") { section in
      section.figures(moved.prefix(drawn).map { ("values \($0.name)", values($0)) })
    }
    page.section("How well the model does") { section in
      guard !report.performance.isEmpty else { return }
      section.table(
        ["figure", "in training", "now", "95 %", ""], report.performance.map(row),
        wordColumns: [0, 4])
      section.list(report.basis.split(separator: ";").map { String($0.drop { $0 == " " }) })
    }
    page.section("The new rows") { section in
      section.facts(facts(report.quality, now: now))
      section.list(report.quality.notes)
    }
    return page
  }

  private static let ungated =
    "Columns do not trip the gate here: sums move with trend and season by themselves, and the errors decide."

  private static let legend =
    "PSI: population stability index, and the one that chance alone keeps within. KS: the largest distance "
    + "between the two distributions. Moved: the Wasserstein distance in standard deviations of the training. "
    + "JS: the Jensen-Shannon distance, from 0 to 1. Missing, unseen: shares of the new rows. p: how likely "
    + "chance alone moves the column so far, corrected for the number of columns."

  private static func title(_ report: DriftReport, _ name: String) -> String {
    if report.hasDrifted { return "The new rows are unlike the training of \(name)" }
    let verdict = report.driftedColumns == 0 ? "No drift" : "Some drift, but no alarm,"
    return "\(verdict) against \(name)"
  }

  private static func summary(_ report: DriftReport, _ moved: [ColumnDrift]) -> String {
    let names = moved.prefix(5).map(\.name).joined(separator: ", ")
    return "Are the new rows like those of the training? Of "
      + "\(Figures.count(report.columns.count, "column")) in \(Figures.count(report.quality.rows, "row")), "
      + "held against \(Figures.count(report.trainedRows)) of training, "
      + (moved.isEmpty
        ? "none has moved beyond chance." : "\(moved.count) moved: \(names).")
  }

  /// The farthest first.
  private static func sorted(_ columns: [ColumnDrift]) -> [ColumnDrift] {
    columns.sorted {
      ($1.stabilityIndex ?? 0, $0.name) < ($0.stabilityIndex ?? 0, $1.name)
    }
  }

  /// Bars with the critical value of each: beyond its line a column has moved more than chance would have it.
  static func chart(_ report: DriftReport) -> (any Chart)? {
    let columns = sorted(report.columns)
    guard let first = columns.first else { return nil }
    let count = report.driftedColumns
    var chart = BarChart(
      title: count == 0
        ? "No column drifted"
        : "\(Figures.count(count, "column")) drifted, \(first.name) lies farthest",
      summary:
        "The stability index of each column, bars beyond 1 broken off; the line is what chance keeps "
        + "within.",
      unit: .decimals(3),
      bars: columns.map { column in
        .init(column.name, [column.stabilityIndex ?? .nan], limit: column.criticalIndex)
      }, names: ("stability index (PSI)", "chance keeps within"))
    chart.longest = longest
    return chart
  }

  /// Columns so far from the training have nothing in common with it.
  private static let longest = 1.0

  /// Shares of the values now, with those of training as lines.
  private static func values(_ column: ColumnDrift) -> (any Chart)? {
    guard column.knownNow > 0, column.knownBefore > 0, !column.bins.isEmpty else { return nil }
    return BarChart(
      title: "\(column.name): \(column.reasons.joined(separator: ", "))",
      summary: "Bars are the shares of the new rows, lines those of the training.", unit: .percent,
      bars: column.bins.map { bin in
        .init(
          bin.name, [Double(bin.now) / Double(column.knownNow)],
          limit: Double(bin.before) / Double(column.knownBefore))
      }, names: ("now", "in training"))
  }

  private static func rows(_ report: DriftReport) -> [[String]] {
    let others = [("what the model says", report.prediction), ("the answers", report.target)]
      .compactMap { name, column in column.map { row(name, $0) } }
    return sorted(report.columns).map { row($0.name, $0) } + others
  }

  private static func row(_ name: String, _ column: ColumnDrift) -> [String] {
    func text(_ value: Double?) -> String { value.map { Figures.fixed($0, 3) } ?? "" }
    return [
      name, text(column.stabilityIndex), text(column.criticalIndex),
      text(column.kolmogorovSmirnov?.statistic),
      column.wassersteinScaled.map { Figures.fixed($0, 2) + " sd" } ?? "",
      text(column.counts?.jensenShannon),
      Figures.percent(column.missingShares.now, 0), Figures.percent(column.unseenShare, 0),
      chance(column.correctedP),
      column.reasons.joined(separator: ", "),
    ]
  }

  private static func chance(_ p: Double) -> String {
    p.isNaN ? "" : p < 0.001 ? "< 0.001" : Figures.fixed(p, 3)
  }

  private static func row(_ one: PerformanceDrift) -> [String] {
    [
      one.title, Figures.short(one.before), Figures.short(one.now),
      one.interval.map {
        "\(Figures.short($0.lowerBound)) to \(Figures.short($0.upperBound))"
      } ?? "", one.isWorse ? "worse" : "",
    ]
  }

  private static func facts(
    _ quality: DataQuality, now: Int
  ) -> [(name: String, value: String)] {
    let changed = quality.retyped.map {
      "\($0.name) is \($0.now.rawValue), was \($0.before.rawValue)"
    }
    let facts = [
      ("rows", Figures.count(quality.rows)),
      ("rows that could not be read", Figures.count(quality.rejectedRows)),
      ("rows twice or more", Figures.count(quality.duplicates)),
      ("newest row", quality.newestDay.map { $0 + quality.age(at: now) } ?? ""),
      ("training ended", quality.trainedTo ?? ""),
      ("columns gone", quality.missingColumns.joined(separator: ", ")),
      ("columns that are new", quality.extraColumns.joined(separator: ", ")),
      ("of another type", changed.joined(separator: "; ")),
    ]
    return facts.filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
  }
}
