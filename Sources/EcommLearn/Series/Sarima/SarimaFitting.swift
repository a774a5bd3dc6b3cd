/// The most likely parameters: BFGS over free numbers (`SarimaParameters(free:)`), so that every
/// factor stays stationary and invertible, from the guess of Hannan and Rissanen and from a plain one.
///
/// The gradient is taken by central differences: a likelihood costs microseconds.
struct SarimaFitting {
  let problem: SarimaProblem

  struct Optimum {
    var parameters: SarimaParameters
    var likelihood: SarimaProblem.Likelihood
    var convergence: Convergence
  }

  func run(thorough: Bool = true) throws(SeriesError) -> Optimum {
    let order = problem.order
    let tolerance = thorough ? 1e-9 : 1e-6
    var best = minimise(
      HannanRissanen.guess(problem.roughResiduals, order).free, tolerance, iterations: 100)
    if order.parameterCount > 0, thorough || !best.value.isFinite {
      let plain = [Double](repeating: 0.1, count: order.parameterCount)
      let other = minimise(plain, tolerance, iterations: Self.trial)
      if other.value < best.value || !best.value.isFinite {
        best = minimise(other.point, tolerance, iterations: 100)
      }
    }
    let parameters = SarimaParameters(free: best.point, order)
    guard let likelihood = problem.likelihoods([parameters])[0] else { throw .constant }
    return Optimum(
      parameters: parameters, likelihood: likelihood, convergence: best.convergence)
  }

  /// Iterations after which a start that is behind is given up.
  private static let trial = 8

  /// Minus the mean log-likelihood at each point.
  private func values(_ points: [[Double]]) -> [Double] {
    problem.likelihoods(points.map { SarimaParameters(free: $0, problem.order) }).map {
      $0.map { -$0.logLikelihood / Double($0.count) } ?? .infinity
    }
  }

  private func minimise(
    _ start: [Double], _ tolerance: Double, iterations: Int
  ) -> Minimum {
    let function = FewVariables.Function(
      value: { values([$0])[0] }, gradient: { Differences.gradient(at: $0, of: values) })
    return FewVariables.minimise(
      function, from: start,
      .init(
        gradientTolerance: 100 * tolerance, valueTolerance: tolerance, maximumIterations: iterations
      ))
  }

  /// The standard errors of the parameters from the curvature of the likelihood; NaN where it does
  /// not curve, as at the edge of invertibility.
  func standardErrors(_ optimum: Optimum) -> [Double] {
    let point = optimum.parameters.all
    let order = problem.order
    let hessian = Differences.hessian(at: point) { points in
      let sets = points.map { SarimaParameters($0, order) }
      guard sets.allSatisfy(\.isStationary) else { return points.map { _ in .nan } }
      return problem.likelihoods(sets).map { $0.map { -$0.logLikelihood } ?? .nan }
    }
    guard hessian.allSatisfy(\.isFinite), let factor = Cholesky(hessian, size: point.count) else {
      return point.map { _ in .nan }
    }
    let inverse = factor.inverse()
    return point.indices.map { inverse[$0 * point.count + $0].squareRoot() }
  }
}
