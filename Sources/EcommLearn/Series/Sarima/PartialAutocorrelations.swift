/// The one-to-one map between k free numbers and the coefficients of a stationary autoregression of
/// order k: free numbers become partial autocorrelations in (-1, 1), and these become coefficients by
/// the Durbin-Levinson recursion (Monahan, Biometrika 71, 1984).
enum PartialAutocorrelations {
  static func coefficients(free: [Double]) -> [Double] {
    coefficients(partial: free.map { $0 / (1 + $0 * $0).squareRoot() })
  }

  static func coefficients(partial: [Double]) -> [Double] {
    var result: [Double] = []
    for reflection in partial {
      let turned = Array(result.reversed())
      result = zip(result, turned).map { $0 - reflection * $1 } + [reflection]
    }
    return result
  }

  /// The free numbers of `coefficients`; nil where these are not stationary.
  static func free(_ coefficients: [Double]) -> [Double]? {
    guard let partial = partial(coefficients) else { return nil }
    return partial.map { $0 / (1 - $0 * $0).squareRoot() }
  }

  /// Nil where one lies outside (-1, 1): the recursion backwards is the test of stationarity.
  static func partial(_ coefficients: [Double]) -> [Double]? {
    var rest = coefficients
    var found: [Double] = []
    while let last = rest.popLast() {
      guard last.magnitude < 1 else { return nil }
      found.append(last)
      let turned = Array(rest.reversed())
      rest = zip(rest, turned).map { ($0 + last * $1) / (1 - last * last) }
    }
    return found.reversed()
  }
}
