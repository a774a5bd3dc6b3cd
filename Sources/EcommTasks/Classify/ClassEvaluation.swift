import EcommBase
import EcommData
import EcommLearn

/// How well a classifier did on rows that it had not learned from: figures with their uncertainty, the base rate
/// beside them, curves, slices and the worst mistakes.
public struct ClassEvaluation: Sendable {
  public let rows: Int
  public let headlines: [Headline]
  public let binary: BinaryEvaluation?
  public let perClass: [ClassScore]
  /// How often each class (row) was answered with each (column), under these names.
  public let classes: [String]
  public let confusion: [[Double]]
  public let slices: [ClassSlice]
  public let mistakes: [ClassMistake]

  public struct Headline: Sendable {
    public let metric: ClassMetric
    public let value: Double
    /// 95 %, from rows drawn again.
    public let interval: ClosedRange<Double>?
    public let baseline: Double?
  }

  /// - Parameters:
  ///   - numbers: where the rows of `table` stood in the input.
  ///   - isCrossFitted: the threshold is judged fold by fold, as chosen on the others.
  init(
    _ judged: JudgedRows, decision: ClassDecision, table: Table, numbers: [Int],
    isCrossFitted: Bool,
    parallel: Parallel
  ) throws {
    rows = judged.count
    headlines = try ClassMetric.usual(classes: judged.classes).compactMap {
      try Headline($0, judged, parallel)
    }
    binary = try decision.threshold.map {
      try BinaryEvaluation(
        judged, rule: decision.rule, threshold: $0, names: decision.classes,
        isCrossFitted: isCrossFitted)
    }
    perClass = try binary == nil ? ClassScore.all(judged, decision.classes) : []
    classes = decision.classes
    confusion = try binary.map { Self.table($0.decision) } ?? judged.counts().table
    slices = try ClassSlice.all(judged, table, decision)
    mistakes = ClassMistake.worst(judged, decision, numbers)
  }
}

extension ClassEvaluation.Headline {
  private static let repeats = 200
  /// A sample of so many rows has intervals narrow enough.
  private static let mostDrawn = 20_000

  init?(_ metric: ClassMetric, _ judged: JudgedRows, _ parallel: Parallel) throws {
    guard let value = try metric.value(judged) else { return nil }
    self.metric = metric
    self.value = value
    baseline = try metric.baseline(judged.labels, classes: judged.classes)
    interval = try Self.interval(metric, judged, value, parallel)
  }

  /// DeLong's interval for the area under the curve, percentiles of rows drawn again for the others.
  private static func interval(
    _ metric: ClassMetric, _ judged: JudgedRows, _ value: Double, _ parallel: Parallel
  ) throws -> ClosedRange<Double>? {
    if metric == .rocAUC {
      return try DeLong(judged.chances, isPositive: judged.isPositive).interval()
    }
    let size = min(judged.count, mostDrawn)
    let drawn = try parallel.map(repeats) { index -> Double? in
      var random = SeededRandom(seed: 42).split(UInt64(index))
      let places = (0..<size).map { _ in random.below(judged.count) }
      return try metric.value(judged.selecting(places))
    }.compactMap { $0 }.sorted()
    guard drawn.count > 20 else { return nil }
    // A smaller sample spreads more, by the root of the sizes.
    let shrink = (Double(size) / Double(judged.count)).squareRoot()
    let low = drawn[drawn.count * 25 / 1000]
    let high = drawn[drawn.count * 975 / 1000]
    return min(value, value + (low - value) * shrink)...max(value, value + (high - value) * shrink)
  }

  var json: JSON {
    [
      "metric": .string(metric.rawValue), "value": .number(value),
      "lower": .optional(interval?.lowerBound), "upper": .optional(interval?.upperBound),
      "baseline": .optional(baseline),
    ]
  }
}

extension ClassEvaluation {
  private static func table(_ counts: Confusion) -> [[Double]] {
    [
      [counts.trueNegatives, counts.falsePositives],
      [counts.falseNegatives, counts.truePositives],
    ]
  }

  /// What pages draw beside the figures that a model file keeps.
  public var curves: JSON {
    [
      "classes": .strings(classes), "confusion": .array(confusion.map(JSON.numbers)),
      "binary": binary?.curves.json ?? .null,
    ]
  }

  public var json: JSON {
    [
      "rows": .integer(rows), "headlines": .array(headlines.map(\.json)),
      "binary": binary?.json ?? .null, "classes": .array(perClass.map(\.json)),
      "slices": .array(slices.map(\.json)), "mistakes": .array(mistakes.map(\.json)),
    ]
  }
}
