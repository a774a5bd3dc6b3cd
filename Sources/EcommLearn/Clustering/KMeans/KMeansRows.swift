import EcommBase

/// The rows of one fit with what every run from them shares.
struct KMeansRows: Sendable {
  let matrix: Matrix
  /// Empty means one each.
  let weights: [Double]
  /// Stretches of rows whose sums are taken apart and combined in order.
  let chunks: Chunks

  var count: Int { matrix.rows }
  var columns: Int { matrix.columns }

  init(_ matrix: Matrix, weights: [Double], clusters: Int) {
    self.matrix = matrix
    self.weights = weights
    // A stretch has sums of its own for every centre, which must cost less than its rows.
    chunks = Chunks(matrix.rows, size: max(4096, 8 * clusters))
  }

  @inline(__always)
  func weight(_ row: Int) -> Double { weights.isEmpty ? 1 : weights[row] }

  /// The mean over columns of their weighted variances.
  func meanVariance(on parallel: Parallel) throws -> Double {
    let means = try mean(on: parallel)
    let spread = try sumOfSquares(around: means, on: parallel)
    return spread / totalWeight / Double(columns)
  }

  var totalWeight: Double { weights.isEmpty ? Double(count) : weights.reduce(0, +) }

  func mean(on parallel: Parallel) throws -> [Double] {
    let parts = try parallel.map(chunks.count) { part in
      var sums = [Double](repeating: 0, count: columns)
      matrix.values.withUnsafeBufferPointer { values in
        for row in chunks[part] {
          let weight = weight(row)
          for column in 0..<columns { sums[column] += weight * values[row * columns + column] }
        }
      }
      return sums
    }
    let total = totalWeight
    return Self.combined(parts).map { $0 / total }
  }

  /// Weighted squared distances to `centre`, summed.
  func sumOfSquares(around centre: [Double], on parallel: Parallel) throws -> Double {
    try parallel.map(chunks.count) { part in
      matrix.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return 0.0 }
        return chunks[part].reduce(0.0) { sum, row in
          sum + weight(row) * RowDistance.squared(values + row * columns, centre, columns)
        }
      }
    }.reduce(0, +)
  }

  static func combined(_ parts: [[Double]]) -> [Double] {
    guard var sum = parts.first else { return [] }
    for part in parts.dropFirst() {
      for index in sum.indices { sum[index] += part[index] }
    }
    return sum
  }
}
