/// Derivatives of a smooth function by central differences. The function takes many points at once.
enum Differences {
  typealias Values = ([[Double]]) -> [Double]

  /// 2k values; one-sided next to a wall.
  static func gradient(at point: [Double], of values: Values) -> [Double] {
    let steps = point.map { 1e-5 * max(1, $0.magnitude) }
    let sides = point.indices.flatMap { index in
      [moved(point, index, steps[index]), moved(point, index, -steps[index])]
    }
    let found = values(sides)
    return point.indices.map { index in
      let (up, down, step) = (found[2 * index], found[2 * index + 1], steps[index])
      if up.isFinite, down.isFinite { return (up - down) / (2 * step) }
      let here = values([point])[0]
      return up.isFinite ? (up - here) / step : down.isFinite ? (here - down) / step : 0
    }
  }

  /// (k, k), row-major; 2k² + 1 values.
  static func hessian(at point: [Double], of values: Values) -> [Double] {
    let k = point.count
    let step = 1e-4
    var points = [point]
    for i in 0..<k {
      for j in 0...i {
        for sign in [1.0, -1] {
          points.append(moved(moved(point, i, step), j, i == j ? 0 : sign * step))
          points.append(moved(moved(point, i, -step), j, i == j ? 0 : -sign * step))
          if i == j { break }
        }
      }
    }
    var found = values(points)[...]
    let here = found.popFirst() ?? .nan
    var result = [Double](repeating: 0, count: k * k)
    for i in 0..<k {
      for j in 0..<i {
        let four = (0..<4).map { _ in found.popFirst() ?? .nan }
        result[i * k + j] = (four[0] + four[1] - four[2] - four[3]) / (4 * step * step)
        result[j * k + i] = result[i * k + j]
      }
      let two = (found.popFirst() ?? .nan) + (found.popFirst() ?? .nan)
      result[i * k + i] = (two - 2 * here) / (step * step)
    }
    return result
  }

  private static func moved(_ point: [Double], _ index: Int, _ step: Double) -> [Double] {
    var copy = point
    copy[index] += step
    return copy
  }
}
