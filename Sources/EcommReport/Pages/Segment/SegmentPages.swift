import EcommBase
import EcommTasks

/// The pages of `segment`.
public enum SegmentPages {
  public static func training(
    _ training: SegmentTraining, headline: String, picture: SegmentPicture
  ) -> Page {
    let profiles = training.profiles
    var page = Page(
      title:
        "\(profiles.count) segments of \(Figures.count(training.answers.customers.count, "customer"))",
      summary:
        "\(headline). Which groups are they? \(profiles.count), for \(training.choice.reason). "
        + best(profiles))
    add(profiles, days: training.days, &page)
    page.section("How many segments") { section in
      section.figures(SegmentCharts.choice(training.choice))
      section.choice(training.choice)
    }
    add(picture, profiles, odd: training.answers.isOdd.count { $0 }, &page)
    if let holdOut = training.holdOut { add(holdOut, &page) }
    page.section("The model") { $0.model(training.model) }
    return page
  }

  /// - Parameters:
  ///   - migration: who moved since a day, and that day.
  ///   - choice: where the segments were made of these customers just now.
  public static func evaluation(
    _ evaluation: SegmentEvaluation, headline: String, model: SegmentModel,
    picture: SegmentPicture, migration: (since: String, moves: SegmentMigration)?,
    choice: SegmentChoice? = nil
  ) -> Page {
    var page = Page(
      title: "How well \(evaluation.profiles.count) segments stand apart",
      summary: "\(headline). \(apart(evaluation)) \(best(evaluation.profiles))")
    add(evaluation.profiles, days: model.days ?? 90, &page)
    page.section("Measures") { $0.measures(evaluation, training: model.evaluation) }
    if let choice {
      page.section("How many segments") { section in
        section.figures(SegmentCharts.choice(choice))
        section.choice(choice)
      }
    }
    if let migration { add(migration.moves, since: migration.since, &page) }
    add(picture, evaluation.profiles, odd: evaluation.anomalies, &page)
    return page
  }

  public static func answers(
    _ answers: SegmentAnswers, profiles: [SegmentProfile], model: String, days: Int?
  ) -> Page {
    let unknown = answers.segments.count { $0 < 0 }
    var page = Page(
      title: "\(Figures.count(answers.customers.count, "customer")) in the segments of \(model)",
      summary: "Which segment does each customer belong to? \(best(profiles))"
        + (unknown > 0
          ? " \(Figures.count(unknown, "customer")) cannot be told: figures are missing." : ""))
    add(profiles, days: days ?? 90, &page)
    return page
  }

  static func best(_ profiles: [SegmentProfile]) -> String {
    guard let best = profiles.max(by: { $0.revenueShare < $1.revenueShare }) else { return "" }
    return "\(best.name), \(Figures.count(best.customers, "customer")) "
      + "(\(Figures.percent(best.share, 0))), paid \(Figures.percent(best.revenueShare, 0)) of all: "
      + "\(best.description)."
  }

  private static func apart(_ evaluation: SegmentEvaluation) -> String {
    let silhouette = evaluation.silhouette.map { "silhouette \(Figures.fixed($0, 3)) (1 is apart)" }
    let stability = evaluation.stability.map {
      "stability \(Figures.fixed($0, 2)) (1 is the same again)"
    }
    let words = [silhouette, stability].compactMap(\.self).joined(separator: ", ")
    return words.isEmpty ? "" : "The segments have a \(words)."
  }

  static func add(_ profiles: [SegmentProfile], days: Int, _ page: inout Page) {
    page.section("The segments") { section in
      section.figures([
        ("sizes", SegmentCharts.sizes(profiles)), ("profiles", SegmentCharts.profiles(profiles)),
        ("outlook", SegmentCharts.outlook(profiles, days: days)),
      ])
      section.profiles(profiles, days: days)
      section.subheading("What to do")
      section.list(profiles.map { "\($0.name), \($0.description): \($0.action)" })
    }
  }

