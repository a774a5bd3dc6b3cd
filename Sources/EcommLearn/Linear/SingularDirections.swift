/// What a matrix of second derivatives says nothing about: the directions along which the loss is flat,
/// because columns are sums of others.
///
/// Columns are taken into a Cholesky factor one by one; one of which next to nothing is left after those
/// before it is a sum of them. A sum of coefficients can be estimated iff it does not change along any of
/// the flat directions. Cost: n³/6 multiplications, and n² for each flat direction.
struct SingularDirections: Sendable {
  let size: Int
  /// Columns that are no sums of others before them.
  private(set) var independent: [Int] = []
  private(set) var directions: [[Double]] = []

  /// What must be left of a column's square, as its share; less is rounding.
  private static let least = 1e-10

  /// `matrix` (size, size) is symmetric and has no negative direction. Columns of zeros are in neither list.
  init(_ matrix: [Double], size: Int) {
    self.size = size
    let widths = (0..<size).map { max(0, matrix[$0 * size + $0]).squareRoot() }
    var factor: [[Double]] = []
    for column in 0..<size where widths[column] > 0 {
      let own = independent.map {
        matrix[column * size + $0] / (widths[column] * widths[$0])
      }
      var row: [Double] = []
      for place in own.indices {
        let known = zip(factor[place], row).reduce(0) { $0 + $1.0 * $1.1 }
        row.append((own[place] - known) / factor[place][place])
      }
      let rest = row.reduce(1) { $0 - $1 * $1 }
      if rest > Self.least {
        factor.append(row + [rest.squareRoot()])
        independent.append(column)
      } else {
        directions.append(direction(column, row, factor, widths))
      }
    }
  }

  /// One of the column against its sum of the others.
  private func direction(
    _ column: Int, _ row: [Double], _ factor: [[Double]], _ widths: [Double]
  ) -> [Double] {
    var shares = row
    for place in shares.indices.reversed() {
      for later in place + 1..<max(place + 1, shares.count) {
        shares[place] -= factor[later][place] * shares[later]
      }
      shares[place] /= factor[place][place]
    }
    var direction = [Double](repeating: 0, count: size)
    direction[column] = 1
    for (place, other) in independent.enumerated() {
      direction[other] = -shares[place] * widths[column] / widths[other]
    }
    return direction
  }

  /// Whether `parts` · coefficients stays the same along all flat directions.
  func isEstimable(_ parts: [Double]) -> Bool {
    directions.allSatisfy { direction in
      let largest = parts.reduce(0) { max($0, $1.magnitude) }
      let longest = direction.reduce(0) { max($0, $1.magnitude) }
      return dot(parts, direction).magnitude <= 1e-5 * largest * longest
    }
  }

  /// The inverse of the independent columns' part, zero elsewhere: of sums that can be estimated it gives
  /// the variance that every other inverse does.
  func inverse(_ matrix: [Double]) -> [Double] {
    let count = independent.count
    let part = independent.flatMap { row in independent.map { matrix[row * size + $0] } }
    let small = Cholesky.stabilised(part, size: count).inverse()
    var inverse = [Double](repeating: 0, count: size * size)
    for (a, row) in independent.enumerated() {
      for (b, column) in independent.enumerated() {
        inverse[row * size + column] = small[a * count + b]
      }
    }
    return inverse
  }
}
