/// Minimises a smooth function of a few variables, convex or not: BFGS with the whole inverse Hessian
/// (Nocedal and Wright, algorithm 6.1).
///
/// Where the function is not finite counts as a wall that the line search backs away from. Each
/// iteration costs one gradient, some values and k² operations.
enum FewVariables {
  struct Rule: Sendable {
    /// Of the largest component of the gradient.
    var gradientTolerance = 1e-7
    /// Of what an iteration gains.
    var valueTolerance = 1e-12
    var maximumIterations = 200
    /// Of one step, in the largest component.
    var longestStep = 2.0
  }

  struct Function {
    let value: ([Double]) -> Double
    let gradient: ([Double]) -> [Double]
  }

  static func minimise(_ function: Function, from start: [Double], _ rule: Rule) -> Minimum {
    var point = start
    var slope = Slope(value: function.value(point), gradient: [])
    if slope.value.isFinite { slope.gradient = function.gradient(point) }
    var inverse = InverseHessian(count: start.count)
    var idle = 0
    for iteration in 0..<rule.maximumIterations {
      guard slope.value.isFinite else { break }
      if slope.steepest <= rule.gradientTolerance { return end(point, slope, iteration, true) }
      guard let next = step(function, point, slope, &inverse, rule) else {
        return end(point, slope, iteration, slope.steepest <= rule.gradientTolerance.squareRoot())
      }
      let there = Slope(value: next.value, gradient: function.gradient(next.point))
      let gain = slope.value - there.value
      inverse.learn(
        step: zip(next.point, point).map { $0 - $1 },
        change: zip(there.gradient, slope.gradient).map { $0 - $1 })
      (point, slope) = (next.point, there)
      // One idle step may be an ill-scaled direction; two are the bottom.
      idle = gain <= rule.valueTolerance ? idle + 1 : 0
      if idle == 2 { return end(point, slope, iteration + 1, true) }
    }
    return end(point, slope, rule.maximumIterations, false)
  }

  private static func end(
    _ point: [Double], _ slope: Slope, _ iterations: Int, _ converged: Bool
  ) -> Minimum {
    Minimum(
      point: point, value: slope.value,
      convergence: Convergence(
        iterations: iterations, gradientNorm: slope.steepest, converged: converged))
  }

  /// The next point; after a direction that leads nowhere, steepest descent is tried once.
  private static func step(
    _ function: Function, _ point: [Double], _ slope: Slope, _ inverse: inout InverseHessian,
    _ rule: Rule
  ) -> (point: [Double], value: Double)? {
    for attempt in 0..<2 {
      if attempt == 1 { inverse = InverseHessian(count: point.count) }
      let direction = capped(inverse.times(slope.gradient).map { -$0 }, rule.longestStep)
      if let next = along(direction, function, point, slope) { return next }
    }
    return nil
  }

  private static func capped(_ direction: [Double], _ longest: Double) -> [Double] {
    let size = direction.reduce(0) { max($0, $1.magnitude) }
    return size > longest ? direction.map { $0 * longest / size } : direction
  }

  private static func along(
    _ direction: [Double], _ function: Function, _ point: [Double], _ slope: Slope
  ) -> (point: [Double], value: Double)? {
    let descent = dot(direction, slope.gradient)
    guard descent < 0 else { return nil }
    var length = 1.0
    for _ in 0..<30 {
      let candidate = zip(point, direction).map { $0 + length * $1 }
      let value = function.value(candidate)
      if value <= slope.value + 1e-4 * length * descent { return (candidate, value) }
      let bottom = -descent * length * length / (2 * (value - slope.value - descent * length))
      length =
        bottom.isFinite && bottom > 0
        ? min(max(bottom, 0.1 * length), 0.5 * length)
        : 0.3 * length
    }
    return nil
  }
}

/// What the steps so far told about the curvature.
struct InverseHessian {
  private let count: Int
  private var matrix: [Double]
  private var isFresh = true

  init(count: Int) {
    self.count = count
    matrix = [Double](repeating: 0, count: count * count)
    for i in 0..<count { matrix[i * count + i] = 1 }
  }

  /// The first direction is the gradient at a length of one at most.
  func times(_ gradient: [Double]) -> [Double] {
    guard !isFresh else {
      let size = dot(gradient, gradient).squareRoot()
      return gradient.map { $0 * 0.25 / max(size, 0.25) }
    }
    return product(gradient)
  }

  private func product(_ vector: [Double]) -> [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for k in 0..<count { sum += matrix[row * count + k] * vector[k] }
      return sum
    }
  }

  /// Pairs without positive curvature teach nothing.
  mutating func learn(step: [Double], change: [Double]) {
    let bend = dot(step, change)
    let size = (dot(step, step) * dot(change, change)).squareRoot()
    guard bend > 1e-10 * size, bend.isFinite else { return }
    if isFresh {
      let scale = bend / dot(change, change)
      for i in 0..<count { matrix[i * count + i] = scale }
      isFresh = false
    }
    let moved = product(change)
    let factor = (1 + dot(change, moved) / bend) / bend
    for i in 0..<count {
      for j in 0..<count {
        matrix[i * count + j] +=
          factor * step[i] * step[j] - (moved[i] * step[j] + step[i] * moved[j]) / bend
      }
    }
  }
}
