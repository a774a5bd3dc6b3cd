/// Minimises the loss of sparse rows: Newton's direction by conjugate gradients, cut off as soon as it
/// is worth a step (Dembo and Steihaug, 1983), preconditioned by the diagonal as in LIBLINEAR (Hsia,
/// Chiang and Lin, 2018).
///
/// A product with the Hessian is one pass over the rows that still have curvature; a line search
/// costs no pass, since margins are linear in the step.
enum TruncatedNewton {
  static func minimise(
    _ problem: SparseProblem, from start: [Double], _ rule: StoppingRule
  ) throws -> Minimum {
    var point = start
    var margins = try problem.margins(point)
    var rows = try problem.derive(margins)
    var gradient = try problem.gradient(rows.slopes, point)
    let first = largest(gradient)
    var value = rows.value + penalty(problem, point)
    for iteration in 0..<rule.maximumIterations {
      let norm = largest(gradient)
      if norm <= rule.tolerance * first { return minimum(point, value, norm, iteration, true) }
      let step = try direction(problem, rows, gradient)
      guard
        let length = try search(problem, point, margins, step, gradient, value, &rows, &margins)
      else {
        let negligible = norm <= 1e-6 * first
        return minimum(point, value, norm, iteration, negligible)
      }
      for index in point.indices { point[index] += length * step[index] }
      value = rows.value + penalty(problem, point)
      gradient = try problem.gradient(rows.slopes, point)
    }
    return minimum(point, value, largest(gradient), rule.maximumIterations, false)
  }

  /// How much of the gradient a direction may leave over, measured by the diagonal. Directions that
  /// are more exact save steps but cost more passes in all.
  private static let leftOver = 0.2

  /// Conjugate gradients on Hessian · step = -gradient.
  private static func direction(
    _ problem: SparseProblem, _ rows: SparseProblem.RowSlopes, _ gradient: [Double]
  ) throws -> [Double] {
    let inverse = try problem.inverseDiagonal(rows)
    var step = [Double](repeating: 0, count: gradient.count)
    var residual = gradient.map { -$0 }
    var search = zip(residual, inverse).map(*)
    var energy = dot(residual, search)
    let enough = leftOver * leftOver * energy
    for _ in 0..<250 where energy > enough {
      let curved = try problem.curve(rows, search)
      let bend = dot(search, curved)
      guard bend > 0 else { break }
      let before = energy
      energy = move(&step, &residual, along: search, curved, inverse, by: energy / bend)
      turn(&search, residual, inverse, keeping: energy / before)
    }
    return step
  }

  /// Goes `length` along the search direction; returns what is left, measured by the diagonal.
  private static func move(
    _ step: inout [Double], _ residual: inout [Double], along search: [Double],
    _ curved: [Double], _ inverse: [Double], by length: Double
  ) -> Double {
    var energy = SIMD4<Double>()
    var rest = 0.0
    let count = step.count
    step.withUnsafeMutableBufferPointer { step in
      residual.withUnsafeMutableBufferPointer { residual in
        for index in 0..<count { step[index] += length * search[index] }
        var index = 0
        while index + 3 < count {
          for lane in 0..<4 {
            let left = residual[index + lane] - length * curved[index + lane]
            residual[index + lane] = left
            energy[lane] += left * left * inverse[index + lane]
          }
          index += 4
        }
        while index < count {
          residual[index] -= length * curved[index]
          rest += residual[index] * residual[index] * inverse[index]
          index += 1
        }
      }
    }
    return energy.sum() + rest
  }

  private static func turn(
    _ search: inout [Double], _ residual: [Double], _ inverse: [Double], keeping share: Double
  ) {
    search.withUnsafeMutableBufferPointer { search in
      for index in 0..<search.count {
        search[index] = residual[index] * inverse[index] + share * search[index]
      }
    }
  }

  private static func search(
    _ problem: SparseProblem, _ point: [Double], _ margins: [Double], _ step: [Double],
    _ gradient: [Double], _ value: Double, _ rows: inout SparseProblem.RowSlopes,
    _ reached: inout [Double]
  ) throws -> Double? {
    let descent = dot(gradient, step)
    guard descent < 0 else { return nil }
    let change = try problem.margins(step)
    var length = 1.0
    for _ in 0..<30 {
      let there = zip(margins, change).map { $0 + length * $1 }
      let found = try problem.derive(there)
      let moved = zip(point, step).map { $0 + length * $1 }
      let gain = found.value + penalty(problem, moved) - value
      if gain <= 1e-4 * length * descent + 1e-15 * value.magnitude {
        (rows, reached) = (found, there)
        return length
      }
      length /= 2
    }
    return nil
  }

  private static func penalty(_ problem: SparseProblem, _ point: [Double]) -> Double {
    var sum = 0.0
    for value in point[..<(problem.data.columnCount * problem.outputs)] { sum += value * value }
    return problem.ridge / 2 * sum
  }

  private static func largest(_ values: [Double]) -> Double {
    values.reduce(0) { max($0, $1.magnitude) }
  }

  private static func minimum(
    _ point: [Double], _ value: Double, _ norm: Double, _ iterations: Int, _ converged: Bool
  ) -> Minimum {
    Minimum(
      point: point, value: value,
      convergence: Convergence(iterations: iterations, gradientNorm: norm, converged: converged))
  }
}
