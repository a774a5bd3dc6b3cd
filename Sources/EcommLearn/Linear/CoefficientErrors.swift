import EcommBase
import Glibc

/// How sure a coefficient is, for people: Wald's interval from the curvature of the loss at its
/// minimum.
///
/// With a penalty the curvature includes it, which makes the intervals those of the posterior with the
/// penalty as its prior; the estimates are then drawn towards zero and the intervals with them. Without
/// one, columns that are sums of others have no estimates of their own: they are told by the lack of an
/// error.
public struct CoefficientErrors: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    /// Nil for the intercept.
    public let column: Int?
    public let estimate: Double
    /// Nil, as are all that follow from it, if other columns can take the coefficient's place: the rows
    /// do not say what it is.
    public let standardError: Double?
    public let lower: Double?
    public let upper: Double?

    public var z: Double? { standardError.map { estimate / $0 } }
    /// Of a coefficient at least this far from zero, were it zero in truth.
    public var pValue: Double? { z.map { NormalDistribution.beyond($0) } }
    /// How many times the odds grow with one unit of the column.
    public var oddsRatio: Double { exp(estimate) }
    public var oddsLower: Double? { lower.map { exp($0) } }
    public var oddsUpper: Double? { upper.map { exp($0) } }
  }

  /// Columns in order, then the intercept. A column without spread is left out.
  public let rows: [Row]
  public let confidence: Double

  /// The columns whose coefficients the rows do not tell apart.
  public var inseparableColumns: [Int] {
    rows.filter { $0.standardError == nil }.compactMap(\.column)
  }
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
    let flat = SingularDirections(hessian, size: columnCount + 1)
    let covariance = flat.inverse(hessian).map { $0 / rows.totalWeight }
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    return CoefficientErrors(
      rows: table(covariance, flat, scaling, z, withIntercept: parameters.fitsIntercept),
      confidence: confidence)
  }

  private func scaled(_ scaling: ColumnScaling) -> [Double] {
    zip(coefficients[0], scaling.scales).map { $1 == 0 ? 0 : $0 / $1 }
      + [intercepts[0] + dot(coefficients[0], scaling.centres)]
  }

  private func table(
    _ covariance: [Double], _ flat: SingularDirections, _ scaling: ColumnScaling, _ z: Double,
    withIntercept: Bool
  ) -> [CoefficientErrors.Row] {
    let size = columnCount + 1
    func row(_ column: Int?, _ estimate: Double, _ parts: [Double]) -> CoefficientErrors.Row {
      let variance = (0..<size).filter { parts[$0] != 0 }.reduce(0.0) { sum, i in
        sum + parts[i] * dot(Array(covariance[i * size..<(i + 1) * size]), parts)
      }
      let error = flat.isEstimable(parts) ? max(0, variance).squareRoot() : nil
      return .init(
        column: column, estimate: estimate, standardError: error,
        lower: error.map { estimate - z * $0 }, upper: error.map { estimate + z * $0 })
    }
    var rows = (0..<columnCount).filter { scaling.scales[$0] > 0 }.map { column in
      var parts = [Double](repeating: 0, count: size)
      parts[column] = scaling.scales[column]
      return row(column, coefficients[0][column], parts)
    }
    // The intercept at zero of all columns, not at their centres.
    let parts = zip(scaling.centres, scaling.scales).map { -$0 * $1 } + [1]
    if withIntercept { rows.append(row(nil, intercepts[0], parts)) }
    return rows
  }
}
