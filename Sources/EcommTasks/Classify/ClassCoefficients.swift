import EcommLearn
import Glibc

/// The weights of a linear classifier, for people.
public struct ClassCoefficient: Sendable {
  public let feature: String
  /// The class that it speaks for.
  public let label: Int
  public let value: Double
  /// How the odds change with one unit of the feature as the model sees it: a standard deviation for
  /// numbers, being of a category for categories.
  public var oddsRatio: Double { exp(value) }
}

extension ClassModel {
  /// The intercept first, then the weights by their size; nil for models that have none.
  public func coefficients(ofClass label: Int = 1) throws -> (
    intercept: Double, weights: [ClassCoefficient]
  )? {
    let parts: (slopes: [[Double]], intercepts: [Double])
    switch fitted.learner {
    case let learner as LogisticClassifier:
      parts = (learner.model.coefficients, learner.model.intercepts)
    case let learner as MarginClassifier:
      parts = (learner.model.coefficients, learner.model.intercepts)
    default: return nil
    }
    let output = parts.intercepts.count == 1 ? 0 : label
    let names = try fitted.preparation.apply(Schema.empty(schema), parallel: .serial).names
    let weights = zip(names, parts.slopes[output]).map {
      ClassCoefficient(feature: $0, label: label, value: $1)
    }
    return (
      parts.intercepts[output],
      weights.sorted { (abs($0.value), $1.feature) > (abs($1.value), $0.feature) }
    )
  }
}
