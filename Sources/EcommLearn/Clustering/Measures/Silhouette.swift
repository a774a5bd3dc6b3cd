import EcommBase

/// How much nearer rows are to their own cluster than to the next one (Rousseeuw, 1987): for each
/// row (b - a) / max(a, b), a being the mean distance to the other rows of its cluster and b that to
/// the rows of the nearest other one. 1 is apart, 0 is between, below 0 is misplaced; a row alone in
/// its cluster counts 0.
///
/// Exact over all pairs up to `limit` rows; above it over a seeded sample of as many, and says so.
/// Cost: rows² · columns; memory: linear.
public struct Silhouette: Sendable, Equatable {
  public let mean: Double
  /// Means of the clusters, in the order of their labels.
  public let clusterMeans: [Double]
  /// The rows looked at, ascending, and the value of each.
  public let rows: [Int]
  public let values: [Double]
  public let isSampled: Bool

  public static func measure(
    _ matrix: Matrix, labels: [Int], limit: Int = 20_000, seed: UInt64 = 0,
    on parallel: Parallel = Parallel()
  ) throws -> Silhouette {
    guard limit >= 2 else {
      throw ClusterError.badParameter(name: "limit", expected: "at least 2")
    }
    let known = labels.indices.filter { labels[$0] >= 0 }
    let isSampled = known.count > limit
    var random = SeededRandom(seed: seed)
    let chosen =
      isSampled ? random.sample(limit, of: known.count).map { known[$0] } : known
    let groups = try ClusterGroups(matrix, labels: labels, keeping: chosen)
    guard groups.clusters < groups.rows.count else { throw ClusterError.noSpread }
    let values = SilhouetteKernel(groups).values(on: parallel)
    return Silhouette(groups, values, isSampled: isSampled)
  }

  private init(_ groups: ClusterGroups, _ values: [Double], isSampled: Bool) {
    clusterMeans = (0..<groups.clusters).map { cluster in
      let places = groups.places(cluster)
      return values[places].reduce(0, +) / Double(places.count)
    }
    mean = values.reduce(0, +) / Double(values.count)
    let order = groups.rows.indices.sorted { groups.rows[$0] < groups.rows[$1] }
    rows = order.map { groups.rows[$0] }
    self.values = order.map { values[$0] }
    self.isSampled = isSampled
  }
}

/// Mean distances of every row to every cluster, four rows at once.
///
/// Each cluster's rows stand in blocks of four, column after column; lanes past its last row are left
/// out of the sums.
struct SilhouetteKernel: Sendable {
  private let groups: ClusterGroups
  /// (blocks, columns)
  private let lanes: [SIMD4<Double>]
  /// Cluster c has the blocks from `firstBlocks[c]`.
  private let firstBlocks: [Int]

  init(_ groups: ClusterGroups) {
    self.groups = groups
    var (lanes, firstBlocks) = ([SIMD4<Double>](), [Int]())
    let columns = groups.columns
    for cluster in 0..<groups.clusters {
      firstBlocks.append(lanes.count / columns)
      let places = groups.places(cluster)
      for first in stride(from: places.lowerBound, to: places.upperBound, by: 4) {
        for column in 0..<columns {
          var four = SIMD4<Double>()
          for lane in 0..<min(4, places.upperBound - first) {
            four[lane] = groups.points[(first + lane) * columns + column]
          }
          lanes.append(four)
        }
      }
    }
    self.lanes = lanes
    self.firstBlocks = firstBlocks
  }

  /// By places of the groups.
  func values(on parallel: Parallel) -> [Double] {
    var values = [Double](repeating: 0, count: groups.rows.count)
    let chunks = Chunks(values.count, size: 64)
    SharedBuffer.sharing(&values) { values in
      parallel.forEach(chunks.count) { part in
        fill(chunks[part], values.base)
      }
    }
    return values
  }

  private func fill(_ range: Range<Int>, _ values: UnsafeMutablePointer<Double>) {
    lanes.withUnsafeBufferPointer { lanes in
      groups.points.withUnsafeBufferPointer { points in
        guard let lanes = lanes.baseAddress, let points = points.baseAddress else { return }
        var own = 0
        for place in range {
          while place >= groups.starts[own + 1] { own += 1 }
          values[place] = value(points + place * groups.columns, own, lanes)
        }
      }
    }
  }

  private func value(
    _ point: UnsafePointer<Double>, _ own: Int, _ lanes: UnsafePointer<SIMD4<Double>>
  ) -> Double {
    let others = groups.places(own).count - 1
    guard others > 0 else { return 0 }
    var next = Double.infinity
    var inside = 0.0
    for cluster in 0..<groups.clusters {
      let sum = sum(point, cluster, lanes)
      if cluster == own {
        inside = sum / Double(others)
      } else {
        next = min(next, sum / Double(groups.places(cluster).count))
      }
    }
    let larger = max(inside, next)
    return larger > 0 ? (next - inside) / larger : 0
  }

  /// Distances of a point to all rows of a cluster, summed.
  @inline(__always)
  private func sum(
    _ point: UnsafePointer<Double>, _ cluster: Int, _ lanes: UnsafePointer<SIMD4<Double>>
  ) -> Double {
    let columns = groups.columns
    let count = groups.places(cluster).count
    var block = lanes + firstBlocks[cluster] * columns
    var sums = SIMD4<Double>()
    for _ in 0..<count / 4 {
      sums += Self.squares(point, block, columns).squareRoot()
      block += columns
    }
    var total = sums.sum()
    if count % 4 > 0 {
      let last = Self.squares(point, block, columns).squareRoot()
      for lane in 0..<count % 4 { total += last[lane] }
    }
    return total
  }

  @inline(__always)
  private static func squares(
    _ point: UnsafePointer<Double>, _ block: UnsafePointer<SIMD4<Double>>, _ columns: Int
  ) -> SIMD4<Double> {
    var squares = SIMD4<Double>()
    for column in 0..<columns {
      let difference = SIMD4(repeating: point[column]) - block[column]
      squares += difference * difference
    }
    return squares
  }
}
