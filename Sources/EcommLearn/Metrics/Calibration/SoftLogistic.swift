import Glibc

/// A logistic curve through shares between 0 and 1: Newton's method over two or three numbers.
enum SoftLogistic {
  /// Slopes of `columns` and, last, the intercept.
  static func fit(_ columns: [[Double]], shares: [Double], weights: [Double]) -> [Double] {
    var point = [Double](repeating: 0, count: columns.count + 1)
    let total = weights.reduce(0, +)
    let mean = zip(shares, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    point[columns.count] = log(mean / (1 - mean))
    var value = loss(point, columns, shares, weights)
    for _ in 0..<200 {
      let (gradient, hessian) = derivatives(point, columns, shares, weights)
      let step = Cholesky.stabilised(hessian, size: point.count).solve(gradient)
      guard dot(step, gradient) > 1e-24 * total else { break }
      var length = 1.0
      var moved = false
      while length > 1e-10, !moved {
        let candidate = zip(point, step).map { $0 - length * $1 }
        let found = loss(candidate, columns, shares, weights)
        if found <= value {
          moved = found < value || length == 1
          (point, value) = (candidate, found)
        }
        length /= 2
      }
      if !moved { break }
    }
    return point
  }

  private static func margin(_ point: [Double], _ columns: [[Double]], _ row: Int) -> Double {
    columns.indices.reduce(point[columns.count]) { $0 + point[$1] * columns[$1][row] }
  }

  private static func loss(
    _ point: [Double], _ columns: [[Double]], _ shares: [Double], _ weights: [Double]
  ) -> Double {
    shares.indices.reduce(0) { sum, row in
      let z = margin(point, columns, row)
      return sum + weights[row] * (max(z, 0) - shares[row] * z + log1p(exp(-z.magnitude)))
    }
  }

  private static func derivatives(
    _ point: [Double], _ columns: [[Double]], _ shares: [Double], _ weights: [Double]
  ) -> (gradient: [Double], hessian: [Double]) {
    let size = point.count
    var gradient = [Double](repeating: 0, count: size)
    var hessian = [Double](repeating: 0, count: size * size)
    for row in shares.indices {
      let p = LogisticRegression.sigmoid(margin(point, columns, row))
      for i in 0..<size {
        let x = i < columns.count ? columns[i][row] : 1
        gradient[i] += weights[row] * (p - shares[row]) * x
        for j in 0...i {
          let y = j < columns.count ? columns[j][row] : 1
          hessian[i * size + j] += weights[row] * p * (1 - p) * x * y
        }
      }
    }
    return (gradient, hessian)
  }
}
