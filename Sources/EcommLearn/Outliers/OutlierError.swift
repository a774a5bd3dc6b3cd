/// Data or settings that no outlier detector can be fitted to.
public enum OutlierError: Error, Sendable, Equatable {
  case tooFewRows(Int, needed: Int)
  case noColumns
  case notFinite(row: Int, column: Int)
  case differentColumns(model: Int, data: Int)
  case parameter(name: String, value: Double, expected: String)
  /// Work that would take more memory than is sensible.
  case tooLarge(what: String, bytes: Int)
}

extension OutlierError {
  /// `expected` says the range in words.
  static func check(
    _ name: String, _ value: Double, _ range: ClosedRange<Double>, _ expected: String
  ) throws(OutlierError) {
    guard range.contains(value) else {
      throw .parameter(name: name, value: value, expected: expected)
    }
  }
}
