/// Foretold against observed share of positives, bin by bin.
public struct CalibrationCurve: Sendable, Equatable {
  public struct Bin: Sendable, Equatable {
    /// Mean probability foretold.
    public let foretold: Double
    /// Share of positives that came.
    public let observed: Double
    public let weight: Double
  }

  public enum Bins: Sendable, Equatable {
    /// Of equal width over 0...1.
    case equalWidth(Int)
    /// Of about equally many rows; equal probabilities stay together.
    case equalCount(Int)
    /// One for each different probability.
    case distinct
  }

  /// Without the empty ones, lowest probability first.
  public let bins: [Bin]
  /// Share of positives over all rows.
  public let baseRate: Double

  /// Nil when all weights are zero or there are no rows.
  public init?(
    _ probabilities: [Double], isPositive: [Bool], weights: [Double] = [],
    bins kind: Bins = .equalWidth(10)
  ) throws(MetricError) {
    let ranking = try Ranking(probabilities, isPositive: isPositive, weights: weights)
    try Self.check(kind)
    let total = ranking.positives + ranking.negatives
    guard total > 0 else { return nil }
    var sums: [(number: Int, foretold: Double, hits: Double, weight: Double)] = []
    var before = 0.0
    for step in ranking.steps.reversed() {
      let weight = step.positives + step.negatives
      let number = Self.bin(step.score, before / total, kind, sums.count)
      if sums.last?.number != number { sums.append((number, 0, 0, 0)) }
      sums[sums.count - 1].foretold += weight * step.score
      sums[sums.count - 1].hits += step.positives
      sums[sums.count - 1].weight += weight
      before += weight
    }
    bins = sums.map {
      Bin(foretold: $0.foretold / $0.weight, observed: $0.hits / $0.weight, weight: $0.weight)
    }
    baseRate = ranking.positives / total
  }

  private static func check(_ kind: Bins) throws(MetricError) {
    switch kind {
    case .distinct: return
    case .equalWidth(let count), .equalCount(let count):
      guard (1...100_000).contains(count) else {
        throw .badSetting(name: "bins", expected: "from 1 to 100,000")
      }
    }
  }

  /// A border belongs to the bin below it, as in scikit-learn.
  private static func bin(_ score: Double, _ before: Double, _ kind: Bins, _ next: Int) -> Int {
    switch kind {
    case .distinct: next
    case .equalWidth(let count):
      max(0, Int((min(max(score, 0), 1) * Double(count)).rounded(.up)) - 1)
    case .equalCount(let count): min(count - 1, Int(before * Double(count)))
    }
  }
}

extension CalibrationCurve {
  private var total: Double { bins.reduce(0) { $0 + $1.weight } }

  private func mean(_ value: (Bin) -> Double) -> Double {
    bins.reduce(0) { $0 + $1.weight * value($1) } / total
  }

  /// Expected calibration error: mean distance between foretold and observed.
  public var expectedError: Double { mean { abs($0.foretold - $0.observed) } }

  public var largestError: Double { bins.map { abs($0.foretold - $0.observed) }.max() ?? 0 }

  /// Murphy's parts (1973): Brier = reliability - resolution + uncertainty, exactly so with `distinct`
  /// bins.
  public var reliability: Double {
    mean { ($0.foretold - $0.observed) * ($0.foretold - $0.observed) }
  }
  public var resolution: Double { mean { ($0.observed - baseRate) * ($0.observed - baseRate) } }
  public var uncertainty: Double { baseRate * (1 - baseRate) }
}
