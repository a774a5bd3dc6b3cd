import EcommBase

/// Rows to train on, or to watch the training with.
public struct BoostingRows: Sendable {
  public let features: BinnedMatrix
  public let targets: [Double]
  /// How much each row counts; nil for all the same.
  public let weights: [Double]?
  /// Where the scores start, (outputs, rows): of a model to continue, or a known offset; nil for a
  /// constant.
  public let startingScores: [Double]?

  public init(
    _ features: BinnedMatrix, targets: [Double], weights: [Double]? = nil,
    startingScores: [Double]? = nil
  ) {
    self.features = features
    self.targets = targets
    self.weights = weights
    self.startingScores = startingScores
  }

  public var count: Int { features.rows }

  /// What weights may add up to: derivatives have 32 bits.
  static let totals = 1e-20...1e20

  func check(_ objective: Objective) throws(BoostingError) {
    guard count > 0 else { throw .noRows }
    guard count <= GradientQuantizer.rowLimit else {
      throw .tooManyRows(count, limit: GradientQuantizer.rowLimit)
    }
    guard !features.features.isEmpty else { throw .noFeatures }
    guard targets.count == count else {
      throw .count(of: "targets", targets.count, expected: count)
    }
    try objective.check(targets)
    try checkWeights()
    guard let scores = startingScores else { return }
    guard scores.count == count * objective.outputs, scores.allSatisfy(\.isFinite) else {
      throw .count(
        of: "finite starting scores", scores.count { $0.isFinite },
        expected: count * objective.outputs)
    }
  }

  private func checkWeights() throws(BoostingError) {
    guard let weights else { return }
    guard weights.count == count else {
      throw .count(of: "weights", weights.count, expected: count)
    }
    if let odd = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .weight(row: odd, value: weights[odd])
    }
    let total = weights.reduce(0, +)
    if total == 0 { throw .noWeight }
    guard Self.totals.contains(total) else { throw .weights(total: total, limits: Self.totals) }
  }
}
