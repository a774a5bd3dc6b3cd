import EcommBase

/// Rows or wishes that no detector can serve.
public enum AnomalyError: Error, Sendable, Equatable {
  case noFeatures(notes: [String])
  case fewRows(Int, needed: Int)
  case oneClass(column: String, value: String?)
  case manyClasses(column: String, count: Int)
  case badShare(String, Double)
  /// A rule that means nothing without something else.
  case needs(String, what: String, option: String)
  case noThreshold(precision: Double, best: Double)
  case unknownDetector(String, nearest: String?, all: [String])
  case badSetting(String, value: String, expected: String)
  case noLabel(String)
  case rowsOfDays
  case tooFewDays(series: String, days: Int, needed: Int)
  case manySeries(Int, most: Int)
  case noScore
}
