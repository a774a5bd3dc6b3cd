import EcommBase

/// Lloyd's iterations from given centres, exact, with most distances left out.
///
/// Hamerly, "Making k-means even faster" (2010): each row keeps an upper bound of the distance to its
/// centre and a lower bound of that to any other one; moving centres widen both. While the upper is
/// below the lower one, or below half the way to the nearest other centre, no distance can change the
/// row's cluster and none is computed. Bounds are rounded outwards, so labels are those of the plain
/// iterations. Sums of clusters follow the rows that move, stretch by stretch in order.
///
/// Cost of a pass: one comparison for a row at rest, `clusters` distances for one that may move.
/// Memory: 20 bytes a row.
struct LloydRun {
  let rows: KMeansRows
  let parallel: Parallel
  /// (clusters, columns)
  var centres: [Double]
  var labels: [Int32]
  private(set) var iterations = 0
  /// No row changed its cluster in the last pass.
  private(set) var isSettled = false

  var upper: [Double]
  var lower: [Double]
  /// Weighted sums of the clusters' rows, and weights.
  private var totals: ClusterTotals

  var clusters: Int { centres.count / rows.columns }

  init(_ rows: KMeansRows, centres: [Double], on parallel: Parallel) {
    self.rows = rows
    self.parallel = parallel
    self.centres = centres
    labels = [Int32](repeating: -1, count: rows.count)
    upper = [Double](repeating: .infinity, count: rows.count)
    lower = [Double](repeating: 0, count: rows.count)
    totals = ClusterTotals(clusters: centres.count / rows.columns, columns: rows.columns)
  }

  /// Passes until nothing moves, the centres' squared shifts sum to `tolerance` or less, or there
  /// have been `limit` of them.
  mutating func advance(tolerance: Double, limit: Int) throws {
    while !isSettled, iterations < limit {
      if try step() <= tolerance { return }
    }
  }

  /// One pass; the sum of the centres' squared shifts.
  private mutating func step() throws -> Double {
    let moves = try assign()
    iterations += 1
    if moves == 0 {
      isSettled = true
      return 0
    }
    // Sums that only follow moves gather rounding errors; now and then they are taken afresh.
    if iterations % 32 == 0 { totals = try ClusterTotals.sum(rows, labels, clusters, parallel) }
    let moved = try totals.emptied ? repaired() : totals.centres
    return move(to: moved)
  }

  private mutating func repaired() throws -> [Double] {
    let refugees = try EmptyClusters.rows(for: totals.empty, self)
    for (cluster, row) in zip(totals.empty, refugees) {
      totals.move(rows.matrix, row, rows.weight(row), from: Int(labels[row]), to: cluster)
      labels[row] = Int32(cluster)
      upper[row] = .infinity
    }
    return totals.centres(elseAt: centres)
  }

  /// Centres are put in place; all bounds are widened by how far they went.
  private mutating func move(to new: [Double]) -> Double {
    var shift = 0.0
    drifts = (0..<clusters).map { cluster in
      let square = Self.squared(centres, new, cluster, rows.columns)
      shift += square
      return square.squareRoot() * (1 + Double(rows.columns + 16) * 0x1p-52)
    }
    centres = new
    return shift
  }

  /// How far each centre went since bounds were last brought up to date.
  private var drifts: [Double] = []

  private static func squared(
    _ a: [Double], _ b: [Double], _ cluster: Int, _ columns: Int
  ) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
        return RowDistance.squared(a + cluster * columns, b + cluster * columns, columns)
      }
    }
  }

  /// Of the rows where they are: never below what the nearest centres give.
  func inertia() throws -> Double {
    let columns = rows.columns
    return try parallel.map(rows.chunks.count) { part in
      rows.matrix.values.withUnsafeBufferPointer { values in
        centres.withUnsafeBufferPointer { centres in
          guard let values = values.baseAddress, let centres = centres.baseAddress else {
            return 0.0
          }
          return rows.chunks[part].reduce(0.0) { sum, row in
            let own = centres + Int(labels[row]) * columns
            return sum + rows.weight(row)
              * RowDistance.squared(values + row * columns, own, columns)
          }
        }
      }
    }.reduce(0, +)
  }

  /// Gives every row its nearest centre; how many rows moved.
  mutating func assign() throws -> Int {
    let pass = BoundedPass(rows: rows, centres: centres, drifts: drifts)
    drifts = [Double](repeating: 0, count: clusters)
    let (rows, parallel) = (rows, parallel)
    let parts = try SharedBuffer.sharing(&labels) { labels in
      try SharedBuffer.sharing(&upper) { upper in
        try SharedBuffer.sharing(&lower) { lower in
          try parallel.map(rows.chunks.count) { part in
            pass.run(
              rows.chunks[part],
              BoundedPass.Bounds(labels: labels.base, upper: upper.base, lower: lower.base))
          }
        }
      }
    }
    for part in parts where part.moves > 0 { totals.add(part) }
    return parts.reduce(0) { $0 + $1.moves }
  }
}
