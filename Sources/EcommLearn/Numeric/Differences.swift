/// Derivatives of a smooth function by central differences.
enum Differences {
  /// 2k values; one-sided next to a wall.
  static func gradient(at point: [Double], of value: ([Double]) -> Double) -> [Double] {
    point.indices.map { index in
      let step = 1e-5 * max(1, point[index].magnitude)
      let (up, down) = (value(moved(point, index, step)), value(moved(point, index, -step)))
      if up.isFinite, down.isFinite { return (up - down) / (2 * step) }
      let here = value(point)
      return up.isFinite ? (up - here) / step : down.isFinite ? (here - down) / step : 0
    }
  }

  /// (k, k), row-major; 2k² values.
  static func hessian(at point: [Double], of value: ([Double]) -> Double) -> [Double] {
    let k = point.count
    let step = 1e-4
    let here = value(point)
    var result = [Double](repeating: 0, count: k * k)
    for i in 0..<k {
      let (up, down) = (value(moved(point, i, step)), value(moved(point, i, -step)))
      result[i * k + i] = (up - 2 * here + down) / (step * step)
      for j in 0..<i {
        let same =
          value(moved(moved(point, i, step), j, step))
          + value(moved(moved(point, i, -step), j, -step))
        let other =
          value(moved(moved(point, i, step), j, -step))
          + value(moved(moved(point, i, -step), j, step))
        result[i * k + j] = (same - other) / (4 * step * step)
        result[j * k + i] = result[i * k + j]
      }
    }
    return result
  }

  private static func moved(_ point: [Double], _ index: Int, _ step: Double) -> [Double] {
    var copy = point
    copy[index] += step
    return copy
  }
}
