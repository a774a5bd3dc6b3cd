/// x where A x = b, by elimination with the largest pivot of each column: n³/3 multiplications.
enum LinearSystem {
  /// Nil where `matrix` (n, n), row-major, is singular.
  static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    var (a, x) = (matrix, right)
    let n = right.count
    for column in 0..<n {
      guard bringUpPivot(&a, &x, column, n) else { return nil }
      for row in column + 1..<max(n, column + 1) {
        let factor = a[row * n + column] / a[column * n + column]
        if factor == 0 { continue }
        for k in column + 1..<max(n, column + 1) { a[row * n + k] -= factor * a[column * n + k] }
        x[row] -= factor * x[column]
      }
    }
    for row in (0..<n).reversed() {
      for k in row + 1..<max(n, row + 1) { x[row] -= a[row * n + k] * x[k] }
      x[row] /= a[row * n + row]
    }
    return x.allSatisfy(\.isFinite) ? x : nil
  }

  private static func bringUpPivot(
    _ a: inout [Double], _ x: inout [Double], _ column: Int, _ n: Int
  ) -> Bool {
    var best = column
    for row in column..<n where a[row * n + column].magnitude > a[best * n + column].magnitude {
      best = row
    }
    guard a[best * n + column] != 0 else { return false }
    if best == column { return true }
    for k in column..<n { a.swapAt(best * n + k, column * n + k) }
    x.swapAt(best, column)
    return true
  }
}
