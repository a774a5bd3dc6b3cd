/// How sure an area under the ROC curve is, from the same rows (DeLong, DeLong and Clarke-Pearson,
/// 1988), by ranks in O(n log n) (Sun and Xu, 2014).
public struct DeLong: Sendable, Equatable {
  public let area: Double
  public let standardError: Double

  /// For each positive the share of negatives below it, for each negative that of positives above it,
  /// ties half.
  private let ofPositives: [Double]
  private let ofNegatives: [Double]

  public init(_ scores: [Double], isPositive: [Bool]) throws(MetricError) {
    try MetricError.check(scores, count: isPositive.count, weights: [])
    let positives = scores.indices.filter { isPositive[$0] }
    let negatives = scores.indices.filter { !isPositive[$0] }
    guard !positives.isEmpty, !negatives.isEmpty else { throw .oneClass }
    let ranks = Self.middleRanks(scores)
    let (m, n) = (Double(positives.count), Double(negatives.count))
    let own = Self.middleRanks(positives.map { scores[$0] })
    let others = Self.middleRanks(negatives.map { scores[$0] })
    ofPositives = zip(positives, own).map { (ranks[$0] - $1) / n }
    ofNegatives = zip(negatives, others).map { 1 - (ranks[$0] - $1) / m }
    area = ofPositives.reduce(0, +) / m
    standardError = Self.variance(ofPositives, ofPositives, ofNegatives, ofNegatives).squareRoot()
  }

  /// Within 0 and 1.
  public func interval(_ confidence: Double = 0.95) throws(MetricError) -> ClosedRange<Double> {
    guard confidence > 0, confidence < 1 else {
      throw .badSetting(name: "confidence", expected: "between 0 and 1")
    }
    let reach = NormalDistribution.quantile((1 + confidence) / 2) * standardError
    return max(0, area - reach)...min(1, area + reach)
  }

  /// Two scores of the same rows: the chance of a difference this large were there none. One where
  /// both order the rows alike.
  public static func pValue(
    _ a: [Double], _ b: [Double], isPositive: [Bool]
  ) throws(MetricError) -> Double {
    let first = try DeLong(a, isPositive: isPositive)
    let second = try DeLong(b, isPositive: isPositive)
    let together = variance(
      first.ofPositives, second.ofPositives, first.ofNegatives, second.ofNegatives)
    let square =
      first.standardError * first.standardError + second.standardError * second.standardError
      - 2 * together
    let difference = first.area - second.area
    guard square > 1e-30 else { return difference == 0 ? 1 : 0 }
    return NormalDistribution.beyond(difference / square.squareRoot())
  }

  private static func variance(
    _ p: [Double], _ q: [Double], _ r: [Double], _ s: [Double]
  ) -> Double {
    covariance(p, q) / Double(p.count) + covariance(r, s) / Double(r.count)
  }

  private static func covariance(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count > 1 else { return 0 }
    let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    let sum = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
    return sum / Double(a.count - 1)
  }

  /// Ranks from 1; equal values share the mean of theirs.
  static func middleRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
      for place in first..<end { ranks[order[place]] = Double(first + end + 1) / 2 }
      first = end
    }
    return ranks
  }
}
