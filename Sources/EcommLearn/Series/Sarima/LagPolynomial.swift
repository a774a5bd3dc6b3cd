/// Polynomials in the lag operator B, as coefficients of lags 0, 1, 2, ...
enum LagPolynomial {
  /// (1 + Σ short B^i)(1 + Σ long B^(i period)).
  static func product(_ short: [Double], _ long: [Double], period: Int) -> [Double] {
    var spread = [1.0] + [Double](repeating: 0, count: long.count * period)
    for (index, value) in long.enumerated() { spread[(index + 1) * period] = value }
    return times([1] + short, spread)
  }

  static func times(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() where x != 0 {
      for (j, y) in b.enumerated() where y != 0 { result[i + j] += x * y }
    }
    return result
  }

  /// (1 - B)^d (1 - B^s)^D.
  static func differencing(_ order: SarimaOrder) -> [Double] {
    var result = [1.0]
    for _ in 0..<order.differences { result = times(result, [1, -1]) }
    for _ in 0..<order.seasonalDifferences {
      result = times(result, product([], [-1], period: order.period))
    }
    return result
  }

  /// The polynomial applied to a series; the first values, which lack lags, are left out.
  static func apply(_ polynomial: [Double], to values: [Double]) -> [Double] {
    let terms = polynomial.enumerated().filter { $0.element != 0 }
    guard values.count >= polynomial.count else { return [] }
    return (polynomial.count - 1..<values.count).map { t in
      terms.reduce(0) { $0 + $1.element * values[t - $1.offset] }
    }
  }
}
