import EcommBase
import EcommLearn
import Glibc

/// Logistic regression that tells classes; on sparse rows where there are terms of texts.
struct LogisticClassifier: ClassLearner {
  let model: LogisticRegression

  var classes: Int { model.classes }
  var width: Int { model.columnCount }

  static func fit(
    _ examples: ClassExamples, parameters: LogisticParameters, parallel: Parallel
  ) throws -> LogisticClassifier {
    LogisticClassifier(
      model: examples.features.terms == nil
        ? try LogisticRegression.fit(
          try examples.features.denseColumns(), labels: examples.labels, classes: examples.classes,
          weights: examples.weights, parameters: parameters, on: parallel)
        : try LogisticRegression.fit(
          try examples.features.sparseRows(), labels: examples.labels, classes: examples.classes,
          weights: examples.weights, parameters: parameters, on: parallel))
  }

  func probabilities(_ features: Features, parallel: Parallel) throws -> Matrix {
    features.terms == nil
      ? try model.probabilities(try features.denseColumns(), on: parallel)
      : try model.probabilities(try features.sparseRows())
  }

  var json: JSON { model.json }
  init(model: LogisticRegression) { self.model = model }
  init(_ fields: JSONFields) throws { model = try LogisticRegression(fields) }
}

/// A linear support vector machine that tells classes. Its margins are no chances: the softmax of them has
/// the right order, and calibration makes chances of it.
struct MarginClassifier: ClassLearner {
  let model: LinearSVM

  var classes: Int { model.classes }
  var width: Int { model.columnCount }

  static func fit(
    _ examples: ClassExamples, parameters: SVMParameters, parallel: Parallel
  ) throws -> MarginClassifier {
    MarginClassifier(
      model: try LinearSVM.fit(
        try examples.features.sparseRows(), labels: examples.labels, classes: examples.classes,
        weights: examples.weights, parameters: parameters, on: parallel))
  }

  func probabilities(_ features: Features, parallel: Parallel) throws -> Matrix {
    var margins = try model.margins(try features.sparseRows())
    for row in 0..<margins.rows {
      let range = row * margins.columns..<(row + 1) * margins.columns
      margins.values.replaceSubrange(range, with: Self.softmax(margins.values[range]))
    }
    return margins
  }

  private static func softmax(_ margins: ArraySlice<Double>) -> [Double] {
    let largest = margins.max() ?? 0
    let parts = margins.map { exp($0 - largest) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }

  var json: JSON { model.json }
  init(model: LinearSVM) { self.model = model }
  init(_ fields: JSONFields) throws { model = try LinearSVM(fields) }
}
