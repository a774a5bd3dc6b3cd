/// How K-Means is fitted.
public struct KMeansParameters: Sendable, Equatable {
  public var clusters = 8
  /// Runs from different centres; the one with the least inertia is kept.
  public var starts = 10
  public var maximumIterations = 300
  /// A run ends when the centres' squared shifts sum to no more than this share of the columns' mean
  /// variance. The best run then goes on until no row changes its cluster, for at most as many passes
  /// as all runs took.
  public var tolerance = 1e-4
  public var seed: UInt64 = 0
  /// Rows drawn for one step, where rows are so many that a pass over all of them is too slow; nil
  /// uses all rows in every step.
  public var batch: Int?

  public init(clusters: Int = 8, starts: Int = 10, seed: UInt64 = 0) {
    self.clusters = clusters
    self.starts = starts
    self.seed = seed
  }

  public func validate() throws(ClusterError) {
    guard (1...100_000).contains(clusters) else {
      throw .badParameter(name: "clusters", expected: "from 1 to 100,000")
    }
    guard (1...10_000).contains(starts) else {
      throw .badParameter(name: "starts", expected: "from 1 to 10,000")
    }
    guard (1...1_000_000).contains(maximumIterations) else {
      throw .badParameter(name: "maximumIterations", expected: "from 1 to 1,000,000")
    }
    guard tolerance >= 0, tolerance < 1 else {
      throw .badParameter(name: "tolerance", expected: "from 0 to below 1")
    }
    guard batch.map({ $0 >= 1 }) ?? true else {
      throw .badParameter(name: "batch", expected: "at least 1")
    }
  }
}
