/// The lower triangular factor L of a symmetric positive definite matrix A = L Lᵀ.
///
/// Row-oriented, n³/6 multiplications; each entry is one dot product of two rows, so that the inner
/// loop runs along memory.
struct Cholesky: Sendable {
  let size: Int
  /// (size, size), row-major; above the diagonal nothing is read.
  private var factor: [Double]

  /// Nil where `matrix`, of which the lower triangle is read, is not positive definite.
  init?(_ matrix: [Double], size: Int) {
    self.size = size
    factor = matrix
    let positive = factor.withUnsafeMutableBufferPointer { Self.factorise($0, size) }
    guard positive else { return nil }
  }

  /// Factors `matrix` with the least multiple of its diagonal added that makes it positive definite;
  /// collinear columns end here.
  static func stabilised(_ matrix: [Double], size: Int) -> Cholesky {
    var jitter = 1e-12
    while jitter < 1e6 {
      if let factor = Cholesky(raised(matrix, size, by: jitter), size: size) { return factor }
      jitter *= 100
    }
    return Cholesky(identityOf: size)
  }

  private init(identityOf size: Int) {
    self.size = size
    factor = [Double](repeating: 0, count: size * size)
    for i in 0..<size { factor[i * size + i] = 1 }
  }

  private static func raised(_ matrix: [Double], _ size: Int, by jitter: Double) -> [Double] {
    var matrix = matrix
    for i in 0..<size {
      let diagonal = matrix[i * size + i]
      matrix[i * size + i] = diagonal > 0 ? diagonal * (1 + jitter) : jitter
    }
    return matrix
  }

  private static func factorise(_ a: UnsafeMutableBufferPointer<Double>, _ size: Int) -> Bool {
    for i in 0..<size {
      for j in 0...i {
        let rest = a[i * size + j] - dot(a, i * size, j * size, count: j)
        if i > j {
          a[i * size + j] = rest / a[j * size + j]
        } else {
          guard rest > 0, rest.isFinite else { return false }
          a[i * size + i] = rest.squareRoot()
        }
      }
    }
    return true
  }

  private static func dot(
    _ a: UnsafeMutableBufferPointer<Double>, _ p: Int, _ q: Int, count: Int
  ) -> Double {
    var (even, odd) = (0.0, 0.0)
    var k = 0
    while k + 1 < count {
      even += a[p + k] * a[q + k]
      odd += a[p + k + 1] * a[q + k + 1]
      k += 2
    }
    return k < count ? even + odd + a[p + k] * a[q + k] : even + odd
  }

  /// x where A x = `right`.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for i in 0..<size {
      var rest = x[i]
      for j in 0..<i { rest -= factor[i * size + j] * x[j] }
      x[i] = rest / factor[i * size + i]
    }
    for i in (0..<size).reversed() {
      let value = x[i] / factor[i * size + i]
      x[i] = value
      for j in 0..<i { x[j] -= factor[i * size + j] * value }
    }
    return x
  }

  /// The inverse of A, row-major.
  func inverse() -> [Double] {
    var inverse = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      for (row, value) in solve(unit).enumerated() { inverse[row * size + column] = value }
    }
    return inverse
  }
}
