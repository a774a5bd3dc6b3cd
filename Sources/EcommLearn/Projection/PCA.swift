import EcommBase

/// Principal components (Pearson, 1901): directions at right angles along which the rows spread most,
/// from the exact eigenvectors of the covariance.
///
/// Signs are settled: the largest loading of each direction is positive, the first of equally large
/// ones. Cost: rows · columns² / 2 + 24 columns³.
public struct PCA: Sendable, Equatable {
  /// What is taken off each column, and by what it is multiplied then.
  public let means: [Double]
  public let scales: [Double]
  /// (components, columns): the directions, of length one, the widest first.
  public let axes: Matrix
  /// Of the rows along each direction (divided by rows - 1), and its share of the whole variance.
  public let variances: [Double]
  public let shares: [Double]

  public var components: Int { axes.rows }

  /// The most columns: beyond, turning the table of their covariances takes minutes.
  public static let mostColumns = 1000

  /// `components` nil keeps all; `scaled` divides columns by their standard deviation first, so that
  /// units do not matter.
  public static func fit(
    _ rows: Matrix, components: Int? = nil, scaled: Bool = false,
    on parallel: Parallel = Parallel()
  ) throws -> PCA {
    try ClusterRows.check(rows)
    guard rows.rows > 1 else { throw ClusterError.fewRows(count: rows.rows, least: 2) }
    let most = min(rows.rows, rows.columns)
    guard rows.columns <= mostColumns else {
      throw ClusterError.badParameter(name: "columns", expected: "at most 1,000")
    }
    guard components.map({ (1...most).contains($0) }) ?? true else {
      throw ClusterError.badParameter(name: "components", expected: "from 1 to \(most)")
    }
    let means = try Covariance.means(rows, on: parallel)
    let ones = [Double](repeating: 1, count: rows.columns)
    var covariance = try Covariance.matrix(rows, means: means, scales: ones, on: parallel)
    let scales = scaled ? Self.scales(&covariance, rows.columns) : ones
    return try PCA(covariance, means, scales, keeping: components ?? most)
  }

  /// Makes a covariance a correlation. Columns without spread stay as they are.
  private static func scales(_ covariance: inout [Double], _ columns: Int) -> [Double] {
    let scales = (0..<columns).map { column in
      let variance = covariance[column * columns + column]
      return variance > 0 ? 1 / variance.squareRoot() : 1
    }
    for place in covariance.indices {
      covariance[place] *= scales[place / columns] * scales[place % columns]
    }
    return scales
  }

  private init(
    _ covariance: [Double], _ means: [Double], _ scales: [Double], keeping count: Int
  ) throws {
    let columns = means.count
    let total = (0..<columns).reduce(0) { $0 + covariance[$1 * columns + $1] }
    guard total >= Double.leastNormalMagnitude, total.isFinite else { throw ClusterError.noSpread }
    let eigen = SymmetricEigen(covariance, size: columns)
    self.means = means
    self.scales = scales
    variances = eigen.values[..<count].map { max(0, $0) }
    shares = variances.map { $0 / total }
    let axes = (0..<count).flatMap {
      Self.signed(eigen.vectors[$0 * columns..<($0 + 1) * columns])
    }
    self.axes = Matrix(rows: count, columns: columns, values: axes)
  }

  /// The largest loading made positive; loadings that differ by rounding alone count as equal.
  private static func signed(_ axis: ArraySlice<Double>) -> [Double] {
    let largest = axis.reduce(0) { max($0, $1.magnitude) }
    let leading = axis.first { $0.magnitude >= largest * (1 - 1e-9) } ?? 0
    return leading < 0 ? axis.map { -$0 } : Array(axis)
  }

  /// (rows, components): where rows lie along the directions.
  public func transform(_ rows: Matrix, on parallel: Parallel = Parallel()) throws -> Matrix {
    try ClusterRows.check(rows, columns: means.count)
    var placed = Matrix(rows: rows.rows, columns: components)
    try parallel.fill(&placed.values, chunk: 1024 * components) { range, values in
      var centred = [Double](repeating: 0, count: means.count)
      for row in range.lowerBound / components..<range.upperBound / components {
        for column in centred.indices {
          centred[column] =
            (rows.values[row * means.count + column] - means[column]) * scales[column]
        }
        let first = row * components - range.lowerBound
        for axis in 0..<components { values[first + axis] = Self.dot(axes, axis, centred) }
      }
    }
    return placed
  }

  private static func dot(_ axes: Matrix, _ axis: Int, _ row: [Double]) -> Double {
    axes.values.withUnsafeBufferPointer { axes in
      row.withUnsafeBufferPointer { row in
        var sum = 0.0
        for column in 0..<row.count { sum += axes[axis * row.count + column] * row[column] }
        return sum
      }
    }
  }

  /// (rows, columns): the rows that lie there; what the kept directions do not hold is lost.
  public func inverse(_ placed: Matrix) throws -> Matrix {
    try ClusterRows.check(placed, columns: components)
    var rows = Matrix(rows: placed.rows, columns: means.count)
    for row in 0..<placed.rows {
      for column in means.indices {
        let sum = (0..<components).reduce(0.0) { $0 + placed[row, $1] * axes[$1, column] }
        rows[row, column] = sum / scales[column] + means[column]
      }
    }
    return rows
  }
}

extension PCA {
  public var json: JSON {
    [
      "means": .numbers(means), "scales": .numbers(scales),
      "axes": .array((0..<components).map { .numbers(Array(axes.row($0))) }),
      "variances": .numbers(variances), "shares": .numbers(shares),
    ]
  }

  public init(_ fields: JSONFields) throws {
    let means = try fields.numbers("means")
    guard (1...Self.mostColumns).contains(means.count),
      means.allSatisfy({ $0.magnitude < ClusterRows.largest })
    else { throw fields.fault("means", expected: "1 to 1,000 numbers below 1e140 in size") }
    self.means = means
    scales = try fields.numbers("scales", count: means.count)
    // With scales in this range neither a row placed nor one put back can overflow.
    guard scales.allSatisfy({ $0 > 1e-140 && $0 < 1e140 }) else {
      throw fields.fault("scales", expected: "numbers between 1e-140 and 1e140")
    }
    axes = try fields.points("axes", columns: means.count)
    guard (1...means.count).contains(axes.rows), axes.values.allSatisfy({ $0.magnitude <= 1.001 })
    else { throw fields.fault("axes", expected: "1 to \(means.count) directions of length one") }
    variances = try fields.numbers("variances", count: axes.rows)
    guard variances.allSatisfy({ $0 >= 0 }) else {
      throw fields.fault("variances", expected: "numbers of at least 0")
    }
    shares = try fields.numbers("shares", count: axes.rows)
    guard shares.allSatisfy({ (0...1.001).contains($0) }) else {
      throw fields.fault("shares", expected: "numbers from 0 to 1")
    }
  }
}
