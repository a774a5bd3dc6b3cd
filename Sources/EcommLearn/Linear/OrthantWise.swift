/// Minimises a smooth convex function plus a weighted sum of magnitudes: orthant-wise limited-memory
/// quasi-Newton (Andrew and Gao, 2007).
///
/// Each iteration stays in one orthant, where the magnitudes are linear; a coordinate that would
/// change its sign is set to zero, and leaves zero only where the slope outweighs its penalty. Where points
/// differ in the penalties alone, it would go from kink to kink in small steps; `settle` finds the best of
/// them at once. Pairs are of points between which the gradient changed.
enum OrthantWise {
  static func minimise(
    _ objective: some SmoothObjective, lasso: [Double], from start: [Double],
    _ rule: StoppingRule, settle: ([Double]) -> [Double] = { $0 }
  ) throws -> Minimum {
    var point = start
    var slope = try objective.evaluate(point)
    var memory = CurvatureMemory(limit: 20)
    for iteration in 0..<rule.maximumIterations {
      let steepest = pseudoGradient(point, slope.gradient, lasso)
      if largest(steepest) <= rule.tolerance {
        return minimum(point, slope, lasso, iteration, rule)
      }
      var direction = memory.apply(to: steepest, nil).map { -$0 }
      for index in direction.indices where direction[index] * steepest[index] >= 0 {
        direction[index] = 0
      }
      let first = memory.isEmpty ? 1 / max(1, largest(steepest)) : 1
      guard
        let next = try search(
          objective, lasso, point, slope, direction, steepest, firstStep: first)
      else {
        // The pairs led nowhere: start again from the slope alone, once.
        if memory.isEmpty { return minimum(point, slope, lasso, iteration, rule) }
        memory = CurvatureMemory(limit: 20)
        continue
      }
      memory.keep(
        step: zip(next.point, point).map { $0 - $1 },
        change: zip(next.slope.gradient, slope.gradient).map { $0 - $1 })
      (point, slope) = (next.point, next.slope)
      let settled = settle(point)
      if settled != point { (point, slope) = (settled, try objective.evaluate(settled)) }
    }
    return minimum(point, slope, lasso, rule.maximumIterations, rule)
  }

  /// The steepest slope of the whole: where a coordinate is zero, what is left after its penalty.
  static func pseudoGradient(
    _ point: [Double], _ gradient: [Double], _ lasso: [Double]
  ) -> [Double] {
    point.indices.map { index in
      let (g, l) = (gradient[index], lasso[index])
      if point[index] > 0 { return g + l }
      if point[index] < 0 { return g - l }
      return g > l ? g - l : g < -l ? g + l : 0
    }
  }

  private static func search(
    _ objective: some SmoothObjective, _ lasso: [Double], _ point: [Double], _ slope: Slope,
    _ direction: [Double], _ steepest: [Double], firstStep: Double
  ) throws -> (point: [Double], slope: Slope)? {
    let value = slope.value + magnitude(point, lasso)
    var length = firstStep
    for _ in 0..<40 {
      let candidate = point.indices.map { index in
        let moved = point[index] + length * direction[index]
        let side = point[index] != 0 ? point[index] : -steepest[index]
        return lasso[index] > 0 && moved * side <= 0 ? 0 : moved
      }
      let there = try objective.evaluate(candidate)
      let expected = point.indices.reduce(0.0) {
        $0 + steepest[$1] * (candidate[$1] - point[$1])
      }
      let gain = there.value + magnitude(candidate, lasso) - value
      if expected < 0, gain <= 1e-4 * expected + 1e-15 * value.magnitude {
        return (candidate, there)
      }
      length *= 0.5
    }
    return nil
  }

  private static func magnitude(_ point: [Double], _ lasso: [Double]) -> Double {
    point.indices.reduce(0) { $0 + lasso[$1] * point[$1].magnitude }
  }

  private static func largest(_ values: [Double]) -> Double {
    values.reduce(0) { max($0, $1.magnitude) }
  }

  private static func minimum(
    _ point: [Double], _ slope: Slope, _ lasso: [Double], _ iterations: Int, _ rule: StoppingRule
  ) -> Minimum {
    let norm = largest(pseudoGradient(point, slope.gradient, lasso))
    return Minimum(
      point: point, value: slope.value + magnitude(point, lasso),
      convergence: Convergence(
        iterations: iterations, gradientNorm: norm, converged: norm <= rule.tolerance))
  }
}
