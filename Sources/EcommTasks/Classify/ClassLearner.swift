import EcommBase
import EcommLearn

/// A fitted classifier: from features to the chances of all classes; and what its kind has to say about training.
protocol ClassLearner: Sendable {
  /// How columns become features for it.
  static var preparation: PreparationRecipe { get }
  /// Its parameters, by their names on the command line.
  static var settings: [NamedSetting<ClassSettings>] { get }
  /// What a search tries of them.
  static var searched: [SearchSpace.Dimension] { get }
  /// Whether its chances mean anything before they are calibrated; a search looks at the order of the rows otherwise.
  static var givesChances: Bool { get }

  /// Learns from all of the examples, with its own parameters of the settings.
  static func fit(
    _ examples: ClassExamples, settings: ClassSettings, parallel: Parallel
  ) throws -> Self

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

extension ClassLearner {
  static var givesChances: Bool { true }
}

/// The classifiers that there are.
public enum ClassifierKind: String, Sendable, CaseIterable {
  case boosting, logistic
  case svm = "linear-svm"
  case bayes = "naive-bayes"

  var type: any ClassLearner.Type {
    switch self {
    case .boosting: BoostedClassifier.self
    case .logistic: LogisticClassifier.self
    case .svm: MarginClassifier.self
    case .bayes: BayesClassifier.self
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
