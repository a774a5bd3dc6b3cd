/// A stationary ARMA process in Harvey's form: a state of r = max(p, q + 1) numbers of which the first
/// is the series, a' = T a + R e with T = [φ | shifted identity] and R = (1, θ).
///
/// T is never a matrix: T a is one multiple of the first number and a shift.
struct ArmaProcess: Sendable {
  /// φ of lags 1...r, zeros behind.
  let ar: [Double]
  /// R: 1, then θ of lags 1..<r.
  let shock: [Double]

  var size: Int { ar.count }

  /// - Parameters:
  ///   - ar: the coefficients of lags 0... of 1 - Σ φ B^i
  ///   - ma: of 1 + Σ θ B^i
  init(ar: [Double], ma: [Double], size: Int) {
    func padded(_ values: [Double]) -> [Double] {
      values + [Double](repeating: 0, count: max(0, size - values.count))
    }
    self.ar = padded(ar.dropFirst().map { -$0 })
    shock = padded(ma)
  }

  /// The covariance of the state with its first number, innovations of variance 1: all that the fast
  /// filter needs to start. Nil at the edge of stationarity.
  func firstColumn() -> [Double]? {
    let p = (ar.lastIndex { $0 != 0 } ?? -1) + 1
    let response = impulse()
    guard let covariances = autocovariances(order: p, response) else { return nil }
    return (0..<size).map { i in
      var sum = 0.0
      for j in i..<max(p, i) { sum += ar[j] * covariances[j - i + 1] }
      for j in i..<size { sum += shock[j] * response[j - i] }
      return sum
    }
  }

  /// ψ of lags 0..<r: how a shock lives on.
  private func impulse() -> [Double] {
    var psi = shock
    for t in 1..<max(size, 1) {
      for lag in 1...t where ar[lag - 1] != 0 { psi[t] += ar[lag - 1] * psi[t - lag] }
    }
    return psi
  }

  /// Lags 0...p: the first equations of Yule and Walker, extended by the moving average.
  private func autocovariances(order p: Int, _ psi: [Double]) -> [Double]? {
    let n = p + 1
    var matrix = [Double](repeating: 0, count: n * n)
    var right = [Double](repeating: 0, count: n)
    for k in 0..<n {
      matrix[k * n + k] += 1
      for lag in 1..<n { matrix[k * n + abs(k - lag)] -= ar[lag - 1] }
      for j in k..<max(size, k) { right[k] += shock[j] * psi[j - k] }
    }
    return LinearSystem.solve(matrix, right)
  }

  /// The covariance of the whole state, from its first column: P = T P Tᵀ + R Rᵀ read backwards.
  func stationaryCovariance() -> [Double]? {
    guard let first = firstColumn() else { return nil }
    let r = size
    var p = [Double](repeating: 0, count: r * r)
    for i in (0..<r).reversed() {
      for j in (0..<r).reversed() {
        let (down, right) = (i + 1 < r, j + 1 < r)
        p[i * r + j] =
          ar[i] * ar[j] * first[0] + (right ? ar[i] * first[j + 1] : 0)
          + (down ? ar[j] * first[i + 1] : 0) + (down && right ? p[(i + 1) * r + j + 1] : 0)
          + shock[i] * shock[j]
      }
    }
    return p
  }
}
