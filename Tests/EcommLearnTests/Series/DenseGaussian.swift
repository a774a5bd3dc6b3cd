import EcommLearn
import Glibc

/// The likelihood of a seasonal ARIMA model the plain way: the covariance matrix of all values, and its
/// Cholesky factor. n³ operations and no recursion in common with the filters.
enum DenseGaussian {
  /// Of what is known of `values`, given the first values that differencing takes, which must be known.
  static func logLikelihood(
    _ values: [Double], _ order: SarimaOrder, _ p: SarimaParameters, variance: Double
  ) -> Double {
    let ar = product(p.ar.map { -$0 }, p.seasonalAR.map { -$0 }, order.period)
    let ma = product(p.ma, p.seasonalMA, order.period)
    var difference = [1.0]
    for _ in 0..<order.differences { difference = times(difference, [1, -1]) }
    for _ in 0..<order.seasonalDifferences {
      difference = times(difference, product([], [-1], order.period))
    }
    let reach = difference.count - 1
    let n = values.count - reach
    let covariance = autocovariances(ar, ma, n).map { $0 * variance }
    // The series after its start is what the start makes of itself, and sums of the differenced one.
    let response = inverse(difference, n)
    var mean = Array(values[..<reach])
    for t in reach..<values.count {
      mean.append((1..<reach + 1).reduce(0) { $0 - difference[$1] * mean[t - $1] })
    }
    let known = (0..<n).filter { !values[$0 + reach].isNaN }
    // Rows: known values as sums of the differenced series.
    let rows = known.map { t in (0..<n).map { $0 <= t ? response[t - $0] : 0 } }
    let spread = rows.map { row in
      (0..<n).map { j in (0..<n).reduce(0) { $0 + row[$1] * covariance[abs($1 - j)] } }
    }
    let matrix = spread.map { left in
      rows.map { right in zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return density(matrix, known.map { values[$0 + reach] - mean[$0 + reach] })
  }

  private static func density(_ matrix: [[Double]], _ errors: [Double]) -> Double {
    let n = errors.count
    var factor = matrix
    var sum = -0.5 * Double(n) * log(2 * Double.pi)
    var white = errors
    for i in 0..<n {
      for j in 0...i {
        var rest = factor[i][j]
        for k in 0..<j { rest -= factor[i][k] * factor[j][k] }
        factor[i][j] = i == j ? rest.squareRoot() : rest / factor[j][j]
      }
      for k in 0..<i { white[i] -= factor[i][k] * white[k] }
      white[i] /= factor[i][i]
      sum -= log(factor[i][i]) + 0.5 * white[i] * white[i]
    }
    return sum
  }

  /// From the moving average of infinite order, cut where it has died out.
  private static func autocovariances(_ ar: [Double], _ ma: [Double], _ n: Int) -> [Double] {
    let length = 4000
    var psi = [Double](repeating: 0, count: length)
    for t in 0..<length {
      psi[t] = t < ma.count ? ma[t] : 0
      for lag in 1..<max(ar.count, 1) where lag <= t { psi[t] -= ar[lag] * psi[t - lag] }
    }
    return (0..<n).map { lag in (0..<length - lag).reduce(0) { $0 + psi[$1] * psi[$1 + lag] } }
  }

  private static func inverse(_ polynomial: [Double], _ n: Int) -> [Double] {
    var result = [1.0]
    for t in 1..<n {
      result.append(
        (1..<polynomial.count).reduce(0) { $1 <= t ? $0 - polynomial[$1] * result[t - $1] : $0 })
    }
    return result
  }

  private static func product(_ short: [Double], _ long: [Double], _ period: Int) -> [Double] {
    var spread = [1.0]
    for value in long { spread += [Double](repeating: 0, count: period - 1) + [value] }
    return times([1] + short, spread)
  }

  private static func times(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() {
      for (j, y) in b.enumerated() { result[i + j] += x * y }
    }
    return result
  }
}
