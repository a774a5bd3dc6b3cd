import Glibc

/// The most likely weights and starting states of one form: BFGS over numbers that may have any
/// value, with exact gradients. The series is scaled to a mean size of one.
struct SmoothingFitting {
  let pass: SmoothingPass
  private let guess: SmoothingState
  /// What the states are measured in, so that all variables are of one size.
  private let unit: Double

  struct Optimum {
    var weights: SmoothingWeights
    var start: SmoothingState
    var outcome: SmoothingPass.Outcome
    var convergence: Convergence
  }

  init(_ values: [Double], _ form: SmoothingForm, period: Int) {
    pass = SmoothingPass(values: values, form: form, period: period)
    guess = SmoothingStart.guess(values, form, period: period)
    let known = values.filter { !$0.isNaN }
    let mean = known.reduce(0, +) / Double(known.count)
    let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    unit = max((squares / Double(known.count)).squareRoot(), 1e-6)
  }

  func run(iterations: Int = 200) -> Optimum? {
    let count = Double(pass.values.count { !$0.isNaN })
    let function = FewVariables.Function(
      value: { point in
        let (start, weights) = parts(point)
        return pass.outcome(start, weights).objective / count
      },
      gradient: { point in
        let (start, weights) = parts(point)
        let found = pass.gradient(start, weights)
        return free(found.gradient, weights).map { $0 / count }
      })
    // The likelihood has several hills: from each start a little way, then on from the highest.
    var rule = FewVariables.Rule(gradientTolerance: 1e-5, valueTolerance: 1e-7)
    rule.maximumIterations = Self.trial
    let trials = Self.starts.prefix(pass.form.hasSeason ? 4 : 3).map { level, season in
      FewVariables.minimise(function, from: point(level, season), rule)
    }
    guard let best = trials.min(by: { $0.value < $1.value }), best.value.isFinite else {
      return nil
    }
    rule.maximumIterations = iterations
    let minimum = FewVariables.minimise(function, from: best.point, rule)
    let (start, weights) = parts(minimum.point)
    return Optimum(
      weights: weights, start: start, outcome: pass.outcome(start, weights),
      convergence: minimum.convergence)
  }

  /// Iterations from each start.
  private static let trial = 12

  /// Of α and γ, to begin with; the last for a season that moves.
  private static let starts = [(0.05, 0.05), (0.3, 0.03), (0.8, 0.01), (0.1, 0.25)]

  private func point(_ level: Double, _ season: Double) -> [Double] {
    let weights = SmoothingWeights(
      level: level, trend: 0.1 * level, season: season, damping: 0.95)
    let states = (pass.form.hasTrend ? 2 : 1) + max(0, guess.season.count - 1)
    return weights.free(pass.form) + [Double](repeating: 0, count: states)
  }

  /// Variables are the weights, then by how much the states differ from the guess. The last place
  /// of the season balances the others.
  private func parts(_ point: [Double]) -> (SmoothingState, SmoothingWeights) {
    let weights = SmoothingWeights(free: point.prefix(pass.form.weightCount), pass.form)
    var rest = point.dropFirst(pass.form.weightCount)
    var state = guess
    state.level += unit * (rest.popFirst() ?? 0)
    if pass.form.hasTrend { state.trend += Self.slow * unit * (rest.popFirst() ?? 0) }
    let last = state.season.count - 1
    for (place, move) in rest.enumerated() {
      state.season[place] += unit * move
      state.season[last] -= unit * move
    }
    return (state, weights)
  }

  /// A trend is a change per step: small beside the spread of the series.
  private static let slow = 0.05

  private func free(_ gradient: SmoothingPass.Gradient, _ weights: SmoothingWeights) -> [Double] {
    var result = weights.free(gradient: gradient.weights, pass.form) + [unit * gradient.level]
    if pass.form.hasTrend { result.append(Self.slow * unit * gradient.trend) }
    let last = gradient.season.count - 1
    for place in 0..<last { result.append(unit * (gradient.season[place] - gradient.season[last])) }
    return result
  }
}
