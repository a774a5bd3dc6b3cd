import EcommBase
import EcommLearn

/// Boosted trees that tell classes.
struct BoostedClassifier: ClassLearner {
  let trees: BoostedTrees

  var classes: Int { max(2, trees.objective.outputs) }
  var width: Int { trees.features.count }

  /// Grows as many trees as the parameters say.
  static func fit(
    _ examples: ClassExamples, settings: ClassSettings, parallel: Parallel
  ) throws -> BoostedClassifier {
    var parameters = settings.boosting
    parameters.earlyStoppingRounds = 0
    let matrix = try BinnedMatrix(
      examples.features.boostingColumns(), bins: parameters.bins, parallel: parallel)
    return BoostedClassifier(
      trees: try BoostedTrees.fit(
        examples.rows(matrix), objective: objective(examples.classes), parameters: parameters,
        parallel: parallel))
  }

  private static func objective(_ classes: Int) -> Objective {
    classes == 2 ? .logistic : .softmax(classes: classes)
  }

  /// How many rounds are best for rows that are not learned from.
  static func rounds(
    _ examples: ClassExamples, watching aside: ClassExamples, parameters: BoostingParameters,
    parallel: Parallel
  ) throws -> Int {
    let matrix = try BinnedMatrix(
      examples.features.boostingColumns(), bins: parameters.bins, parallel: parallel)
    let watched = try BinnedMatrix(
      aside.features.boostingColumns(), binnedLike: matrix, parallel: parallel)
    let model = try BoostedTrees.fit(
      examples.rows(matrix), objective: objective(examples.classes), parameters: parameters,
      validation: aside.rows(watched), parallel: parallel)
    return max(1, model.rounds)
  }

  func probabilities(_ features: Features, parallel: Parallel) throws -> Matrix {
    let values = try trees.predict(features.boostingColumns(), parallel: parallel)
    guard trees.objective.outputs == 1 else {
      return Matrix(rows: features.rowCount, columns: classes, values: values)
    }
    return Matrix(
      rows: features.rowCount, columns: 2, values: values.flatMap { [1 - $0, $0] })
  }

  func explain(_ features: Features, classes: [Int], parallel: Parallel) throws -> FeatureParts {
    let values = try TreeExplainer(trees).values(features.boostingColumns(), parallel: parallel)
    let outputs = classes.map { trees.objective.outputs == 1 ? 0 : $0 }
    return FeatureParts(base: outputs.map { values.base[$0] }) { row in
      values.of(row: row, output: outputs[row]).enumerated().map { ($0, $1) }
    }
  }

  var json: JSON { trees.json }

  init(trees: BoostedTrees) { self.trees = trees }

  init(_ fields: JSONFields) throws {
    trees = try BoostedTrees(fields)
    switch trees.objective {
    case .logistic, .softmax: break
    default: throw fields.fault("objective", expected: "logistic or softmax")
    }
  }
}

extension ClassExamples {
  fileprivate func rows(_ matrix: BinnedMatrix) -> BoostingRows {
    BoostingRows(
      matrix, targets: labels.map(Double.init), weights: weights.isEmpty ? nil : weights)
  }
}

extension BoostedClassifier {
  static let preparation = PreparationRecipe.forTrees

  static let settings: [NamedSetting<ClassSettings>] = [
    .whole("trees", \.boosting.trees, in: 1...100_000, "the most rounds"),
    .number(
      "rate", \.boosting.learningRate, in: 1e-6...1, "share of each tree's answer that is used"),
    .whole("depth", \.boosting.maxDepth, in: 1...16, "splits on the way to a leaf"),
    .whole(
      "leaves", \.boosting.maxLeaves, in: 0...8192,
      "leaves of a tree grown leaf by leaf; 0: by depth"),
    .number("lambda", \.boosting.lambda, in: 0...1e9, "penalty on squared leaf values"),
    .number("alpha", \.boosting.alpha, in: 0...1e9, "penalty on the size of leaf values"),
    .number("gamma", \.boosting.gamma, in: 0...1e9, "gain that a split must exceed"),
    .number("child-weight", \.boosting.minimumChildWeight, in: 0...1e9, "least weight of a leaf"),
    .number("row-sample", \.boosting.rowSample, in: 1e-3...1, "share of the rows for each tree"),
    .number(
      "column-sample", \.boosting.columnSampleByTree, in: 1e-3...1, "share of the columns for each"),
    .whole("bins", \.boosting.bins, in: 3...256, "bins of a column"),
    .whole(
      "patience", \.boosting.earlyStoppingRounds, in: 0...10_000, "rounds without gain; 0: no stop"),
  ]

  static let searched: [SearchSpace.Dimension] = [
    .init("rate", .number(0.01...0.2, logarithmic: true)),
    .init("depth", .integer(2...8, logarithmic: false)),
    .init("row-sample", .number(0.5...1, logarithmic: false)),
    .init("column-sample", .number(0.3...1, logarithmic: false)),
    .init("child-weight", .number(0.3...30, logarithmic: true)),
    .init("lambda", .number(0.03...30, logarithmic: true)),
    .init("gamma", .number(0...4, logarithmic: false)),
  ]
}
