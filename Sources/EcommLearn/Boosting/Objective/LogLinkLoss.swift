import Glibc

/// Objectives whose prediction is e^score, so never negative.
protocol LogLinkLoss: Loss {}

extension LogLinkLoss {
  func output(_ score: Double) -> Double { Exponential.of(score) }

  func score(_ output: Double) -> Double { log(output) }

  /// A mean of zero has no logarithm; the smallest one kept is far below any real rate.
  func constant(_ targets: [Double], _ weights: [Double]?) -> Double {
    max(WeightedStatistics.mean(targets, weights), 1e-10)
  }
}
