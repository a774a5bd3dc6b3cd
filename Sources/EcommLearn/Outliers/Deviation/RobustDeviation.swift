import EcommBase
import Glibc

/// How far each value lies from the middle of its column, in units of the column's usual spread.
///
/// The middle is the median. The spread is 1.4826 times the median distance from it (MAD), or the range of
/// the middle half over 1.349 (IQR), or the standard deviation around the mean: each is the deviation of
/// a normal column, but of the first two up to half, or a quarter, of the rows may be anything. A column
/// more than half of whose rows are equal has no MAD; the next spread is taken then.
///
/// A row's score is the mean of ln(1 + distance^2), so that one column far out and several columns a little
/// out both count. Cost: a sort of each column.
public struct RobustDeviation: OutlierDetector, Equatable {
  public enum Spread: String, Sendable, CaseIterable {
    case mad, iqr, deviation
  }

  public let centers: [Double]
  /// 0 where a column never changes.
  public let spreads: [Double]

  public var width: Int { centers.count }

  /// Farther than this counts as this: distances stay numbers.
  private static let farthest = 1e6

  public static func fit(
    _ rows: Matrix, spread: Spread = .mad, parallel: Parallel = Parallel()
  ) throws -> RobustDeviation {
    try rows.checkForFitting()
    let moments = ColumnMoments(rows)
    let found = try parallel.map(rows.columns) { column in
      Self.measure(
        rows.column(column), spread, mean: moments.means[column],
        deviation: moments.deviations[column])
    }
    return RobustDeviation(centers: found.map(\.center), spreads: found.map(\.spread))
  }

  init(centers: [Double], spreads: [Double]) {
    self.centers = centers
    self.spreads = spreads
  }

  private static func measure(
    _ values: [Double], _ wanted: Spread, mean: Double, deviation: Double
  ) -> (center: Double, spread: Double) {
    if wanted == .deviation { return (mean, deviation) }
    let sorted = values.sorted()
    let center = Quantile.of(sorted, 0.5)
    let iqr = (Quantile.of(sorted, 0.75) - Quantile.of(sorted, 0.25)) / 1.349
    let mad = 1.4826 * Quantile.of(sorted.map { abs($0 - center) }.sorted(), 0.5)
    let order = wanted == .mad ? [mad, iqr, deviation] : [iqr, mad, deviation]
    return (center, order.first { $0 > 0 && $0.isFinite } ?? 0)
  }

  /// From 0 up.
  public func scores(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    let parts = try added(rows)
    return (0..<rows.rows).map { parts.row($0).reduce(0, +) }
  }

  public func parts(_ rows: Matrix, parallel: Parallel = Parallel()) throws -> Matrix? {
    try added(rows)
  }

  private func added(_ rows: Matrix) throws -> Matrix {
    let distances = try distances(rows)
    return Matrix(
      rows: rows.rows, columns: width,
      values: distances.values.map { log1p($0 * $0) / Double(width) })
  }

  /// (rows, columns), with their sign.
  public func distances(_ rows: Matrix) throws -> Matrix {
    try check(rows)
    var values = rows.values
    for place in values.indices {
      let column = place % width
      let away = values[place] - centers[column]
      let distance = away == 0 ? 0 : spreads[column] > 0 ? away / spreads[column] : away * .infinity
      values[place] = min(max(distance, -Self.farthest), Self.farthest)
    }
    return Matrix(rows: rows.rows, columns: width, values: values)
  }

  public var json: JSON { ["centers": .numbers(centers), "spreads": .numbers(spreads)] }

  public init(_ fields: JSONFields) throws {
    centers = try fields.numbers("centers")
    spreads = try fields.numbers("spreads", count: centers.count)
    guard !centers.isEmpty, spreads.allSatisfy({ $0 >= 0 }) else {
      throw fields.fault("spreads", expected: "numbers that are not negative, at least one")
    }
  }
}
