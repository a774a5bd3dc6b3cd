import EcommBase
import EcommTasks

/// Segments as a person reads them.
enum SegmentText {
  static func lines(_ training: SegmentTraining, _ input: SegmentInput) -> [String] {
    let k = training.profiles.count
    return [input.headline + ".", "k = \(k): \(training.choice.reason).", ""]
      + tried(training.choice) + [""] + profiles(training.profiles, days: training.days) + [""]
      + actions(training.profiles) + [""] + odd(training) + outlook(training)
  }

  static func tried(_ choice: SegmentChoice) -> [String] {
    var table = TextTable([
      "k", "silhouette", "stability", "inertia", "explained", "Davies-Bouldin",
      "Calinski-Harabasz", "",
    ])
    table.add(["1", "-", "-", "-", "0.0 %", "-", "-", ""])
    for entry in choice.entries {
      let marks = [entry.k == choice.k ? "kept" : "", entry.k == choice.elbow ? "elbow" : ""]
      table.add([
        String(entry.k), figure(entry.silhouette, 3), figure(entry.stability, 2),
        Figures.fixed(entry.inertia, 1), Figures.percent(entry.explained),
        figure(entry.daviesBouldin, 2), figure(entry.calinskiHarabasz, 0),
        marks.filter { !$0.isEmpty }.joined(separator: ", "),
      ])
    }
    let sample = choice.sample.map { ["  (measured on \(Figures.count($0)) customers)"] } ?? []
    return table.lines + sample
  }

  static func figure(_ value: Double?, _ decimals: Int) -> String {
    value.map { Figures.fixed($0, decimals) } ?? "-"
  }

  /// Sizes and habits: medians of a segment's customers.
  static func profiles(_ profiles: [SegmentProfile], days: Int?) -> [String] {
    let foretells = profiles.contains { $0.expectedPurchases != nil }
    let isDated = profiles.contains { $0.medians[.recency] != nil }
    var table = TextTable(
      ["segment", "customers", "", "revenue"] + (isDated ? ["recency"] : [])
        + ["orders", "value"] + (foretells ? ["next \(days ?? 90) d", "worth"] : []))
    for profile in profiles {
      let recency = profile.medians[.recency].map { Figures.plain($0) + " d" } ?? "-"
      table.add(
        [
          profile.name, Figures.count(profile.customers), Figures.percent(profile.share, 0),
          Figures.percent(profile.revenueShare, 0),
        ] + (isDated ? [recency] : []) + [
          profile.medians[.frequency].map(Figures.plain) ?? "-",
          figure(profile.medians[.monetary], 0),
        ]
          + (foretells
            ? [figure(profile.expectedPurchases, 2), figure(profile.expectedValue, 0)] : []))
    }
    return table.lines
  }

  /// What each segment's customers are like and what to do about them.
  static func actions(_ profiles: [SegmentProfile]) -> [String] {
    profiles.flatMap { profile in
      ["  \(profile.name): \(profile.description).", "    \(profile.action)"]
    }
  }

  private static func odd(_ training: SegmentTraining) -> [String] {
    let count = training.answers.isOdd.count { $0 }
    guard let eps = training.eps else { return [] }
    let way = training.isEpsProposed ? "the knee of the distances" : "as asked for"
    guard count > 0 else {
      return ["No customer is unlike all others (DBSCAN, eps \(Figures.short(eps)))."]
    }
    let places = training.profiles.filter { $0.anomalies > 0 }
      .map { "\(Figures.count($0.anomalies)) of \($0.name)" }.joined(separator: ", ")
    return [
      "\(Figures.count(count, "customer")) \(count == 1 ? "is" : "are") unlike any other "
        + "(DBSCAN, eps \(Figures.short(eps)), \(way)): \(places)."
    ]
  }

  private static func outlook(_ training: SegmentTraining) -> [String] {
    guard let purchases = training.answers.expectedPurchases,
      let value = training.answers.expectedValue
    else { return [] }
    func sum(_ values: [Double]) -> Double { values.reduce(0) { $1.isNaN ? $0 : $0 + $1 } }
    let line =
      "In the next \(training.days) days \(Figures.fixed(sum(purchases))) purchases worth "
      + "\(Figures.fixed(sum(value))) are to be expected of these customers."
    return [line] + (training.holdOut.map(check) ?? [])
  }

  /// How the same way did on days that have passed.
  static func check(_ holdOut: ValueHoldOut) -> [String] {
    let off = holdOut.happened > 0 ? holdOut.foretold / holdOut.happened - 1 : 0
    return [
      "Checked on the last \(holdOut.days) days: \(Figures.fixed(holdOut.foretold)) purchases foretold, "
        + "\(Figures.fixed(holdOut.happened)) happened (\(off < 0 ? "" : "+")\(Figures.percent(off, 0))); "
        + "a customer is missed by \(Figures.fixed(holdOut.miss, 2)) (root mean square), by "
        + "\(Figures.fixed(holdOut.baselineMiss, 2)) if all had gone on as before."
    ]
  }
}
