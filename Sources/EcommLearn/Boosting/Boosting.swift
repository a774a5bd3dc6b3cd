import EcommBase
import Glibc

extension BoostedTrees {
  /// Trains a model.
  ///
  /// Gradient boosting (Friedman, 2001) with the regularised second-order objective of XGBoost: each round adds
  /// one tree for each output that lowers the loss of the scores so far. The same rows, parameters and
  /// seed give the same model on any number of threads.
  ///
  /// - Parameters:
  ///   - validation: rows, binned like the others, that say when to stop; they are never learned from.
  ///   - model: goes on from this model; both sets of rows then start at its scores.
  public static func fit(
    _ rows: BoostingRows, objective: Objective, parameters: BoostingParameters = .init(),
    validation: BoostingRows? = nil, continuing model: BoostedTrees? = nil,
    progress: Progress = .silent, parallel: Parallel = Parallel()
  ) throws -> BoostedTrees {
    try objective.validate()
    let kinds = rows.features.features.map(\.kind)
    try parameters.validate(features: kinds)
    try rows.check(objective)
    try validation?.check(objective)
    try check(rows, validation, continues: model, objective, kinds)
    var run = try BoostingRun(
      rows, objective: objective, parameters: parameters, validation: validation, earlier: model,
      parallel: parallel)
    while try run.round() { progress.advance(by: 1) }
    return run.model(kinds)
  }

  /// The same from columns, when they all fit in memory at once.
  public static func fit(
    _ columns: [FeatureColumn], targets: [Double], weights: [Double]? = nil, objective: Objective,
    parameters: BoostingParameters = .init(), continuing model: BoostedTrees? = nil,
    parallel: Parallel = Parallel()
  ) throws -> BoostedTrees {
    try parameters.validate()
    let matrix = try BinnedMatrix(columns, bins: parameters.bins, parallel: parallel)
    let starts = try model.map {
      Matrix.transposed(try $0.scores(columns, parallel: parallel), columns: $0.baseScores.count)
    }
    return try fit(
      BoostingRows(matrix, targets: targets, weights: weights, startingScores: starts),
      objective: objective, parameters: parameters, continuing: model, parallel: parallel)
  }

  private static func check(
    _ rows: BoostingRows, _ validation: BoostingRows?, continues model: BoostedTrees?,
    _ objective: Objective, _ kinds: [FeatureKind]
  ) throws(BoostingError) {
    if let validation, validation.features.features != rows.features.features {
      throw .otherModel("the validation rows are not binned like the training rows")
    }
    guard let model else { return }
    if model.objective != objective { throw .otherModel("it has another objective") }
    if model.features != kinds { throw .otherModel("it has other features") }
    if rows.startingScores == nil || (validation != nil && validation?.startingScores == nil) {
      throw .otherModel("the rows do not start at its scores")
    }
  }
}

extension Matrix {
  /// (rows, columns) to (columns, rows).
  static func transposed(_ values: [Double], columns: Int) -> [Double] {
    guard columns > 1 else { return values }
    let rows = values.count / columns
    return (0..<values.count).map { values[$0 % rows * columns + $0 / rows] }
  }
}
