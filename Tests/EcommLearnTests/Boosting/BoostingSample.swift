import EcommBase

@testable import EcommLearn

/// Small made-up rows: numbers with gaps, a categorical feature, a target with interactions.
struct BoostingSample {
  var columns: [FeatureColumn]
  var scores: [Double]
  let rows: Int

  init(rows: Int, numbers: Int = 5, categories: Int = 6, missing: Double = 0.1, seed: UInt64 = 1) {
    var random = SeededRandom(seed: seed)
    let values = (0..<numbers).map { _ in
      (0..<rows).map { _ in random.uniform() < missing ? Float.nan : Float(random.normal()) }
    }
    let codes = (0..<rows).map { _ in
      random.uniform() < missing ? Int32(-1) : Int32(random.below(max(1, categories)))
    }
    self.rows = rows
    columns = values.map(FeatureColumn.numbers)
    if categories > 0 { columns.append(.categories(codes)) }
    scores = (0..<rows).map { row in
      let a = Double(values[0][row].isNaN ? 1 : values[0][row])
      let b = Double(values[1 % numbers][row].isNaN ? 0 : values[1 % numbers][row])
      let level = codes[row] < 0 || categories == 0 ? 0.3 : Double(codes[row] * 7 % 5) - 2
      return a * b + a + 0.5 * level + 0.3 * random.normal()
    }
  }

  /// Targets that fit the objective.
  func targets(_ objective: Objective) -> [Double] {
    switch objective {
    case .squared, .absolute, .pseudoHuber, .quantile: scores
    case .poisson, .tweedie: scores.map { max(0, ($0 + 2).rounded()) }
    case .gamma: scores.map { abs($0) + 0.1 }
    case .logistic: scores.map { $0 > 0.4 ? 1 : 0 }
    case .softmax(let classes):
      scores.map { min(Double(classes - 1), max(0, ($0 + 1).rounded())) }
    }
  }

  func fit(
    _ objective: Objective, _ parameters: BoostingParameters = .small, threads: Int = 1
  ) throws -> BoostedTrees {
    try BoostedTrees.fit(
      columns, targets: targets(objective), objective: objective, parameters: parameters,
      parallel: Parallel(threads: threads))
  }

  static let objectives: [Objective] = [
    .squared, .absolute, .pseudoHuber(slope: 1.5), .quantile(share: 0.8), .poisson,
    .tweedie(power: 1.4), .gamma, .logistic, .logistic(positiveWeight: 3), .softmax(classes: 4),
  ]
}

extension BoostingParameters {
  static var small: BoostingParameters {
    var parameters = BoostingParameters()
    parameters.trees = 8
    parameters.maxDepth = 4
    parameters.learningRate = 0.3
    return parameters
  }

  func with(_ change: (inout BoostingParameters) -> Void) -> BoostingParameters {
    var copy = self
    change(&copy)
    return copy
  }
}
