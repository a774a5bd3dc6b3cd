import EcommBase
import EcommLearn

/// A fitted classifier: from features to the chances of all classes.
protocol ClassLearner: Sendable {
  var classes: Int { get }
  /// How many features it was fitted to.
  var width: Int { get }

  /// (rows, classes); each row sums to 1.
  func probabilities(_ features: Features, parallel: Parallel) throws -> Matrix

  /// What each feature adds to the score of the class that is asked for in each row, in log-odds.
  func explain(_ features: Features, classes: [Int], parallel: Parallel) throws -> FeatureParts

  var json: JSON { get }
  init(_ fields: JSONFields) throws
}

/// The classifiers that there are.
public enum ClassifierKind: String, Sendable, CaseIterable {
  case boosting, logistic
  case svm = "linear-svm"

  var type: any ClassLearner.Type {
    switch self {
    case .boosting: BoostedClassifier.self
    case .logistic: LogisticClassifier.self
    case .svm: MarginClassifier.self
    }
  }

  public var title: String { rawValue }
}

/// The labelled features that a classifier learns from.
struct ClassExamples: Sendable {
  let features: Features
  let labels: [Int]
  let classes: Int
  /// Empty for one each.
  let weights: [Double]

  func selecting(_ rows: [Int]) -> ClassExamples {
    ClassExamples(
      features: features.selecting(rows), labels: rows.map { labels[$0] }, classes: classes,
      weights: weights.isEmpty ? [] : rows.map { weights[$0] })
  }
}
