import EcommBase

/// Weighted sums of the rows of each cluster, and their weights; or changes of them.
struct ClusterTotals: Sendable {
  let columns: Int
  /// (clusters, columns)
  var sums: [Double]
  var weights: [Double]
  /// Rows in each cluster, so that one whose weights cancel by rounding is known to be empty.
  var counts: [Int]
  /// Rows that changed their cluster.
  var moves = 0

  init(clusters: Int, columns: Int) {
    self.columns = columns
    sums = [Double](repeating: 0, count: clusters * columns)
    weights = [Double](repeating: 0, count: clusters)
    counts = [Int](repeating: 0, count: clusters)
  }

  /// Sums over all rows, taken afresh.
  static func sum(
    _ rows: KMeansRows, _ labels: [Int32], _ clusters: Int, _ parallel: Parallel
  ) throws -> ClusterTotals {
    let parts = try parallel.map(rows.chunks.count) { part in
      var totals = ClusterTotals(clusters: clusters, columns: rows.columns)
      for row in rows.chunks[part] {
        totals.put(rows.matrix, row, rows.weight(row), Int(labels[row]), 1)
      }
      return totals
    }
    var totals = ClusterTotals(clusters: clusters, columns: rows.columns)
    for part in parts { totals.add(part) }
    return totals
  }

  mutating func add(_ other: ClusterTotals) {
    for index in sums.indices { sums[index] += other.sums[index] }
    for index in weights.indices {
      weights[index] += other.weights[index]
      counts[index] += other.counts[index]
    }
  }

  mutating func move(
    _ matrix: Matrix, _ row: Int, _ weight: Double, from old: Int, to new: Int
  ) {
    if old >= 0 { put(matrix, row, weight, old, -1) }
    put(matrix, row, weight, new, 1)
  }

  private mutating func put(
    _ matrix: Matrix, _ row: Int, _ weight: Double, _ cluster: Int, _ sign: Int
  ) {
    let factor = weight * Double(sign)
    let columns = columns
    matrix.values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        for column in 0..<columns {
          sums[cluster * columns + column] += factor * values[row * columns + column]
        }
      }
    }
    weights[cluster] += factor
    // A row without weight holds no centre in place.
    if weight > 0 { counts[cluster] += sign }
  }

  var empty: [Int] { counts.indices.filter { counts[$0] == 0 } }
  var emptied: Bool { counts.contains(0) }

  var centres: [Double] {
    sums.indices.map { sums[$0] / weights[$0 / columns] }
  }

  /// Empty clusters keep the places of `old`.
  func centres(elseAt old: [Double]) -> [Double] {
    sums.indices.map { index in
      let cluster = index / columns
      return counts[cluster] > 0 ? sums[index] / weights[cluster] : old[index]
    }
  }
}
