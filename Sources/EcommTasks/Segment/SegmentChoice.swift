import EcommBase
import EcommLearn

/// How many segments: every number is tried, and one rule decides.
///
/// Of the numbers from three on whose segments come back when customers are left out (stability of at
/// least 0.8, or the most stable one), the largest whose silhouette is within 0.015 of their best. Two
/// segments mostly part frequent buyers from others and tell little; they are taken only where their
/// silhouette is better by 0.15. The elbow and the separation are shown beside.
public struct SegmentChoice: Sendable {
  public struct Entry: Sendable {
    public let k: Int
    public let inertia: Double
    /// Part of the customers' spread that lies between segments; 0 for one segment.
    public let explained: Double
    public let silhouette: Double?
    public let stability: Double?
    public let daviesBouldin: Double?
    public let calinskiHarabasz: Double?
  }

  public let entries: [Entry]
  public let elbow: Int?
  public let k: Int
  public let reason: String
  /// How many customers the measures were taken on; nil for all.
  public let sample: Int?
  /// Of the number kept; nil where only a part of the customers was looked at.
  let centres: Matrix?

  static let stable = 0.8
  static let near = 0.015
  static let twoMustLead = 0.15
  static let mostCustomers = 20_000
  static let silhouetteLimit = 10_000
  static let stabilityRounds = 6

  static func find(
    _ points: Matrix, distinct: Int, _ settings: SegmentSettings, parallel: Parallel,
    progress: Progress = .silent
  ) throws -> SegmentChoice {
    let part = sampled(points, settings.seed)
    let most = min(settings.mostSegments, distinct - 1)
    let tried = try (2...max(2, most)).map { k in
      defer { progress.advance(by: 1) }
      return try attempt(part, k, settings, parallel, measuresStability: true)
    }
    let entries = tried.map(\.entry)
    let elbow = Elbow.place(entries.map(\.inertia)).map { entries[$0].k }
    let (k, reason) = decide(entries, elbow: elbow)
    return SegmentChoice(
      entries: entries, elbow: elbow, k: k, reason: reason,
      sample: part.rows < points.rows ? part.rows : nil,
      centres: part.rows < points.rows ? nil : tried.first { $0.entry.k == k }?.centres)
  }

  /// The measures of a number that was asked for, but for stability, which `evaluate` tells.
  static func fixed(
    _ points: Matrix, k: Int, _ settings: SegmentSettings, parallel: Parallel
  ) throws -> SegmentChoice {
    let part = sampled(points, settings.seed)
    let only = try attempt(part, k, settings, parallel, measuresStability: false)
    return SegmentChoice(
      entries: [only.entry], elbow: nil, k: k, reason: "asked for",
      sample: part.rows < points.rows ? part.rows : nil,
      centres: part.rows < points.rows ? nil : only.centres)
  }

  static func sampled(_ points: Matrix, _ seed: UInt64) -> Matrix {
    guard points.rows > mostCustomers else { return points }
    var random = SeededRandom(seed: seed).split(0x5a)
    let rows = random.sample(mostCustomers, of: points.rows)
    return Matrix(
      rows: rows.count, columns: points.columns, values: rows.flatMap { points.row($0) })
  }

  private static func attempt(
    _ points: Matrix, _ k: Int, _ settings: SegmentSettings, _ parallel: Parallel,
    measuresStability: Bool
  ) throws -> (entry: Entry, centres: Matrix) {
    let parameters = KMeansParameters(clusters: k, starts: settings.starts, seed: settings.seed)
    let fit = try KMeans.fit(points, parameters: parameters, on: parallel)
    let labels = try fit.predict(points, on: parallel).labels
    let one = spread(points)
    var quick = parameters
    quick.starts = 3
    let entry = Entry(
      k: k, inertia: fit.inertia, explained: one > 0 ? 1 - fit.inertia / one : 0,
      silhouette: try? Silhouette.measure(
        points, labels: labels, limit: silhouetteLimit, seed: settings.seed, on: parallel
      ).mean,
      stability: measuresStability
        ? try? ClusterStability.measure(
          points, parameters: quick, rounds: stabilityRounds, on: parallel
        ).mean : nil,
      daviesBouldin: try? Separation.daviesBouldin(points, labels: labels),
      calinskiHarabasz: try? Separation.calinskiHarabasz(points, labels: labels))
    return (entry, fit.centres)
  }

  /// The inertia of one segment.
  private static func spread(_ points: Matrix) -> Double {
    (0..<points.columns).reduce(0.0) { sum, column in
      let values = points.column(column)
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      return values.reduce(sum) { $0 + ($1 - mean) * ($1 - mean) }
    }
  }
}

extension SegmentChoice {
  private static func decide(_ entries: [Entry], elbow: Int?) -> (Int, String) {
    func quality(_ entry: Entry) -> Double { entry.silhouette ?? -1 }
    let two = entries.first { $0.k == 2 }
    let many = entries.filter { $0.k > 2 }
    guard let steadiest = many.max(by: { ($0.stability ?? 0) < ($1.stability ?? 0) }) else {
      return (two?.k ?? 2, "there are too few different customers for more")
    }
    var able = many.filter { ($0.stability ?? 0) >= stable }
    let isSteady = !able.isEmpty
    if able.isEmpty { able = [steadiest] }
    let best = able.map(quality).max() ?? -1
    if let two, quality(two) >= best + twoMustLead {
      return (
        2, "its silhouette is better by \(Figures.fixed(quality(two) - best, 2)) than with more"
      )
    }
    guard let chosen = able.last(where: { quality($0) >= best - near }) else {
      return (steadiest.k, "the most stable")
    }
    let words =
      isSteady
      ? "the most segments with the best silhouette (within \(Figures.fixed(near, 3))) of those that are stable"
      : "no number of segments is stable; this one is most"
    let beside =
      two.map { quality($0) > quality(chosen) } ?? false
      ? "; 2 score higher, but only part frequent buyers from others" : ""
    return (chosen.k, words + beside)
  }

  var json: JSON {
    [
      "k": .integer(k), "reason": .string(reason), "elbow": .optional(elbow),
      "sample": .optional(sample),
      "tried": .array(
        entries.map { entry in
          [
            "k": .integer(entry.k), "inertia": .number(entry.inertia),
            "explained": .number(entry.explained), "silhouette": .optional(entry.silhouette),
            "stability": .optional(entry.stability),
            "davies_bouldin": .optional(entry.daviesBouldin),
            "calinski_harabasz": .optional(entry.calinskiHarabasz),
          ]
        }),
    ]
  }
}