  private static func add(
    _ picture: SegmentPicture, _ profiles: [SegmentProfile], odd: Int, _ page: inout Page
  ) {
    page.section("How far apart they are") { section in
      section.figures(SegmentCharts.picture(picture, names: profiles.map(\.name)))
      section.paragraph("\(Figures.count(odd, "customer")) are unlike any other (DBSCAN).")
    }
  }

  private static func add(_ holdOut: ValueHoldOut, _ page: inout Page) {
    page.section("Checked on the last \(holdOut.days) days") { section in
      section.figures([
        (
          "foretold",
          BarChart(
            title: "\(Figures.fixed(holdOut.foretold)) purchases foretold, "
              + "\(Figures.fixed(holdOut.happened)) happened",
            summary: "Purchases of the last days, foretold from the time before.",
            bars: [.init("foretold", [holdOut.foretold]), .init("happened", [holdOut.happened])])
        )
      ])
      section.facts([
        ("value foretold", Figures.fixed(holdOut.valueForetold)),
        ("value that came", Figures.fixed(holdOut.valueHappened)),
        ("a customer is missed by", Figures.fixed(holdOut.miss, 2)),
        ("at the rate so far by", Figures.fixed(holdOut.baselineMiss, 2)),
      ])
    }
  }

  private static func add(_ moves: SegmentMigration, since: String, _ page: inout Page) {
    let names = moves.names + ["not there yet"]
    page.section("Who moved since \(since)") { section in
      section.figures([
        (
          "moves",
          HeatMap(
            title:
              "\(Figures.percent(moves.shareStayed, 0)) of the customers stayed where they were",
            summary: "Customers by their segment then (row) and now (column).", rows: names,
            columns: moves.names, values: moves.counts.map { $0.map(Double.init) },
            texts: moves.counts.map { $0.map { Figures.count($0) } })
        )
      ])
    }
  }
}

extension Section {
  fileprivate mutating func profiles(_ profiles: [SegmentProfile], days: Int) {
    func figure(_ value: Double?) -> String { value.map(Figures.plain) ?? "-" }
    table(
      [
        "segment", "customers", "share", "paid", "recency", "orders", "value",
        "purchases in \(days) d", "worth in \(days) d",
      ],
      profiles.map { profile in
        [
          profile.name, Figures.count(profile.customers), Figures.percent(profile.share),
          Figures.percent(profile.revenueShare), figure(profile.medians[.recency]),
          figure(profile.medians[.frequency]), figure(profile.medians[.monetary]),
          figure(profile.expectedPurchases), figure(profile.expectedValue),
        ]
      })
  }

  fileprivate mutating func choice(_ choice: SegmentChoice) {
    func figure(_ value: Double?, _ decimals: Int) -> String {
      value.map { Figures.fixed($0, decimals) } ?? "-"
    }
    table(
      [
        "k", "silhouette", "stability", "inertia", "explained", "Davies-Bouldin",
        "Calinski-Harabasz",
      ],
      choice.entries.map { entry in
        [
          String(entry.k) + (entry.k == choice.k ? " (kept)" : ""), figure(entry.silhouette, 3),
          figure(entry.stability, 2), Figures.fixed(entry.inertia, 1),
          Figures.percent(entry.explained), figure(entry.daviesBouldin, 2),
          figure(entry.calinskiHarabasz, 0),
        ]
      })
  }

  fileprivate mutating func measures(_ evaluation: SegmentEvaluation, training: JSON) {
    func row(_ name: String, _ value: Double?, _ key: String?) -> [String] {
      let before = key.flatMap { training[$0]?.double }
      return [name, value.map(Figures.short) ?? "-", before.map(Figures.short) ?? "-"]
    }
    table(
      ["measure", "here", "in training"],
      [
        row("silhouette", evaluation.silhouette, "silhouette"),
        row("Davies-Bouldin", evaluation.daviesBouldin, "davies_bouldin"),
        row("Calinski-Harabasz", evaluation.calinskiHarabasz, "calinski_harabasz"),
        row("stability", evaluation.stability, "stability"),
        row("agreement with segments made anew", evaluation.agreement, nil),
      ])
  }
}
