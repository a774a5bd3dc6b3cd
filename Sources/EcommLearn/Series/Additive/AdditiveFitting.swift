import Glibc

/// The most probable parameters of an additive model: normal errors, Laplace priors on the bends of the
/// trend, normal ones on everything else (Taylor and Letham, "Forecasting at scale", 2018).
///
/// Each step solves the model linearised where it stands, sparse bends exactly (`SparseBends`), and
/// then the spread of the errors, which has a closed form. Where the model is linear, the products of
/// the columns are made once: n p² for p columns, and p³ per step. A step that does not lower the
/// objective is halved.
struct AdditiveFitting {
  let design: AdditiveDesign
  /// In units of the largest.
  let values: [Double]
  let times: [Double]
  let ramps: [[Double]]
  let features: [[Double]]

  struct Parameters: Equatable {
    var slope: Double
    var offset: Double
    var bends: [Double]
    var features: [Double]
    var spread: Double
  }

  private var isLinear: Bool {
    design.settings.growth != .logistic && !design.settings.isMultiplicative
  }
  private var weight: Double { 1 / design.settings.changepointScale }

  /// Of the normal priors of slope and offset.
  private static let trendPrior = 5.0
  /// Of the half-normal prior of the spread.
  private static let spreadPrior = 0.5

  func run() -> (parameters: Parameters, convergence: Convergence) {
    var current = start()
    var value = objective(current)
    var system: Normal?
    for iteration in 0..<Self.longest {
      let normal = isLinear ? system ?? self.normal(current) : self.normal(current)
      system = normal
      let next = step(current, value, toward: solve(normal, current))
      let gain = value - next.value
      (current, value) = next
      if gain <= 1e-9 * Double(values.count) {
        return (current, Convergence(iterations: iteration + 1, gradientNorm: 0, converged: true))
      }
    }
    return (
      current, Convergence(iterations: Self.longest, gradientNorm: 0, converged: false)
    )
  }

  private static let longest = 100

  private func step(
    _ current: Parameters, _ value: Double, toward target: Parameters
  ) -> (Parameters, value: Double) {
    var share = 1.0
    for _ in 0..<20 {
      var next = current.moved(toward: target, by: share)
      next.spread = spread(residuals(next))
      let found = objective(next)
      if found <= value { return (next, found) }
      share /= 2
    }
    return (current, value)
  }

  // MARK: - The model

  func trend(_ parameters: Parameters) -> [Double] {
    let base = exponent(parameters)
    guard design.settings.growth == .logistic, let capacity = design.settings.capacity else {
      return base
    }
    return base.map { capacity / design.valueScale / (1 + exp(-$0)) }
  }

  /// The trend itself, or what logistic growth has in its exponent: slope (t - offset) there.
  private func exponent(_ parameters: Parameters) -> [Double] {
    let isLogistic = design.settings.growth == .logistic
    var sum =
      isLogistic
      ? times.map { parameters.slope * ($0 - parameters.offset) }
      : times.map { parameters.offset + parameters.slope * $0 }
    for (bend, ramp) in zip(parameters.bends, ramps) where bend != 0 {
      for t in sum.indices { sum[t] += bend * ramp[t] }
    }
    return sum
  }

  func effects(_ parameters: Parameters) -> [Double] {
    var sum = [Double](repeating: 0, count: times.count)
    for (coefficient, column) in zip(parameters.features, features) {
      for t in sum.indices { sum[t] += coefficient * column[t] }
    }
    return sum
  }

  private func residuals(_ parameters: Parameters) -> [Double] {
    let (trend, effects) = (trend(parameters), effects(parameters))
    let isProduct = design.settings.isMultiplicative
    return values.indices.map { t in
      values[t] - (isProduct ? trend[t] * (1 + effects[t]) : trend[t] + effects[t])
    }
  }

  /// Minus the log posterior, constants left out.
  private func objective(_ parameters: Parameters) -> Double {
    let rest = residuals(parameters)
    let variance = parameters.spread * parameters.spread
    let prior = Self.spreadPrior * Self.spreadPrior
    var sum = Double(rest.count) * log(parameters.spread) + dot(rest, rest) / (2 * variance)
    sum += variance / (2 * prior)
    let trendPrior = 2 * Self.trendPrior * Self.trendPrior
    sum +=
      (parameters.slope * parameters.slope + parameters.offset * parameters.offset) / trendPrior
    sum += weight * parameters.bends.reduce(0) { $0 + $1.magnitude }
    for (value, prior) in zip(parameters.features, design.featurePriors) {
      sum += value * value / (2 * prior * prior)
    }
    return sum
  }

