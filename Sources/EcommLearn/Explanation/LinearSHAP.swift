import EcommBase

/// What each column adds to a row's score in a linear model: exact Shapley values for columns taken as
/// independent (Štrumbelj and Kononenko, 2014), coefficient · (value - mean of the background).
///
/// Base and contributions add up to the score, for classifiers the log-odds.
public struct LinearSHAP: Sendable, Equatable {
  public let coefficients: [Double]
  public let means: [Double]
  /// The score of a row of means.
  public let base: Double

  /// `means` of the rows that count as normal, such as those of training.
  public init(coefficients: [Double], intercept: Double, means: [Double]) throws(LinearError) {
    guard means.count == coefficients.count else {
      throw .differentColumns(model: coefficients.count, data: means.count)
    }
    self.coefficients = coefficients
    self.means = means
    base = dot(coefficients, means) + intercept
  }

  public func contributions(_ row: [Double]) throws(LinearError) -> [Double] {
    guard row.count == coefficients.count else {
      throw .differentColumns(model: coefficients.count, data: row.count)
    }
    return row.indices.map { coefficients[$0] * (row[$0] - means[$0]) }
  }

  /// Mean magnitude of each column's contribution over rows.
  public func importance(_ data: DenseColumns) throws(LinearError) -> [Double] {
    try DenseMargins.check(data, coefficients.count)
    return coefficients.indices.map { column in
      let sum = (0..<data.rowCount).reduce(0.0) { $0 + abs(data[$1, column] - means[column]) }
      return data.rowCount == 0 ? 0 : sum / Double(data.rowCount) * abs(coefficients[column])
    }
  }
}
