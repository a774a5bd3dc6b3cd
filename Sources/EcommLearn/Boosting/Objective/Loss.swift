import EcommBase

/// The loss of one row, of a score that trees add up to. Each conforming type is one objective.
protocol Loss: Sendable {
  /// First and second derivative of the loss by the score; the second, or what stands in for it, is
  /// positive or zero.
  func derivatives(score: Double, target: Double) -> Derivatives

  func loss(score: Double, target: Double) -> Double

  /// What is predicted at this score, and the score at which this is predicted.
  func output(_ score: Double) -> Double
  func score(_ output: Double) -> Double

  /// Targets that have a loss, in words.
  var targets: String { get }
  func accepts(_ target: Double) -> Bool

  /// The prediction that fits all rows best, where no feature is known.
  func constant(_ targets: [Double], _ weights: [Double]?) -> Double

  /// Where leaves hold a quantile of what is left over, not a Newton step: which.
  var leafQuantile: Double? { get }

  func fill(
    _ rows: Range<Int>, scores: UnsafePointer<Double>, targets: UnsafePointer<Double>,
    weights: UnsafePointer<Double>?, into: UnsafeMutablePointer<UInt64>)
}

/// Of one row's loss. 32 bits each, in one word until they are rounded to integers.
struct Derivatives: Equatable {
  var gradient: Float
  var hessian: Float

  @inline(__always)
  init(_ gradient: Double, _ hessian: Double) {
    self.gradient = Float(gradient)
    self.hessian = Float(hessian)
  }

  @inline(__always)
  init(gradient: Float, hessian: Float) {
    self.gradient = gradient
    self.hessian = hessian
  }

  @inline(__always)
  init(word: UInt64) {
    gradient = Float(bitPattern: UInt32(truncatingIfNeeded: word >> 32))
    hessian = Float(bitPattern: UInt32(truncatingIfNeeded: word))
  }

  @inline(__always)
  var word: UInt64 { UInt64(gradient.bitPattern) << 32 | UInt64(hessian.bitPattern) }
}

extension Loss {
  func output(_ score: Double) -> Double { score }
  func score(_ output: Double) -> Double { output }
  var targets: String { "a finite number" }
  func accepts(_ target: Double) -> Bool { target.isFinite }
  var leafQuantile: Double? { nil }

  func constant(_ targets: [Double], _ weights: [Double]?) -> Double {
    WeightedStatistics.mean(targets, weights)
  }

  /// Compiled once for each objective, so the derivatives are inlined into the loop.
  func fill(
    _ rows: Range<Int>, scores: UnsafePointer<Double>, targets: UnsafePointer<Double>,
    weights: UnsafePointer<Double>?, into: UnsafeMutablePointer<UInt64>
  ) {
    guard let weights else {
      for row in rows { into[row] = derivatives(score: scores[row], target: targets[row]).word }
      return
    }
    for row in rows {
      var both = derivatives(score: scores[row], target: targets[row])
      both.gradient *= Float(weights[row])
      both.hessian *= Float(weights[row])
      into[row] = both.word
    }
  }

  /// Scores to predictions, in place.
  func transform(_ scores: UnsafeMutablePointer<Double>, count: Int) {
    for index in 0..<count { scores[index] = output(scores[index]) }
  }
}
