import EcommBase
import EcommLearn

/// How well segments stand apart on some customers.
public struct SegmentEvaluation: Sendable {
  public let profiles: [SegmentProfile]
  public let customers: Int
  public let anomalies: Int
  public let silhouette: Double?
  /// Of each segment; empty where it is not known.
  public let silhouettes: [Double?]
  /// Of each segment the value of each row that was looked at, highest first.
  public let silhouetteRows: [[Double]]
  public let daviesBouldin: Double?
  public let calinskiHarabasz: Double?
  /// Agreement (adjusted Rand) of segments found again on parts of these customers.
  public let stability: Double?
  /// Agreement of the model's segments with as many found on these customers alone.
  public let agreement: Double?
  /// Mean distance to the own centre and to the next one, in deviations, of each segment.
  public let distances: [(own: Double, next: Double)]
  /// How many customers the measures were taken on; nil for all.
  public let sample: Int?

  init(
    _ answers: SegmentAnswers, _ points: Matrix, named: [(name: String, kind: SegmentKind)],
    seed: UInt64, parallel: Parallel
  ) throws {
    profiles = SegmentProfile.all(answers, named: named)
    customers = answers.customers.count
    anomalies = answers.isOdd.count { $0 }
    let known = answers.segments.indices.filter { answers.segments[$0] >= 0 }
    let rows = Self.sample(known, seed)
    let part = Matrix(
      rows: rows.count, columns: points.columns, values: rows.flatMap { points.row($0) })
    let labels = rows.map { answers.segments[$0] }
    sample = rows.count < known.count ? rows.count : nil
    let measured = try? Silhouette.measure(part, labels: labels, seed: seed, on: parallel)
    silhouette = measured?.mean
    silhouettes = Self.perSegment(measured, labels, count: named.count)
    silhouetteRows = Self.rows(measured, labels, count: named.count)
    daviesBouldin = try? Separation.daviesBouldin(part, labels: labels)
    calinskiHarabasz = try? Separation.calinskiHarabasz(part, labels: labels)
    var parameters = KMeansParameters(clusters: named.count, starts: 3, seed: seed)
    stability =
      try? ClusterStability.measure(part, parameters: parameters, on: parallel).mean
    parameters.starts = 10
    let own = try? KMeans.fit(part, parameters: parameters, on: parallel)
      .predict(part, on: parallel).labels
    agreement = own.flatMap { try? AdjustedRand.index($0, labels) }
    distances = (0..<named.count).map { segment in
      Self.distances(answers, known.filter { answers.segments[$0] == segment })
    }
  }

  private static func sample(_ rows: [Int], _ seed: UInt64) -> [Int] {
    guard rows.count > SegmentChoice.mostCustomers else { return rows }
    var random = SeededRandom(seed: seed).split(0xe7)
    return random.sample(SegmentChoice.mostCustomers, of: rows.count).map { rows[$0] }
  }

  private static func perSegment(
    _ measured: Silhouette?, _ labels: [Int], count: Int
  ) -> [Double?] {
    let present = Set(labels).sorted()
    return (0..<count).map { segment in
      guard let measured, let place = present.firstIndex(of: segment),
        place < measured.clusterMeans.count
      else { return nil }
      return measured.clusterMeans[place]
    }
  }

  static func rows(_ measured: Silhouette?, _ labels: [Int], count: Int) -> [[Double]] {
    guard let measured else { return [] }
    var values = [[Double]](repeating: [], count: count)
    for (row, value) in zip(measured.rows, measured.values)
    where values.indices.contains(labels[row]) {
      values[labels[row]].append(value)
    }
    return values.map { $0.sorted(by: >) }
  }

  private static func distances(
    _ answers: SegmentAnswers, _ rows: [Int]
  ) -> (own: Double, next: Double) {
    let count = Double(max(1, rows.count))
    return (
      rows.reduce(0) { $0 + answers.distances[$1] } / count,
      rows.reduce(0) { $0 + answers.nextDistances[$1] } / count
    )
  }

  public var json: JSON {
    .object(
      JSON.Object(
        profiles.json + [
          ("customers", .integer(customers)), ("anomalies", .integer(anomalies)),
          ("silhouette", .optional(silhouette)), ("davies_bouldin", .optional(daviesBouldin)),
          ("calinski_harabasz", .optional(calinskiHarabasz)), ("stability", .optional(stability)),
          ("agreement", .optional(agreement)), ("sample", .optional(sample)),
          ("distances", .array(profiles.indices.map(distanceJSON))),
        ]))
  }

  private func distanceJSON(_ segment: Int) -> JSON {
    [
      "name": .string(profiles[segment].name), "silhouette": .optional(silhouettes[segment]),
      "own": .number(distances[segment].own), "next": .number(distances[segment].next),
    ]
  }
}

extension SegmentModel {
  /// The model's segments on customers, whether it was made of them or not.
  public func evaluate(
    _ customers: Customers, parallel: Parallel = Parallel()
  ) throws -> SegmentEvaluation {
    let answers = try answers(customers, parallel: parallel)
    return try SegmentEvaluation(
      answers, fitted.preparation.points(customers), named: segments,
      seed: UInt64(truncatingIfNeeded: settings["seed"]?.integer ?? 0), parallel: parallel)
  }
}
