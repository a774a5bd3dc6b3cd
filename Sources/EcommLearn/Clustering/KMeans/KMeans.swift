import EcommBase

/// K-Means: every row belongs to the nearest of k centres, each the mean of its rows (Lloyd, 1957).
///
/// Clusters come in the order of their weight, the heaviest first, so that the numbers mean the same
/// from run to run. The same rows, settings and seed give the same bytes at any number of threads.
public struct KMeans: Sendable, Equatable {
  /// (clusters, columns)
  public let centres: Matrix
  /// Rows in each cluster, and what they weigh.
  public let counts: [Int]
  public let weights: [Double]
  /// Weighted squared distances of the rows to their centres, summed.
  public let inertia: Double
  /// Passes of the best run.
  public let iterations: Int
  /// In the end no row changed its cluster.
  public let converged: Bool

  public var clusters: Int { centres.rows }

  public struct Assignment: Sendable, Equatable {
    /// The nearest centre of each row; of equally near ones the first.
    public let labels: [Int]
    /// To that centre, not squared.
    public let distances: [Double]
  }

  /// The clusters of new rows.
  public func predict(_ rows: Matrix, on parallel: Parallel = Parallel()) throws -> Assignment {
    try ClusterRows.check(rows, columns: centres.columns)
    let table = CentreTable(centres.values, columns: centres.columns)
    var labels = [Int](repeating: 0, count: rows.rows)
    var distances = [Double](repeating: 0, count: rows.rows)
    let chunks = Chunks(rows.rows, size: 8192)
    SharedBuffer.sharing(&labels) { labels in
      SharedBuffer.sharing(&distances) { distances in
        parallel.forEach(chunks.count) { part in
          table.assign(rows, chunks[part], labels.base, distances.base)
        }
      }
    }
    return Assignment(labels: labels, distances: distances)
  }
}

extension CentreTable {
  /// Nearest centres of a stretch of rows.
  func assign(
    _ rows: Matrix, _ range: Range<Int>, _ labels: UnsafeMutablePointer<Int>,
    _ distances: UnsafeMutablePointer<Double>
  ) {
    let groups = (count + 7) / 8
    rows.values.withUnsafeBufferPointer { values in
      lanes.withUnsafeBufferPointer { lanes in
        guard let values = values.baseAddress, let lanes = lanes.baseAddress else { return }
        for row in range {
          let found = Self.nearest(values + row * columns, lanes, columns, groups)
          labels[row] = found.centre
          distances[row] = found.distance.squareRoot()
        }
      }
    }
  }
}
