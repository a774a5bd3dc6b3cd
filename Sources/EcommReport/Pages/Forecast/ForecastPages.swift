import EcommBase
import EcommTasks

/// The pages of `forecast`.
public enum ForecastPages {
  /// More series make no page that anybody reads to its end.
  static let mostSeries = 6

  /// - Parameter file: the model, for what it was trained on and how well it did.
  public static func answers(
    _ series: [ForecastModel.Series], _ model: ForecastModel, _ file: ModelFile, name: String
  ) -> Page {
    let what = valueName(file)
    let period = model.period
    var page = Page(title: "Forecast of \(what) by \(name)", summary: summary(series, what))
    page.section("What is coming") { section in
      section.figures(
        series.prefix(mostSeries).map { one in
          (
            outlookName(one.key),
            ForecastCharts.outlook(model.past(of: one.key), one, period, name: what)
          )
        })
      if series.count > mostSeries {
        section.paragraph(
          "\(Figures.count(series.count - mostSeries)) more series are in the table only.")
      }
    }
    page.section("Figures") { $0.points(series, keys: model.keys) }
    page.section("How well it did") { $0.backtest(file, period) }
    page.section("The model") { $0.model(file) }
    return page
  }

  private static func summary(_ series: [ForecastModel.Series], _ what: String) -> String {
    let points = series.flatMap(\.points)
    guard let first = points.first, let last = points.last else {
      return "No periods were asked for."
    }
    let total = Figures.short(points.map(\.forecast).reduce(0, +))
    let levels = first.bounds.map { Figures.percent($0.level, 0) }.joined(separator: " and ")
    let bands =
      first.bounds.isEmpty
      ? "" : " Bands hold \(levels) of the errors that the backtest made so far ahead."
    return "What will come? \(total) of \(what) in all from \(first.date) to \(last.date)"
      + "\(of(series)).\(bands)"
  }

  private static func of(_ series: [ForecastModel.Series]) -> String {
    series.count > 1 ? ", \(Figures.count(series.count)) series" : ""
  }

  public static func explanation(
    _ series: [(key: [String], dates: [String], parts: [ForecastPart])], model: String
  ) -> Page {
    var page = Page(
      title: "What the forecast of \(model) is made of",
      summary: series.first.map(summary) ?? "No series was asked for.")
    for one in series.prefix(mostSeries) {
      let key = one.key.joined(separator: ", ")
      page.section(key.isEmpty ? "Parts" : key) { section in
        section.figures([
          ("parts-\(key)", parts(one)), ("first-\(key)", first(one)),
          ("sizes-\(key)", sizes(one)),
        ])
        section.table(
          ["date"] + one.parts.map(\.name),
          one.dates.enumerated().map { step, date in
            [date] + one.parts.map { Figures.short(value($0, step)) }
          })
      }
    }
    return page
  }

  private typealias Parts = (key: [String], dates: [String], parts: [ForecastPart])

  private static func value(_ part: ForecastPart, _ step: Int) -> Double {
    part.values.indices.contains(step) ? part.values[step] : .nan
  }

  private static func strongest(_ one: Parts) -> [(part: ForecastPart, size: Double)] {
    one.parts.map { part in
      let known = part.values.filter(\.isFinite)
      return (part, known.reduce(0) { $0 + abs($1) } / Double(max(1, known.count)))
    }.sorted { ($1.size, $0.part.name) < ($0.size, $1.part.name) }
  }

  private static func summary(_ one: Parts) -> String {
    let names = strongest(one).prefix(3).map { "\($0.part.name) (\(Figures.short($0.size)))" }
    return "Each forecast is a sum. The largest parts, by their mean size: "
      + names.joined(separator: ", ") + "."
  }

  private static func parts(_ one: Parts) -> (any Chart)? {
    guard !one.dates.isEmpty else { return nil }
    return TimeChart(
      title: "The parts, \(one.dates[0]) to \(one.dates[one.dates.count - 1])",
      summary: "A line for each of the largest parts.", steps: one.dates,
      lines: strongest(one).prefix(5).map { .init($0.part.name, $0.part.values) }, name: "adds")
  }

  private static func first(_ one: Parts) -> (any Chart)? {
    guard let date = one.dates.first, let base = one.parts.first else { return nil }
    return WaterfallChart(
      title: "What \(date) is made of", summary: "One part after the other up to the forecast.",
      base: (base.name, value(base, 0)),
      parts: one.parts.dropFirst().map { (name: $0.name, value: value($0, 0)) }
        .filter { $0.value != 0 },
      totalName: "forecast")
  }

  private static func sizes(_ one: Parts) -> (any Chart)? {
    let all = strongest(one)
    guard let most = all.first else { return nil }
    return BarChart(
      title: "\(most.part.name) is the largest part",
      summary: "The mean size of each part.",
      bars: all.prefix(15).map { .init($0.part.name, [$0.size]) })
  }
}

extension Section {
  /// The model and its baseline among those it was compared with, as its file tells it.
  fileprivate mutating func backtest(_ file: ModelFile, _ period: Period) {
    let board = file.evaluation["leaderboard"]?.array ?? []
    guard !board.isEmpty else {
      return paragraph("The history was too short to hold models against.")
    }
    let baseline = file.evaluation["baseline"]?.string
    let origins = file.evaluation["origins"]?.integer ?? 0
    let horizon = file.evaluation["horizon"]?.integer ?? 0
    paragraph(
      "In the backtest of \(Figures.count(origins, "origin")), \(Figures.count(horizon, period.noun(1))) each."
    )
    func figure(_ entry: JSON, _ name: String) -> String {
      entry[name]?.double.map(Figures.short) ?? "-"
    }
    table(
      ["model", "MAE", "RMSE", "MASE", "inside 80 %", ""],
      board.map { entry in
        let marks = [
          entry["model"]?.string == file.learner ? "in force" : "",
          entry["model"]?.string == baseline ? "baseline" : "",
        ]
        let coverage = entry["intervals"]?.array?.first?["coverage"]?.double
        return [
          entry["title"]?.string ?? "", figure(entry, "mae"), figure(entry, "rmse"),
          figure(entry, "mase"), coverage.map { Figures.percent($0) } ?? "-",
          marks.filter { !$0.isEmpty }.joined(separator: ", "),
        ]
      }, wordColumns: [0, 5])
  }

  fileprivate mutating func points(_ series: [ForecastModel.Series], keys: [String]) {
    let levels = series.first?.points.first?.bounds.map(\.level) ?? []
    let rows = series.flatMap { one in
      one.points.map { point in
        one.key + [point.date, Figures.fixed(point.forecast, 2)]
          + point.bounds.flatMap { [Figures.fixed($0.lower, 2), Figures.fixed($0.upper, 2)] }
      }
    }
    let shown = 2000
    table(
      keys + ["date", "forecast"]
        + levels.flatMap {
          ["from (\(Figures.percent($0, 0)))", "to (\(Figures.percent($0, 0)))"]
        },
      Array(rows.prefix(shown)), wordColumns: Set(0...keys.count))
    if rows.count > shown {
      paragraph("\(Figures.count(rows.count - shown)) more rows are in the CSV only.")
    }
  }
}
