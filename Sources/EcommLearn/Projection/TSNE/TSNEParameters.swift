/// How a t-SNE map is made.
public struct TSNEParameters: Sendable, Equatable {
  /// About how many neighbours a row should stay near to.
  public var perplexity = 30.0
  public var iterations = 1000
  /// Of these iterations the first, in which neighbours are drawn together `exaggeration` times as hard.
  public var earlyIterations = 250
  public var exaggeration = 12.0
  /// Nil: rows / exaggeration / 4, but at least 50 (Belkina et al., 2019).
  public var learningRate: Double?
  /// Boxes whose width is below this share of their distance count as one point; 0 is exact.
  public var coarseness = 0.4

  public init(perplexity: Double = 30, iterations: Int = 1000) {
    self.perplexity = perplexity
    self.iterations = iterations
  }

  public func validate(rows: Int) throws(ClusterError) {
    guard perplexity >= 1, perplexity.isFinite else {
      throw .badParameter(name: "perplexity", expected: "at least 1")
    }
    guard rows <= TSNE.mostRows else {
      throw .badParameter(name: "rows", expected: "at most 200,000")
    }
    guard Double(rows) > perplexity + 1 else {
      throw .fewRows(count: rows, least: Int(min(perplexity, 1e9)) + 2)
    }
    guard (1...1_000_000).contains(iterations), earlyIterations >= 0 else {
      throw .badParameter(name: "iterations", expected: "from 1 to 1,000,000")
    }
    guard exaggeration >= 1, exaggeration <= 1000 else {
      throw .badParameter(name: "exaggeration", expected: "from 1 to 1,000")
    }
    guard learningRate.map({ $0 > 0 && $0 <= 1e6 }) ?? true else {
      throw .badParameter(name: "learningRate", expected: "above 0, at most 1,000,000")
    }
    guard coarseness >= 0, coarseness <= 1 else {
      throw .badParameter(name: "coarseness", expected: "from 0 to 1")
    }
  }
}
