/// Minimises a smooth convex function: limited-memory BFGS whose first guess of the curvature is the
/// objective's preconditioner.
///
/// Where the preconditioner is the Hessian, this is Newton's method with a line search; where it is
/// the Hessian of a sample of rows, the pairs correct the difference (Byrd and others, 2016), and a
/// million rows need some ten passes. Each iteration costs one pass, seldom two.
enum QuasiNewton {
  static func minimise(
    _ objective: some SmoothObjective, from start: [Double], _ rule: StoppingRule
  ) throws -> Minimum {
    var point = start
    var slope = try objective.evaluate(point)
    var memory = CurvatureMemory(limit: objective.preconditionsExactly ? 0 : 10)
    var preconditioner: Preconditioner?
    for iteration in 0..<rule.maximumIterations {
      if slope.steepest <= rule.tolerance { return minimum(point, slope, iteration, rule) }
      // The curvature of a sample settles long before the sum of all rows does.
      if objective.preconditionsExactly || iteration < 4 {
        preconditioner = try objective.preconditioner(at: point)
      }
      let step = memory.apply(to: slope.gradient, preconditioner).map { -$0 }
      guard
        let next = try LineSearch.along(
          step, from: point, slope, objective,
          firstStep: memory.isEmpty && preconditioner == nil ? 1 / max(1, slope.steepest) : 1)
      else { return minimum(point, slope, iteration, rule) }
      memory.keep(
        step: zip(next.point, point).map { $0 - $1 },
        change: zip(next.slope.gradient, slope.gradient).map { $0 - $1 })
      (point, slope) = (next.point, next.slope)
    }
    return minimum(point, slope, rule.maximumIterations, rule)
  }

  private static func minimum(
    _ point: [Double], _ slope: Slope, _ iterations: Int, _ rule: StoppingRule
  ) -> Minimum {
    Minimum(
      point: point, value: slope.value,
      convergence: Convergence(
        iterations: iterations, gradientNorm: slope.steepest,
        converged: slope.steepest <= rule.tolerance))
  }
}

/// Finds a step that lowers the value enough, or, where rounding hides the value, one that flattens
/// the slope (the approximate condition of Hager and Zhang, 2005).
enum LineSearch {
  static func along(
    _ direction: [Double], from point: [Double], _ slope: Slope,
    _ objective: some SmoothObjective, firstStep: Double
  ) throws -> (point: [Double], slope: Slope)? {
    let descent = dot(direction, slope.gradient)
    guard descent < 0 else { return nil }
    var length = firstStep
    for _ in 0..<40 {
      let candidate = zip(point, direction).map { $0 + length * $1 }
      let there = try objective.evaluate(candidate)
      let climb = dot(direction, there.gradient)
      if isEnough(there.value - slope.value, slope.value, descent, climb, length) {
        return (candidate, there)
      }
      length = shorter(length, slope.value, descent, there.value)
    }
    return nil
  }

  private static func isEnough(
    _ gain: Double, _ value: Double, _ descent: Double, _ climb: Double, _ length: Double
  ) -> Bool {
    if gain <= 1e-4 * length * descent { return true }
    let noise = 1e-14 * max(value.magnitude, 1e-300)
    return gain <= noise && climb.magnitude <= 0.9 * descent.magnitude
  }

  /// The bottom of the parabola through value, slope and the value found, within bounds.
  private static func shorter(
    _ length: Double, _ value: Double, _ descent: Double, _ found: Double
  ) -> Double {
    let bend = found - value - descent * length
    let bottom = -descent * length * length / (2 * bend)
    guard bottom.isFinite, bottom > 0 else { return length * 0.1 }
    return min(max(bottom, 0.1 * length), 0.5 * length)
  }
}
