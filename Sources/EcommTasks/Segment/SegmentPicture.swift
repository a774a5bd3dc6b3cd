import EcommBase
import EcommLearn

/// What segments look like beyond their figures: maps of the customers, how near each is to its own segment, and
/// the distances from which the reach of DBSCAN was read.
public struct SegmentPicture: Sendable {
  /// Of each customer on the maps its segment; customers without one are not there.
  public let segments: [Int]
  public let isOdd: [Bool]
  /// (customers, 2); nil where they do not spread.
  public let components: Matrix?
  public let neighbours: Matrix?
  /// Of the spread, that of the two components.
  public let componentShares: [Double]
  /// Of each segment, the customers' values, highest first.
  public let silhouettes: [[Double]]
  public let silhouette: Double?
  /// Distances to the k-th neighbour, ascending, and the reach; nil where none odd are looked for.
  public let reach: (distances: [Double], eps: Double, minimum: Int)?

  private static let mostPlaced = 2_000
  private static let mostMeasured = 5_000
  private static let curvePoints = 200

  init(
    _ fitted: FittedSegments, _ answers: SegmentAnswers, seed: UInt64, parallel: Parallel
  ) throws {
    let points = try fitted.preparation.points(answers.customers)
    let known = answers.segments.indices.filter { answers.segments[$0] >= 0 }
    let placed = Self.drawn(known, Self.mostPlaced, seed)
    let part = Self.rows(points, placed)
    segments = placed.map { answers.segments[$0] }
    isOdd = placed.map { answers.isOdd[$0] }
    let pca = part.rows > 2 ? try? PCA.fit(part, scaled: false, on: parallel) : nil
    let isSpread = (pca?.variances.first ?? 0) > 0
    components = isSpread ? try pca.flatMap { try Self.firstTwo($0, part, parallel) } : nil
    componentShares = isSpread ? Array(pca?.shares.prefix(2) ?? []) : []
    neighbours = isSpread ? try? Self.neighbours(part, parallel) : nil
    let measured = Self.drawn(known, Self.mostMeasured, seed)
    let labels = measured.map { answers.segments[$0] }
    let found = try? Silhouette.measure(
      Self.rows(points, measured), labels: labels, seed: seed, on: parallel)
    silhouette = found?.mean
    silhouettes = SegmentEvaluation.rows(found, labels, count: answers.segmentNames.count)
    reach = try fitted.odd.flatMap {
      try Self.reach($0, Self.rows(points, measured), parallel)
    }
  }

  private static func drawn(_ rows: [Int], _ most: Int, _ seed: UInt64) -> [Int] {
    guard rows.count > most else { return rows }
    var random = SeededRandom(seed: seed).split(0x71)
    return random.sample(most, of: rows.count).map { rows[$0] }
  }

  private static func rows(_ points: Matrix, _ rows: [Int]) -> Matrix {
    Matrix(rows: rows.count, columns: points.columns, values: rows.flatMap { points.row($0) })
  }

  private static func firstTwo(_ pca: PCA, _ rows: Matrix, _ parallel: Parallel) throws -> Matrix? {
    let placed = try pca.transform(rows, on: parallel)
    guard placed.columns >= 1 else { return nil }
    return Matrix(
      rows: placed.rows, columns: 2,
      values: (0..<placed.rows).flatMap { row in
        [placed[row, 0], placed.columns > 1 ? placed[row, 1] : 0]
      })
  }

  private static func neighbours(_ rows: Matrix, _ parallel: Parallel) throws -> Matrix? {
    guard rows.rows >= 8 else { return nil }
    let perplexity = min(30, Double(rows.rows - 1) / 4)
    return try TSNE.fit(
      rows, parameters: TSNEParameters(perplexity: perplexity), on: parallel
    ).map
  }

  private static func reach(
    _ odd: OddCustomers, _ rows: Matrix, _ parallel: Parallel
  ) throws -> (distances: [Double], eps: Double, minimum: Int)? {
    let minimum = odd.density.minimumNeighbours
    guard rows.rows > minimum, minimum >= 2,
      let found = try? ReachProposal.propose(rows, minimumNeighbours: minimum, on: parallel)
    else { return nil }
    return (BinaryEvaluation.thinned(found.distances), odd.density.eps, minimum)
  }

  public var json: JSON {
    func map(_ matrix: Matrix?) -> JSON {
      matrix.map { matrix in
        .array((0..<matrix.rows).map { .numbers(Array(matrix.row($0))) })
      } ?? .null
    }
    return [
      "segments": .integers(segments.map { $0 + 1 }), "pca": map(components),
      "tsne": map(neighbours), "component_shares": .numbers(componentShares),
      "silhouettes": .array(
        silhouettes.map { .numbers(BinaryEvaluation.thinned($0)) }),
      "k_distances": reach.map { .numbers($0.distances) } ?? .null,
    ]
  }
}

extension SegmentModel {
  public func picture(
    _ answers: SegmentAnswers, parallel: Parallel = Parallel()
  ) throws -> SegmentPicture {
    try SegmentPicture(
      fitted, answers, seed: UInt64(truncatingIfNeeded: settings["seed"]?.integer ?? 0),
      parallel: parallel)
  }
}
