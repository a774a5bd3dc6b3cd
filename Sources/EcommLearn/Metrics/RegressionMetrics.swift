/// How far foretold numbers are from true ones, over weighted rows.
public struct RegressionMetrics: Sendable, Equatable {
  public let mae: Double
  public let rmse: Double
  /// The share of the spread that is foretold; nil where the truth has no spread.
  public let r2: Double?
  /// Over the rows whose truth is not zero; nil when there are none.
  public let mape: Double?
  public let largestError: Double
  /// Mean of foretold minus true.
  public let bias: Double

  /// Nil when all weights are zero or there are no rows.
  public init?(
    _ predicted: [Double], truth: [Double], weights: [Double] = []
  ) throws(MetricError) {
    try MetricError.check(predicted, count: truth.count, weights: weights)
    try MetricError.check(truth, count: truth.count, weights: [])
    let sums = Sums(predicted, truth, weights)
    guard sums.weight > 0 else { return nil }
    mae = sums.absolute / sums.weight
    rmse = (sums.squared / sums.weight).squareRoot()
    bias = sums.signed / sums.weight
    r2 = sums.spread > 0 ? 1 - sums.squared / sums.spread : nil
    mape = sums.shareWeight > 0 ? sums.share / sums.shareWeight : nil
    largestError = sums.largest
  }

  private struct Sums {
    var (weight, absolute, squared, signed) = (0.0, 0.0, 0.0, 0.0)
    var (spread, share, shareWeight, largest) = (0.0, 0.0, 0.0, 0.0)

    init(_ predicted: [Double], _ truth: [Double], _ weights: [Double]) {
      var sum = 0.0
      for row in truth.indices {
        let own = weights.isEmpty ? 1 : weights[row]
        weight += own
        sum += own * truth[row]
      }
      let mean = weight > 0 ? sum / weight : 0
      for row in truth.indices {
        let own = weights.isEmpty ? 1 : weights[row]
        let error = predicted[row] - truth[row]
        absolute += own * error.magnitude
        squared += own * error * error
        signed += own * error
        spread += own * (truth[row] - mean) * (truth[row] - mean)
        if own > 0 { largest = max(largest, error.magnitude) }
        if truth[row] != 0 {
          share += own * (error / truth[row]).magnitude
          shareWeight += own
        }
      }
    }
  }
}
