import EcommBase

/// Rows by their clusters, for measures. Rows with a negative label, which are noise, are left out;
/// labels need not be consecutive.
struct ClusterGroups: Sendable {
  let columns: Int
  /// The rows that count, in the order of their clusters, and the input's row numbers.
  let points: [Double]
  let rows: [Int]
  /// Cluster c has the places `starts[c]..<starts[c + 1]`.
  let starts: [Int]
  let centres: [Double]

  var clusters: Int { starts.count - 1 }

  func places(_ cluster: Int) -> Range<Int> { starts[cluster]..<starts[cluster + 1] }

  init(_ matrix: Matrix, labels: [Int], keeping chosen: [Int]? = nil) throws(ClusterError) {
    try ClusterRows.check(matrix)
    guard labels.count == matrix.rows else {
      throw .differentCounts(what: "labels", count: labels.count, rows: matrix.rows)
    }
    let kept = (chosen ?? Array(labels.indices)).filter { labels[$0] >= 0 }
    let sorted = kept.sorted { (labels[$0], $0) < (labels[$1], $1) }
    var starts: [Int] = []
    for (place, row) in sorted.enumerated()
    where place == 0 || labels[row] != labels[sorted[place - 1]] {
      starts.append(place)
    }
    guard starts.count > 1 else { throw .oneCluster }
    columns = matrix.columns
    rows = sorted
    self.starts = starts + [sorted.count]
    points = sorted.flatMap { matrix.row($0) }
    centres = Self.centres(points, self.starts, matrix.columns)
  }

  private static func centres(_ points: [Double], _ starts: [Int], _ columns: Int) -> [Double] {
    (0..<starts.count - 1).flatMap { cluster in
      var sums = [Double](repeating: 0, count: columns)
      for place in starts[cluster]..<starts[cluster + 1] {
        for column in 0..<columns { sums[column] += points[place * columns + column] }
      }
      return sums.map { $0 / Double(starts[cluster + 1] - starts[cluster]) }
    }
  }

  /// Squared distance of a place to a centre.
  func squared(_ place: Int, toCentre cluster: Int) -> Double {
    (0..<columns).reduce(0) { sum, column in
      let difference = points[place * columns + column] - centres[cluster * columns + column]
      return sum + difference * difference
    }
  }

  func squared(centre a: Int, _ b: Int) -> Double {
    (0..<columns).reduce(0) { sum, column in
      let difference = centres[a * columns + column] - centres[b * columns + column]
      return sum + difference * difference
    }
  }
}
