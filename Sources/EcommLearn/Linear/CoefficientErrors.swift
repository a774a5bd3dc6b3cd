import EcommBase
import Glibc

/// How sure a coefficient is, for people: Wald's interval from the curvature of the loss at its
/// minimum.
///
/// With a penalty the curvature includes it, which makes the intervals those of the posterior with the
/// penalty as its prior; the estimates are then drawn towards zero and the intervals with them.
public struct CoefficientErrors: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    /// Nil for the intercept.
    public let column: Int?
    public let estimate: Double
    public let standardError: Double
    public let lower: Double
    public let upper: Double

    public var z: Double { estimate / standardError }
    /// Of a coefficient at least this far from zero, were it zero in truth.
    public var pValue: Double { NormalDistribution.beyond(z) }
    /// How many times the odds grow with one unit of the column.
    public var oddsRatio: Double { exp(estimate) }
    public var oddsLower: Double { exp(lower) }
    public var oddsUpper: Double { exp(upper) }
  }

  /// Columns in order, then the intercept. A column without spread is left out.
  public let rows: [Row]
  public let confidence: Double
}

extension LogisticRegression {
  /// For two classes, over the rows and settings of the fit; nil for more classes or too many columns.
  public func errors(
    _ data: DenseColumns, labels: [Int], weights: [Double] = [],
    parameters: LogisticParameters, confidence: Double = 0.95, on parallel: Parallel = Parallel()
  ) throws -> CoefficientErrors? {
    try parameters.validate()
    try DenseMargins.check(data, columnCount)
    guard confidence > 0, confidence < 1 else {
      throw LinearError.badParameter(name: "confidence", expected: "between 0 and 1")
    }
    guard classes == 2, columnCount <= DenseLogistic.mostColumns else { return nil }
    let rows = try ClassRows(labels, classes: 2, weights: weights, rows: data.rowCount)
    let scaling = try ColumnScaling.fit(data, centred: parameters.fitsIntercept, on: parallel)
    let penalty = parameters.penalty(weight: rows.totalWeight)
    let loss = DenseLogistic(
      data: data, rows: rows, scaling: scaling, fitsIntercept: parameters.fitsIntercept,
      ridge: scaling.scales.map { $0 * $0 * penalty.ridge }, parallel: parallel)
    let hessian = try loss.hessians(at: scaled(scaling), sampled: false)[0]
    let covariance = Cholesky.stabilised(hessian, size: columnCount + 1).inverse()
      .map { $0 / rows.totalWeight }
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    return CoefficientErrors(
      rows: table(covariance, scaling, z, withIntercept: parameters.fitsIntercept),
      confidence: confidence)
  }

  private func scaled(_ scaling: ColumnScaling) -> [Double] {
    zip(coefficients[0], scaling.scales).map { $1 == 0 ? 0 : $0 / $1 }
      + [intercepts[0] + dot(coefficients[0], scaling.centres)]
  }

  private func table(
    _ covariance: [Double], _ scaling: ColumnScaling, _ z: Double, withIntercept: Bool
  ) -> [CoefficientErrors.Row] {
    let size = columnCount + 1
    func row(_ column: Int?, _ estimate: Double, _ variance: Double) -> CoefficientErrors.Row {
      let error = max(0, variance).squareRoot()
      return .init(
        column: column, estimate: estimate, standardError: error, lower: estimate - z * error,
        upper: estimate + z * error)
    }
    var rows = (0..<columnCount).filter { scaling.scales[$0] > 0 }.map { column in
      let scale = scaling.scales[column]
      return row(
        column, coefficients[0][column], covariance[column * size + column] * scale * scale)
    }
    // The intercept at zero of all columns, not at their centres.
    let parts = zip(scaling.centres, scaling.scales).map { -$0 * $1 } + [1]
    if withIntercept {
      let variance = (0..<size).reduce(0.0) { sum, i in
        sum + parts[i] * dot(Array(covariance[i * size..<(i + 1) * size]), parts)
      }
      rows.append(row(nil, intercepts[0], variance))
    }
    return rows
  }
}
