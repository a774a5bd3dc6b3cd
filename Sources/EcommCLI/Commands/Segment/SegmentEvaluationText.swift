import EcommBase
import EcommTasks

/// All that is to be said of segments on some customers.
enum SegmentEvaluationText {
  static func lines(_ evaluation: SegmentEvaluation, _ model: SegmentModel) -> [String] {
    SegmentText.profiles(evaluation.profiles, days: model.days) + [""]
      + measures(evaluation, model.evaluation) + [""] + heat(evaluation)
      + [
        "",
        "\(Figures.count(evaluation.anomalies, "customer")) of "
          + "\(Figures.count(evaluation.customers)) are unlike any the model knows.",
      ]
  }

  private static func measures(_ evaluation: SegmentEvaluation, _ training: JSON) -> [String] {
    var table = TextTable(["measure", "here", "in training"])
    func add(_ name: String, _ value: Double?, _ key: String?, _ decimals: Int) {
      table.add([
        name, SegmentText.figure(value, decimals),
        SegmentText.figure(key.flatMap { training[$0]?.double }, decimals),
      ])
    }
    add("silhouette (1 is apart)", evaluation.silhouette, "silhouette", 3)
    add("Davies-Bouldin (0 is apart)", evaluation.daviesBouldin, "davies_bouldin", 2)
    add("Calinski-Harabasz", evaluation.calinskiHarabasz, "calinski_harabasz", 0)
    add("stability (1 is the same again)", evaluation.stability, "stability", 2)
    add("agreement with segments made anew", evaluation.agreement, nil, 2)
    let sample = evaluation.sample.map { ["  (measured on \(Figures.count($0)) customers)"] } ?? []
    return table.lines + sample
  }

  /// Medians of the figures of each segment, and how far it stands from the next.
  private static func heat(_ evaluation: SegmentEvaluation) -> [String] {
    let told: [CustomerFigure] = [
      .averageOrderValue, .tenure, .meanGap, .itemsPerOrder, .products, .shareReturned,
    ].filter { figure in evaluation.profiles.contains { $0.medians[figure] != nil } }
    var table = TextTable(
      ["typical"] + told.map(\.title) + ["silhouette", "to centre", "to next"])
    for (place, profile) in evaluation.profiles.enumerated() {
      let distances = evaluation.distances[place]
      table.add(
        [profile.name] + told.map { profile.medians[$0].map(Figures.plain) ?? "-" } + [
          SegmentText.figure(evaluation.silhouettes[place], 2), Figures.fixed(distances.own, 2),
          Figures.fixed(distances.next, 2),
        ])
    }
    return table.lines
  }

  static func lines(_ migration: SegmentMigration, since: String) -> [String] {
    var table = TextTable(["from \(since) to now"] + migration.names)
    for (row, counts) in migration.counts.enumerated() {
      table.add(
        [row < migration.names.count ? migration.names[row] : "(not there yet)"]
          + counts.map { Figures.count($0) })
    }
    return table.lines + [
      "\(Figures.percent(migration.shareStayed, 0)) of the customers of then are where they were; "
        + "\(Figures.count(migration.moves.count { $0.from != nil })) moved."
    ]
  }
}
