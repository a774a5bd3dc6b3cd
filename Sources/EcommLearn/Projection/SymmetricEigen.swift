/// Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan,
/// section 8.5).
///
/// Invariant: rotations · matrix · rotationsᵀ stays similar to the input while what is off the diagonal
/// shrinks. Small eigenvalues come out with nearly full relative precision. Cost: some eight sweeps of
/// 3 size³.
struct SymmetricEigen {
  /// The largest first.
  let values: [Double]
  /// (size, size): row i is the vector of `values[i]`, of length one.
  let vectors: [Double]

  init(_ matrix: [Double], size: Int) {
    // Products of two entries must neither overflow nor vanish.
    let largest = matrix.reduce(0) { max($0, $1.magnitude) }
    let unit = largest > 0 ? largest : 1
    var rotated = matrix.map { $0 / unit }
    var rotations = [Double](repeating: 0, count: size * size)
    for index in 0..<size { rotations[index * size + index] = 1 }
    rotated.withUnsafeMutableBufferPointer { rotated in
      rotations.withUnsafeMutableBufferPointer { rotations in
        for _ in 0..<60 where Self.sweep(rotated, rotations, size) == 0 { break }
      }
    }
    let order = (0..<size).sorted {
      let (a, b) = (rotated[$0 * size + $0], rotated[$1 * size + $1])
      return a == b ? $0 < $1 : a > b
    }
    values = order.map { rotated[$0 * size + $0] * unit }
    vectors = order.flatMap { rotations[$0 * size..<($0 + 1) * size] }
  }

  /// Rotates every pair of rows once; how many pairs needed it.
  private static func sweep(
    _ a: UnsafeMutableBufferPointer<Double>, _ vectors: UnsafeMutableBufferPointer<Double>,
    _ size: Int
  ) -> Int {
    var turned = 0
    for p in 0..<size {
      for q in p + 1..<max(p + 1, size) {
        let off = a[p * size + q]
        let scale = (a[p * size + p] * a[q * size + q]).magnitude.squareRoot()
        guard off.magnitude > 1e-16 * scale, off.magnitude > 1e-300 else {
          continue
        }
        turned += 1
        let ratio = (a[q * size + q] - a[p * size + p]) / (2 * off)
        let tangent =
          (ratio < 0 ? -1.0 : 1.0) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        rotate(a, size, p, q, cosine, tangent * cosine)
        mix(vectors, size, p, q, cosine, tangent * cosine)
      }
    }
    return turned
  }

  /// Both sides of the matrix: rows p and q, then columns p and q.
  private static func rotate(
    _ a: UnsafeMutableBufferPointer<Double>, _ size: Int, _ p: Int, _ q: Int, _ cosine: Double,
    _ sine: Double
  ) {
    mix(a, size, p, q, cosine, sine)
    for row in stride(from: 0, to: size * size, by: size) {
      let (x, y) = (a[row + p], a[row + q])
      a[row + p] = cosine * x - sine * y
      a[row + q] = sine * x + cosine * y
    }
    (a[p * size + q], a[q * size + p]) = (0, 0)
  }

  private static func mix(
    _ a: UnsafeMutableBufferPointer<Double>, _ size: Int, _ p: Int, _ q: Int, _ cosine: Double,
    _ sine: Double
  ) {
    let (first, second) = (p * size, q * size)
    for column in 0..<size {
      let (x, y) = (a[first + column], a[second + column])
      a[first + column] = cosine * x - sine * y
      a[second + column] = sine * x + cosine * y
    }
  }
}
