import EcommBase
import EcommLearn

/// Boosted trees that tell classes.
struct BoostedClassifier: ClassLearner {
  let trees: BoostedTrees

  var classes: Int { max(2, trees.objective.outputs) }
  var width: Int { trees.features.count }

  /// - Parameter watched: rows of the examples that say when to stop; nil grows as many trees as
  ///   the parameters say.
  static func fit(
    _ examples: ClassExamples, parameters: BoostingParameters, watched: Fold?, parallel: Parallel
  ) throws -> BoostedClassifier {
    let columns = examples.features.boostingColumns()
    var parameters = parameters
    if let watched {
      parameters.trees = try rounds(examples, columns, parameters, watched, parallel)
    }
    parameters.earlyStoppingRounds = 0
    let rows = BoostingRows(
      try BinnedMatrix(columns, bins: parameters.bins, parallel: parallel),
      targets: examples.labels.map(Double.init), weights: examples.usedWeights)
    return BoostedClassifier(
      trees: try BoostedTrees.fit(
        rows, objective: objective(examples.classes), parameters: parameters, parallel: parallel))
  }

  private static func objective(_ classes: Int) -> Objective {
    classes == 2 ? .logistic : .softmax(classes: classes)
  }

  /// How many rounds were best for the rows kept aside.
  private static func rounds(
    _ examples: ClassExamples, _ columns: [FeatureColumn], _ parameters: BoostingParameters,
    _ watched: Fold, _ parallel: Parallel
  ) throws -> Int {
    let matrix = try BinnedMatrix(
      columns.map { $0.selecting(watched.training) }, bins: parameters.bins, parallel: parallel)
    let aside = try BinnedMatrix(
      columns.map { $0.selecting(watched.test) }, binnedLike: matrix, parallel: parallel)
    func rows(_ matrix: BinnedMatrix, _ places: [Int]) -> BoostingRows {
      BoostingRows(
        matrix, targets: places.map { Double(examples.labels[$0]) },
        weights: examples.usedWeights.map { weights in places.map { weights[$0] } })
    }
    let model = try BoostedTrees.fit(
      rows(matrix, watched.training), objective: objective(examples.classes),
      parameters: parameters, validation: rows(aside, watched.test), parallel: parallel)
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
  var usedWeights: [Double]? { weights.isEmpty ? nil : weights }
}

extension FeatureColumn {
  func selecting(_ rows: [Int]) -> FeatureColumn {
    switch self {
    case .numbers(let values): .numbers(rows.map { values[$0] })
    case .doubles(let values): .doubles(rows.map { values[$0] })
    case .categories(let codes): .categories(rows.map { codes[$0] })
    }
  }
}
