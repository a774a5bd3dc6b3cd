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
    let guess = HannanRissanen.guess(problem.roughResiduals(), order).free
    let plain = [Double](repeating: 0, count: order.parameterCount)
    var starts = [guess]
    if thorough, order.parameterCount > 0 { starts.append(plain.map { _ in 0.1 }) }
    let ends = (starts + (value(guess).isFinite ? [] : [plain])).map(minimise)
    guard let best = ends.filter({ $0.value.isFinite }).min(by: { $0.value < $1.value }) else {
      throw .constant
    }
    let parameters = SarimaParameters(free: best.point, order)
    guard let likelihood = problem.likelihood(parameters) else { throw .constant }
    return Optimum(
      parameters: parameters, likelihood: likelihood, convergence: best.convergence)
  }

  /// Minus the mean log-likelihood.
  private func value(_ free: [Double]) -> Double {
    problem.likelihood(SarimaParameters(free: free, problem.order))
      .map { -$0.logLikelihood / Double($0.count) } ?? .infinity
  }

  private func minimise(_ start: [Double]) -> Minimum {
    let function = FewVariables.Function(value: value) { point in
      Slope(value: value(point), gradient: Differences.gradient(at: point, of: value))
    }
    return FewVariables.minimise(
      function, from: start,
      .init(gradientTolerance: 1e-8, valueTolerance: 1e-11, maximumIterations: 100))
  }

  /// The standard errors of the parameters from the curvature of the likelihood; NaN where it does
  /// not curve, as at the edge of invertibility.
  func standardErrors(_ optimum: Optimum) -> [Double] {
    let point = optimum.parameters.all
    let order = problem.order
    let hessian = Differences.hessian(at: point) { all in
      let parameters = SarimaParameters(all, order)
      guard parameters.isStationary else { return .nan }
      return problem.likelihood(parameters).map { -$0.logLikelihood } ?? .nan
    }
    guard hessian.allSatisfy(\.isFinite), let factor = Cholesky(hessian, size: point.count) else {
      return point.map { _ in .nan }
    }
    let inverse = factor.inverse()
    return point.indices.map { inverse[$0 * point.count + $0].squareRoot() }
  }
}
