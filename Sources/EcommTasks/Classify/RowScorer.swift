import EcommBase
import EcommLearn

/// A boosted classifier of two classes for one row at a time: what `ClassModel.predict` says, to the bit,
/// in microseconds instead of tens of them.
public struct RowScorer: Sendable {
  private let program: RowProgram
  private let trees: BoostedTrees
  private let calibration: ClassCalibration
  public let threshold: Double

  /// Nil for models that have to be asked by tables.
  public init?(_ model: ClassModel) {
    guard let threshold = model.decision.threshold, model.decision.isBinary,
      let boosted = model.fitted.learner as? BoostedClassifier,
      boosted.trees.objective.outputs == 1,
      let program = RowProgram(model.schema, model.fitted.preparation),
      program.featureCount == boosted.width
    else { return nil }
    self.program = program
    self.threshold = threshold
    trees = boosted.trees
    calibration = model.decision.calibration
  }

  /// The chance of the positive class. `columns` are the values of the schema's features in their order:
  /// numbers, places of categories in the schema, not-a-number for what is missing.
  public func chance(_ columns: UnsafeBufferPointer<Double>) throws -> Double {
    let features = [Float](unsafeUninitializedCapacity: program.featureCount) { target, count in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: program.stepCount) { work in
        program.run(
          columns, work: work,
          into: UnsafeMutableBufferPointer(rebasing: target[..<program.featureCount]))
      }
      count = program.featureCount
    }
    return calibration.chance(try trees.predict(row: features)[0])
  }
}

extension ClassCalibration {
  /// Of the positive of two classes.
  fileprivate func chance(_ score: Double) -> Double {
    switch self {
    case .curve(.none), .temperature: score
    case .curve(let curve): curve.probability(score)
    }
  }
}
