/// A convex function with a gradient, as the minimisers see it.
protocol SmoothObjective: Sendable {
  var count: Int { get }
  func evaluate(_ point: [Double]) throws -> Slope
  /// Something near the inverse of the Hessian at `point`; nil where there is nothing better than
  /// what the minimiser learns by itself.
  func preconditioner(at point: [Double]) throws -> Preconditioner?
  /// Whether the preconditioner is the inverse of the Hessian itself, so that each step is Newton's.
  var preconditionsExactly: Bool { get }
}

/// Value and gradient at a point.
struct Slope: Sendable {
  var value: Double
  var gradient: [Double]

  var steepest: Double { gradient.reduce(0) { max($0, $1.magnitude) } }
}

typealias Preconditioner = @Sendable ([Double]) -> [Double]

/// Where a minimiser stopped, and why that may be called the minimum.
public struct Convergence: Sendable, Equatable {
  public var iterations: Int
  /// The largest component of the gradient of the mean loss with its penalty, columns in units of
  /// their spread (of one row's loss where a learner scales no columns).
  public var gradientNorm: Double
  public var converged: Bool
}

struct Minimum: Sendable {
  var point: [Double]
  var value: Double
  var convergence: Convergence
}

/// When a minimiser may stop.
struct StoppingRule: Sendable {
  var tolerance: Double
  var maximumIterations: Int
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
  let count = min(a.count, b.count)
  var sums = SIMD4<Double>()
  var index = 0
  while index + 3 < count {
    for lane in 0..<4 { sums[lane] += a[index + lane] * b[index + lane] }
    index += 4
  }
  var sum = sums.sum()
  while index < count {
    sum += a[index] * b[index]
    index += 1
  }
  return sum
}
