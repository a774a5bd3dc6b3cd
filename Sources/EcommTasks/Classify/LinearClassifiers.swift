import EcommBase
import EcommLearn
import Glibc

/// Logistic regression that tells classes; on sparse rows where there are terms of texts.
struct LogisticClassifier: ClassLearner {
  let model: LogisticRegression
  /// Of the features over the rows that it was fitted to.
  let means: [Double]

  static let preparation = PreparationRecipe.forLinear
  static let settings: [NamedSetting<ClassSettings>] = [
    .number("c", \.logistic.strength, in: 1e-9...1e9, "inverse strength of the penalty"),
    .number(
      "l1-ratio", \.logistic.l1Ratio, in: 0...1, "share of the penalty on sizes, not squares"),
  ]
  static let searched = LinearParts.searched

  var classes: Int { model.classes }
  var width: Int { model.columnCount }

  static func fit(
    _ examples: ClassExamples, settings: ClassSettings, parallel: Parallel
  ) throws -> LogisticClassifier {
    LogisticClassifier(
      model: examples.features.terms == nil
        ? try LogisticRegression.fit(
          try examples.features.denseColumns(), labels: examples.labels, classes: examples.classes,
          weights: examples.weights, parameters: settings.logistic, on: parallel)
        : try LogisticRegression.fit(
          try examples.features.sparseRows(), labels: examples.labels, classes: examples.classes,
          weights: examples.weights, parameters: settings.logistic, on: parallel),
      means: examples.features.means)
  }

  func probabilities(_ features: Features, parallel: Parallel) throws -> Matrix {
    features.terms == nil
      ? try model.probabilities(try features.denseColumns(), on: parallel)
      : try model.probabilities(try features.sparseRows())
  }

  func explain(_ features: Features, classes: [Int], parallel: Parallel) throws -> FeatureParts {
    try LinearParts(
      coefficients: model.coefficients, intercepts: model.intercepts, means: means
    ).parts(features, classes.map { model.intercepts.count == 1 ? 0 : $0 })
  }

  var json: JSON { LinearParts.adding(means, to: model.json) }

  init(model: LogisticRegression, means: [Double]) {
    self.model = model
    self.means = means
  }

  init(_ fields: JSONFields) throws {
    model = try LogisticRegression(fields)
    means = try fields.numbers("means", count: model.columnCount)
  }
}

/// A linear support vector machine that tells classes. Its margins are no chances: the softmax of them has
/// the right order, and calibration makes chances of it.
struct MarginClassifier: ClassLearner {
  let model: LinearSVM
  let means: [Double]

  static let preparation = PreparationRecipe.forLinear
  static let settings: [NamedSetting<ClassSettings>] = [
    .number("c", \.svm.inverseStrength, in: 1e-9...1e9, "inverse strength of the penalty")
  ]
  static let searched = LinearParts.searched
  static let givesChances = false

  var classes: Int { model.classes }
  var width: Int { model.columnCount }

  static func fit(
    _ examples: ClassExamples, settings: ClassSettings, parallel: Parallel
  ) throws -> MarginClassifier {
    MarginClassifier(
      model: try LinearSVM.fit(
        try examples.features.sparseRows(), labels: examples.labels, classes: examples.classes,
        weights: examples.weights, parameters: settings.svm, on: parallel),
      means: examples.features.means)
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

  func explain(_ features: Features, classes: [Int], parallel: Parallel) throws -> FeatureParts {
    try LinearParts(
      coefficients: model.coefficients, intercepts: model.intercepts, means: means
    ).parts(features, classes)
  }

  var json: JSON { LinearParts.adding(means, to: model.json) }

  init(model: LinearSVM, means: [Double]) {
    self.model = model
    self.means = means
  }

  init(_ fields: JSONFields) throws {
    model = try LinearSVM(fields)
    means = try fields.numbers("means", count: model.columnCount)
  }
}

/// What each feature of a linear model adds, beside what it adds in an average row (Linear SHAP, features
/// taken as independent).
struct LinearParts {
  static let searched: [SearchSpace.Dimension] = [
    .init("c", .number(1e-3...1e3, logarithmic: true))
  ]

  /// (outputs, features)
  let coefficients: [[Double]]
  let intercepts: [Double]
  let means: [Double]

  /// Of texts a term that is not there says nothing: there the parts are held against a row without any.
  func parts(_ features: Features, _ outputs: [Int]) throws -> FeatureParts {
    let rows = try features.sparseRows()
    let dense = features.terms == nil
    let averages = zip(coefficients, intercepts).map { slopes, intercept in
      zip(slopes, means).reduce(intercept) { $0 + $1.0 * $1.1 }
    }
    func own(_ row: Int) -> [(feature: Int, part: Double)] {
      let slopes = coefficients[outputs[row]]
      let places = rows.starts[row]..<rows.starts[row + 1]
      guard dense else {
        return places.map {
          (Int(rows.columns[$0]), slopes[Int(rows.columns[$0])] * rows.values[$0])
        }
      }
      var values = [Double](repeating: 0, count: means.count)
      for place in places { values[Int(rows.columns[place])] = rows.values[place] }
      return values.indices.map { ($0, slopes[$0] * (values[$0] - means[$0])) }
    }
    return FeatureParts(
      base: outputs.map { dense ? averages[$0] : intercepts[$0] }, parts: own)
  }

  static func adding(_ means: [Double], to json: JSON) -> JSON {
    guard var object = json.object else { return json }
    object["means"] = .numbers(means)
    return .object(object)
  }
}

extension LogisticParameters {
  /// 0 stands for no penalty.
  fileprivate var strength: Double {
    get { inverseStrength ?? 0 }
    set { inverseStrength = newValue }
  }
}

extension Features {
  /// Of every feature over all rows.
  fileprivate var means: [Double] {
    let rows = Double(max(1, rowCount))
    let own = table.columns.map { ($0.values.doubles ?? []).reduce(0, +) / rows }
    guard let terms else { return own }
    var sums = [Double](repeating: 0, count: terms.columnCount)
    for (column, value) in zip(terms.columns, terms.values) { sums[Int(column)] += value }
    return own + sums.map { $0 / rows }
  }
}
