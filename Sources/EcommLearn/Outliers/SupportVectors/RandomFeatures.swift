import EcommBase
import Glibc

/// Cosines whose products stand for the likeness of rows: A. Rahimi, B. Recht, "Random Features for
/// Large-Scale Kernel Machines", 2007. Made from the seed again whenever they are needed.
struct RandomFeatures: Sendable, Equatable {
  let count: Int
  let width: Int
  /// (width, count)
  private let directions: [Double]
  private let shifts: [Double]

  init(count: Int, width: Int, gamma: Double, seed: UInt64) {
    self.count = count
    self.width = width
    var random = SeededRandom(seed: seed)
    let scale = (2 * gamma).squareRoot()
    directions = (0..<count * width).map { _ in random.normal() * scale }
    shifts = (0..<count).map { _ in random.uniform() * 2 * Double.pi }
  }

  func apply(_ row: ArraySlice<Double>) -> [Double] {
    var values = shifts
    for (column, value) in row.enumerated() where value != 0 {
      let start = column * count
      for place in 0..<count { values[place] += value * directions[start + place] }
    }
    let scale = (2 / Double(count)).squareRoot()
    for place in values.indices { values[place] = scale * cos(values[place]) }
    return values
  }

  /// The border in these features: minimises 1/2 |w|^2 over the means w of nu n rows or more, each of
  /// weight at most 1 / (nu n), by M. Frank and P. Wolfe's steps toward the mean of the rows that lie
  /// farthest outside. (rows, count) in; the direction and the border out.
  static func border(
    _ features: Matrix, nu: Double, parallel: Parallel
  ) throws -> (direction: [Double], offset: Double) {
    let outside = max(1, min(features.rows, Int((nu * Double(features.rows)).rounded())))
    var direction = mean(features, Array(0..<features.rows))
    for _ in 0..<steps {
      let likeness = try products(features, direction, parallel)
      let order = likeness.indices.sorted { (likeness[$0], $0) < (likeness[$1], $1) }
      let target = mean(features, order.prefix(outside).sorted())
      let away = zip(direction, target).map { $0 - $1 }
      let length = away.reduce(0) { $0 + $1 * $1 }
      let gap = zip(direction, away).reduce(0) { $0 + $1.0 * $1.1 }
      guard length > 0, gap > 1e-9 else { break }
      let share = min(1, gap / length)
      for place in direction.indices { direction[place] -= share * away[place] }
    }
    let likeness = try products(features, direction, parallel).sorted()
    return (direction, likeness[outside - 1])
  }

  private static let steps = 200

  private static func mean(_ features: Matrix, _ rows: [Int]) -> [Double] {
    var sum = [Double](repeating: 0, count: features.columns)
    for row in rows {
      for (place, value) in features.row(row).enumerated() { sum[place] += value }
    }
    return sum.map { $0 / Double(rows.count) }
  }

  static func products(
    _ features: Matrix, _ direction: [Double], _ parallel: Parallel
  ) throws -> [Double] {
    try parallel.mapChunks(of: features.rows, size: 1024) { range in
      range.map { product(features.row($0), direction) }
    }.flatMap { $0 }
  }

  /// Four sums, so that they can be taken at once.
  static func product(_ row: ArraySlice<Double>, _ direction: [Double]) -> Double {
    row.withUnsafeBufferPointer { row in
      direction.withUnsafeBufferPointer { direction in
        var sums = SIMD4<Double>(repeating: 0)
        let whole = row.count / 4 * 4
        for place in stride(from: 0, to: whole, by: 4) {
          let a = SIMD4<Double>(row[place], row[place + 1], row[place + 2], row[place + 3])
          let b = SIMD4<Double>(
            direction[place], direction[place + 1], direction[place + 2], direction[place + 3])
          sums += a * b
        }
        return (whole..<row.count).reduce(sums.sum()) { $0 + row[$1] * direction[$1] }
      }
    }
  }
}