  /// Where the posterior is steepest no more: a quadratic in the variance.
  private func spread(_ rest: [Double]) -> Double {
    let n = Double(rest.count)
    let p = Self.spreadPrior * Self.spreadPrior
    let squares = dot(rest, rest)
    // v²/p + n v - squares = 0, its root without cancellation.
    let variance = 2 * squares / (n + (n * n + 4 * squares / p).squareRoot())
    return max(variance, 1e-12).squareRoot()
  }

  // MARK: - Steps

  /// Products of the columns of the linearised model: bends, slope, offset, features.
  private struct Normal {
    var matrix: [Double]
    var right: [Double]
  }

  private func normal(_ at: Parameters) -> Normal {
    let columns = derivatives(at)
    var target = residuals(at)
    for (column, value) in zip(columns, at.bends + [at.slope, at.offset] + at.features)
    where value != 0 {
      for t in target.indices { target[t] += value * column[t] }
    }
    let n = columns.count
    var matrix = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0...i {
        matrix[i * n + j] = dot(columns[i], columns[j])
        matrix[j * n + i] = matrix[i * n + j]
      }
    }
    return Normal(matrix: matrix, right: columns.map { dot($0, target) })
  }

  private func derivatives(_ at: Parameters) -> [[Double]] {
    let isProduct = design.settings.isMultiplicative
    var factors =
      isProduct ? effects(at).map { 1 + $0 } : [Double](repeating: 1, count: times.count)
    var (bySlope, byOffset) = (times, times.map { _ in 1.0 })
    if design.settings.growth == .flat { bySlope = times.map { _ in 0 } }
    let trend = isProduct || design.settings.growth == .logistic ? trend(at) : []
    if design.settings.growth == .logistic, let capacity = design.settings.capacity {
      let top = capacity / design.valueScale
      for t in factors.indices { factors[t] *= trend[t] * (1 - trend[t] / top) }
      bySlope = times.map { $0 - at.offset }
      byOffset = times.map { _ in -at.slope }
    }
    func scaled(_ column: [Double], _ factors: [Double]) -> [Double] {
      column.indices.map { column[$0] * factors[$0] }
    }
    let line = ramps + [bySlope, byOffset]
    return (isLinear ? line : line.map { scaled($0, factors) })
      + (isProduct ? features.map { scaled($0, trend) } : features)
  }

  private func solve(_ normal: Normal, _ at: Parameters) -> Parameters {
    let variance = at.spread * at.spread
    let count = ramps.count
    let n = normal.right.count
    var matrix = normal.matrix
    let priors = [Self.trendPrior, Self.trendPrior] + design.featurePriors
    for (index, prior) in priors.enumerated() {
      matrix[(count + index) * (n + 1)] += variance / (prior * prior)
    }
    let solution = SparseBends(matrix: matrix, right: normal.right, sparse: count)
      .solve(weight: variance * weight, from: at.bends)
    return Parameters(
      slope: solution[count], offset: solution[count + 1], bends: Array(solution[..<count]),
      features: Array(solution[(count + 2)...]), spread: at.spread)
  }

  /// A line, or a logistic curve, through the first and the last value.
  private func start() -> Parameters {
    var slope = values[values.count - 1] - values[0]
    var offset = values[0]
    switch design.settings.growth {
    case .linear: break
    case .flat: (slope, offset) = (0, values.reduce(0, +) / Double(values.count))
    case .logistic:
      let top = (design.settings.capacity ?? 1) / design.valueScale
      func logit(_ value: Double) -> Double {
        let share = min(max(value / top, 0.01), 0.99)
        return log(share / (1 - share))
      }
      let (first, last) = (logit(values[0]), logit(values[values.count - 1]))
      slope = (last - first).magnitude > 1e-3 ? last - first : 1e-3
      offset = -first / slope
    }
    let zeros = [Double](repeating: 0, count: ramps.count)
    var parameters = Parameters(
      slope: slope, offset: offset, bends: zeros, features: features.map { _ in 0 }, spread: 1)
    parameters.spread = spread(residuals(parameters))
    return parameters
  }
}

extension AdditiveFitting.Parameters {
  fileprivate func moved(toward target: Self, by share: Double) -> Self {
    func between(_ a: Double, _ b: Double) -> Double { share == 1 ? b : a + share * (b - a) }
    return Self(
      slope: between(slope, target.slope), offset: between(offset, target.offset),
      bends: zip(bends, target.bends).map(between),
      features: zip(features, target.features).map(between), spread: spread)
  }
}
