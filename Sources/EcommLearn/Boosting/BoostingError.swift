/// Rows or settings that no trees can be trained from, or a model that does not fit.
public enum BoostingError: Error, Sendable, Equatable {
  case parameter(String, Double, String)
  case monotoneCategory(feature: Int)
  case noRows
  case tooManyRows(Int, limit: Int)
  case noFeatures
  case featureCount(Int, expected: Int)
  case columnLength(feature: Int, count: Int, expected: Int)
  case count(of: String, Int, expected: Int)
  case target(row: Int, value: Double, expected: String)
  case weight(row: Int, value: Double)
  case noWeight
  case diverged(round: Int)
  case monotoneQuantile
  case notAdditive(row: Int, difference: Double)
  case explanationTooLarge(tree: Int, numbers: Int, limit: Int)
  case otherModel(String)
  case foreign(String)
}
