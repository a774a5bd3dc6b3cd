import EcommBase

/// One setting that was tried, and what came of it.
public struct Trial: Sendable, Equatable {
  public enum Outcome: Sendable, Equatable {
    case done(Double)
    /// Given up after its last step.
    case pruned
    /// The setting gave no score.
    case failed
  }

  public let index: Int
  /// In the order of the space's dimensions.
  public let values: [TuningValue]
  /// Scores on the way, such as after each fold.
  public let steps: [Double]
  public let outcome: Outcome

  public var score: Double? { if case .done(let score) = outcome { score } else { nil } }
}

/// The scores of a trial on the way; says when to give up.
public struct TrialProgress: Sendable {
  public private(set) var steps: [Double] = []
  public private(set) var isPruned = false
  let pruning: MedianPruning?
  let earlier: [Trial]
  let isLowerBetter: Bool

  /// Takes down the score after the next step; false means that the trial should return at once.
  public mutating func report(_ score: Double) -> Bool {
    steps.append(score)
    if let pruning { isPruned = pruning.gives(up: steps, earlier, isLowerBetter) }
    return !isPruned
  }
}

/// Gives a trial up whose best score so far is worse than the median of the earlier ones at the same
/// step. Only trials of finished batches count, so that threads do not show.
public struct MedianPruning: Sendable, Equatable {
  /// Trials that must have reached a step before any is given up there.
  public var leastTrials = 5
  /// Steps at the beginning at which none is given up.
  public var freeSteps = 1

  public init(leastTrials: Int = 5, freeSteps: Int = 1) {
    self.leastTrials = leastTrials
    self.freeSteps = freeSteps
  }

  func gives(up steps: [Double], _ earlier: [Trial], _ isLowerBetter: Bool) -> Bool {
    guard steps.count > freeSteps else { return false }
    let others = earlier.filter { $0.steps.count >= steps.count }
      .map { $0.steps[steps.count - 1] }.filter { !$0.isNaN }.sorted()
    guard others.count >= max(1, leastTrials) else { return false }
    let known = steps.filter { !$0.isNaN }
    guard let best = isLowerBetter ? known.min() : known.max() else { return true }
    let median = Bootstrap.percentile(others, 0.5)
    return isLowerBetter ? best > median : best < median
  }
}
