import Glibc

/// Objectives whose prediction is e^score, so never negative.
protocol LogLinkLoss: Loss {}

extension LogLinkLoss {
  func output(_ score: Double) -> Double { Exponential.of(score) }

  /// A mean of zero has no logarithm; the smallest one kept is far below any real rate.
  func score(_ output: Double) -> Double { log(max(output, 1e-10)) }
}
