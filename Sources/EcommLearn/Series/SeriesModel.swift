import EcommBase

/// A fitted model of one series of evenly spaced numbers, in which NaN stands for a missing value.
public protocol SeriesModel: Sendable {
  /// As it is named on the command line and in model files.
  static var name: String { get }

  /// The next `horizon` values, all of them finite.
  func forecast(_ horizon: Int) -> [Double]

  /// How far the next `horizon` values spread around the forecast, where the model knows it.
  func standardErrors(_ horizon: Int) -> [Double]?

  /// What the model would have said of each value of the series it was fitted to, one step before; NaN
  /// where it has nothing to say yet.
  func fitted(_ values: [Double]) -> [Double]

  /// Goes on to the end of `values`, which follow the series it was fitted to, without fitting again.
  mutating func update(with values: [Double])

  /// One line for people.
  var summary: String { get }

  var json: JSON { get }
  init(_ fields: JSONFields) throws
}

extension SeriesModel {
  public func standardErrors(_ horizon: Int) -> [Double]? { nil }

  /// What `fitted` missed by; NaN where either is missing.
  public func residuals(_ values: [Double]) -> [Double] {
    zip(values, fitted(values)).map { $0 - $1 }
  }
}

/// What a model file may hold, so that sums of its numbers stay numbers.
enum SeriesBounds {
  static let largest = 1e300
  /// Of a state that is multiplied on its way into the future.
  static let largestState = 1e100
  /// Of errors relative to a forecast.
  static let largestRelativeVariance = 1e50
  static let longestPeriod = 1000
}

/// A series or a setting that no model can be fitted with.
public enum SeriesError: Error, Sendable, Equatable {
  case tooShort(count: Int, needed: Int)
  /// Infinite, or so large that sums overflow.
  case tooLarge(place: Int)
  case notPositive(place: Int)
  case negative(place: Int)
  /// Nothing is left to explain: every value is the same, or follows exactly.
  case constant
  case badParameter(name: String, expected: String)
  case differentCounts(what: String, count: Int, needed: Int)
  case missingRegressor(column: Int, place: Int)
  case notAscending(place: Int)
}
