import EcommBase

/// Values that naive Bayes cannot learn from, or that are not what it learned from. What is wrong with labels,
/// weights and numbers of columns is a `LinearError`.
public enum BayesError: Error, Sendable, Equatable {
  case outOfRange(column: Int)
  case tooManyCategories(column: Int, limit: Int)
  case negativeTerm
  /// Categories where numbers were, or the other way round.
  case otherKind(column: Int)
}

extension BayesError: Complaint {
  public var problem: String {
    switch self {
    case .outOfRange(let column):
      "column \(column) has values that are infinite or too large to be squared"
    case .tooManyCategories(let column, let limit):
      "column \(column) has more than \(Figures.count(limit)) categories"
    case .negativeTerm: "a term of a text has a weight below 0, which is no count"
    case .otherKind(let column):
      "column \(column) is not what the model was trained on: numbers, or categories"
    }
  }
}
