import EcommBase
import EcommLearn

/// Naive Bayes that tells classes: of columns as they are, whatever is missing, and of the terms of texts.
struct BayesClassifier: ClassLearner {
  let model: NaiveBayes

  /// No ratios: what repeats other columns would be counted twice.
  static let preparation = PreparationRecipe(steps: [.dates, .levels, .logarithms])
  static let settings: [NamedSetting<ClassSettings>] = [
    .number(
      "smoothing", \.bayes.smoothing, in: 1e-9...1e9, "rows added to each category and term"),
    .number(
      "variance-floor", \.bayes.varianceFloor, in: 1e-12...1,
      "part of a column's variance added in each class"),
  ]
  static let searched: [SearchSpace.Dimension] = [
    .init("smoothing", .number(1e-3...1e2, logarithmic: true)),
    .init("variance-floor", .number(1e-9...1, logarithmic: true)),
  ]
  /// Columns that repeat each other make them too sure.
  static let givesChances = false

  var classes: Int { model.classes }
  var width: Int { model.columnCount }

  static func fit(
    _ examples: ClassExamples, settings: ClassSettings, parallel: Parallel
  ) throws -> BayesClassifier {
    BayesClassifier(
      model: try NaiveBayes.fit(
        try examples.features.bayesRows(), labels: examples.labels, classes: examples.classes,
        weights: examples.weights, parameters: settings.bayes, on: parallel))
  }

  func probabilities(_ features: Features, parallel: Parallel) throws -> Matrix {
    try model.probabilities(try features.bayesRows(), on: parallel)
  }

  func explain(_ features: Features, classes: [Int], parallel: Parallel) throws -> FeatureParts {
    let evidence = try model.evidence(try features.bayesRows(), of: classes)
    return FeatureParts(base: evidence.base, parts: evidence.parts)
  }

  var json: JSON { model.json }

  init(model: NaiveBayes) { self.model = model }

  init(_ fields: JSONFields) throws { model = try NaiveBayes(fields) }
}

extension Features {
  fileprivate func bayesRows() throws -> BayesRows {
    try BayesRows(plainColumns(), terms: terms)
  }
}
