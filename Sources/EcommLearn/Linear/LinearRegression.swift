import EcommBase

/// A number foretold by a weighted sum of columns: least squares, ridge, lasso, elastic net.
///
/// Minimises  1 / (2 · Σ weight) · Σ weight · (y - ŷ)²  +  strength · ((1 - l1Ratio) / 2 · |w|² + l1Ratio · |w|₁),
/// as scikit-learn's ElasticNet does; its Ridge calls `strength` · rows alpha. The intercept is not
/// penalised. Everything is read off the products of the columns, (columns + 1)², which cost one pass
/// over the rows.
public struct LinearRegression: Sendable, Equatable {
  public static let name = "linear"

  public let coefficients: [Double]
  public let intercept: Double
  public let convergence: Convergence

  public var columnCount: Int { coefficients.count }
}

/// What a linear regression is fitted with.
public struct RegressionParameters: Sendable, Equatable {
  /// 0 is plain least squares.
  public var strength = 0.0
  /// 0 is ridge, 1 is lasso, between them the elastic net.
  public var l1Ratio = 0.0
  public var fitsIntercept = true
  /// The largest slope, in units of the target's spread, at which the fit may stop.
  public var tolerance = 1e-10
  public var maximumIterations = 100_000

  public init(strength: Double = 0, l1Ratio: Double = 0, fitsIntercept: Bool = true) {
    self.strength = strength
    self.l1Ratio = l1Ratio
    self.fitsIntercept = fitsIntercept
  }

  public func validate() throws(LinearError) {
    guard strength >= 0, strength.isFinite else {
      throw .badParameter(name: "strength", expected: "0 or more")
    }
    try ParameterChecks.share("l1Ratio", l1Ratio)
    try ParameterChecks.stopping(tolerance, maximumIterations)
  }
}

extension LinearRegression {
  static let mostColumns = 5_000

  public static func fit(
    _ data: DenseColumns, target: [Double], weights: [Double] = [],
    parameters: RegressionParameters = RegressionParameters(), on parallel: Parallel = Parallel()
  ) throws -> LinearRegression {
    try parameters.validate()
    try check(data, target, weights)
    let scaling = try ColumnScaling.fit(data, centred: parameters.fitsIntercept, on: parallel)
    let products = try NormalEquations.of(
      data, scaling, target, weights, centred: parameters.fitsIntercept, on: parallel)
    guard products.spread > 0 else {
      return products.model([Double](repeating: 0, count: data.columnCount + 1), 0, scaling, true)
    }
    let problem = Quadratic(products, scaling, parameters)
    let (point, iterations) =
      problem.hasLasso ? problem.descend(parameters) : (problem.solve(), 1)
    return products.model(
      point, iterations, scaling, parameters.fitsIntercept, gradient: problem.steepest(point),
      tolerance: problem.hasLasso ? parameters.tolerance : 1e-8)
  }

  private static func check(
    _ data: DenseColumns, _ target: [Double], _ weights: [Double]
  ) throws(LinearError) {
    guard data.rowCount > 0 else { throw .noRows }
    guard target.count == data.rowCount else {
      throw .differentCounts(what: "targets", count: target.count, rows: data.rowCount)
    }
    if let row = target.firstIndex(where: { !($0.magnitude < 1e150) }) {
      throw .notFiniteTarget(row: row)
    }
    guard data.columnCount <= mostColumns else {
      throw .tooManyColumns(count: data.columnCount, limit: mostColumns)
    }
    _ = try RowWeights.checked(weights, rows: data.rowCount)
  }

  public func predict(_ data: DenseColumns, on parallel: Parallel = Parallel()) throws -> [Double] {
    try DenseMargins.check(data, columnCount)
    let values = try DenseMargins.of(data, [coefficients], [intercept], on: parallel)
    try LargestMargin.check(values, 1)
    return values
  }
}
