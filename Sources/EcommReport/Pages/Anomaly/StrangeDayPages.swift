import EcommBase
import EcommTasks

/// Pages of the days of series.
extension AnomalyPages {
  private static let mostSeries = 6
  private static let mostRows = 200

  public static func days(_ training: StrangeDayTraining) -> Page {
    let all = training.judged.map { ($0, $0.judgements.indices) }
    let several = training.judged.count > 1
    var page = Page(
      title:
        "Strange days: \(Figures.count(training.strangeDays)) of \(Figures.count(training.days))",
      summary: "Which days are unlike what level, weekday and calendar let expect? "
        + "\(Figures.count(training.strangeDays)) of \(Figures.count(training.days, "day"))"
        + (several ? " of \(Figures.count(training.judged.count)) series" : "") + ". "
        + strangest(all))
    add(all, &page)
    page.section("Level shifts") { section in
      section.list(
        training.judged.flatMap { judged in
          judged.shifts.map { shift in
            "from \(judged.date(shift.day))\(judged.name.isEmpty ? "" : " " + judged.name): "
              + judged.words(shift)
          }
        })
    }
    page.section("The model") { $0.model(training.model) }
    return page
  }

  public static func days(_ fresh: [FreshDays], model: String) -> Page {
    let all = fresh.map { ($0.judged, $0.days) }
    let days = all.reduce(0) { $0 + $1.1.count }
    let strange = all.reduce(0) { sum, one in sum + one.1.count { one.0.isStrange($0) } }
    var page = Page(
      title: "\(Figures.count(days, "day")) judged by \(model)",
      summary:
        "\(Figures.count(strange)) of \(Figures.count(days, "day")) are strange. \(strangest(all))")
    add(all, &page)
    return page
  }

  private typealias Judged = (series: JudgedSeries, days: Range<Int>)

  private static func worst(_ all: [Judged]) -> [(series: JudgedSeries, day: Int)] {
    let strange = all.flatMap { one in
      one.days.filter(one.series.isStrange).map { (series: one.series, day: $0) }
    }
    return strange.enumerated().sorted { a, b in
      let sizes = [a, b].map { abs($0.element.series.judgements[$0.element.day].score) }
      return (-sizes[0], a.offset) < (-sizes[1], b.offset)
    }.map(\.element)
  }

  private static func strangest(_ all: [Judged]) -> String {
    guard let first = worst(all).first else { return "" }
    return "The strangest is \(first.series.date(first.day)): \(first.series.words(first.day))."
  }

  private static func add(_ all: [Judged], _ page: inout Page) {
    page.section("The days") { section in
      section.figures(
        all.prefix(mostSeries).map { one in
          ("days-\(one.series.name)", chart(one))
        })
    }
    page.section("What was strange") { section in
      let rows = worst(all)
      guard !rows.isEmpty else { return }
      let several = rows.contains { !$0.series.name.isEmpty }
      section.table(
        ["day"] + (several ? ["series"] : []) + ["value", "expected", "deviations", "what"],
        rows.prefix(mostRows).map { series, day in
          let found = series.judgements[day]
          return [series.date(day)] + (several ? [series.name] : []) + [
            Figures.short(found.value),
            Figures.short(found.expected),
            Figures.fixed(found.score, 1), series.words(day),
          ]
        }, wordColumns: several ? [0, 1, 5] : [0, 4])
    }
  }

  private static func chart(_ one: Judged) -> any Chart {
    let judgements = one.series.judgements[one.days]
    let strange = one.days.filter(one.series.isStrange)
    let isKnown = judgements.map { $0.status != .tooEarly }
    func known(_ read: (Int) -> Double) -> [Double] {
      judgements.indices.enumerated().map { isKnown[$0] ? read($1) : .nan }
    }
    let band = zip(
      known { one.series.judgements[$0].low }, known { one.series.judgements[$0].high }
    )
    .map { (lower: $0, upper: $1) }
    var chart = TimeChart(
      title: "\(one.series.name.isEmpty ? "" : one.series.name + ": ")"
        + "\(Figures.count(strange.count)) of \(Figures.count(one.days.count, "day")) are strange",
      summary:
        "What came, what was to be expected within two deviations, and circles where it is strange.",
      steps: one.days.map(one.series.date),
      lines: [
        .init("value", judgements.map(\.value)),
        .init("expected", known { one.series.judgements[$0].expected }, band: band),
      ], name: "value")
    chart.marks = strange.map { day in
      .init(
        day - one.days.lowerBound, one.series.judgements[day].value,
        "\(one.series.date(day)): \(one.series.words(day))")
    }
    return chart
  }
}
