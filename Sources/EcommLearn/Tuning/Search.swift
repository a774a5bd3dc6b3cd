import EcommBase

/// A seeded search for the best setting.
///
/// Trials are proposed in batches of a size that is part of the search, each batch from the finished
/// batches before it alone. So the trials, and what is given up, are the same at any number of threads
/// and after any interruption; what it costs is that the trials of a batch do not learn from each
/// other.
public struct Search: Sendable {
  public enum Strategy: Sendable, Equatable {
    /// Every combination, ranges of numbers at this many places.
    case grid(places: Int)
    case random
    /// Parzen estimators, after `randomTrials` random ones.
    case parzen(randomTrials: Int)
  }

  public let space: SearchSpace
  public var strategy = Strategy.parzen(randomTrials: 10)
  /// In all; a grid has as many as it has combinations, at most these.
  public var trials = 50
  public var batch = 4
  public var seed: UInt64 = 42
  public var isLowerBetter = true
  public var pruning: MedianPruning?

  public init(_ space: SearchSpace) { self.space = space }

  public struct Result: Sendable, Equatable {
    public let trials: [Trial]
    public let best: Trial
  }

  /// Tries settings; `evaluate` returns the score, nil for a setting that gives none, and gives up
  /// where its progress says so. `journal` are the entries of an earlier run of the same search;
  /// `record` gets each new one, in order, when its batch is done.
  public func run(
    journal: [JSON] = [], on parallel: Parallel = Parallel(),
    record: (JSON) throws -> Void = { _ in },
    evaluate: @Sendable ([TuningValue], inout TrialProgress) throws -> Double?
  ) throws -> Result {
    try validate()
    var done = try SearchJournal.read(journal, self)
    if journal.isEmpty { try record(SearchJournal.header(self)) }
    let total = min(trials, gridSize ?? trials)
    while done.count < total {
      // An interrupted batch goes on where it stopped: it was proposed from the batches before it.
      let start = done.count / batch * batch
      let earlier = Array(done[..<start])
      let numbers = Array(done.count..<min(total, start + batch))
      let finished = try parallel.map(numbers.count) { place in
        try attempt(numbers[place], earlier, evaluate)
      }
      for trial in finished { try record(SearchJournal.entry(trial, self)) }
      done += finished
    }
    guard let best = best(of: done) else { throw TuningError.nothingWorked(trials: done.count) }
    return Result(trials: done, best: best)
  }

  private func attempt(
    _ index: Int, _ earlier: [Trial],
    _ evaluate: @Sendable ([TuningValue], inout TrialProgress) throws -> Double?
  ) throws -> Trial {
    let values = propose(index, earlier)
    var progress = TrialProgress(
      pruning: pruning, earlier: earlier, isLowerBetter: isLowerBetter)
    let score = try evaluate(values, &progress)
    let outcome: Trial.Outcome =
      progress.isPruned
      ? .pruned : score.flatMap { $0.isFinite ? Trial.Outcome.done($0) : nil } ?? .failed
    return Trial(index: index, values: values, steps: progress.steps, outcome: outcome)
  }

  /// Of equal ones the first.
  private func best(of trials: [Trial]) -> Trial? {
    var best: (trial: Trial, score: Double)?
    for trial in trials {
      guard let score = trial.score else { continue }
      if best.map({ isLowerBetter ? score < $0.score : score > $0.score }) ?? true {
        best = (trial, score)
      }
    }
    return best?.trial
  }

  private func validate() throws(TuningError) {
    guard (1...1_000_000).contains(trials) else {
      throw .badSetting(name: "trials", expected: "from 1 to 1,000,000")
    }
    guard (1...1000).contains(batch) else {
      throw .badSetting(name: "batch", expected: "from 1 to 1,000")
    }
    if case .grid(let places) = strategy, !(1...10_000).contains(places) {
      throw .badSetting(name: "places", expected: "from 1 to 10,000")
    }
    if case .parzen(let count) = strategy, count < 1 {
      throw .badSetting(name: "randomTrials", expected: "1 or more")
    }
  }
}
