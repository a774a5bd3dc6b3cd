import EcommBase
import EcommLearn

/// Boosted trees that tell classes.
struct BoostedClassifier: ClassLearner {
  let trees: BoostedTrees

  var classes: Int { max(2, trees.objective.outputs) }
  var width: Int { trees.features.count }

  /// Grows as many trees as the parameters say.
  static func fit(
    _ examples: ClassExamples, parameters: BoostingParameters, parallel: Parallel
  ) throws -> BoostedClassifier {
    var parameters = parameters
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
