import Glibc

/// One pass of exponential smoothing over a series: the likelihood of a start and weights, and, on the
/// way back, its gradient with respect to all of them (reverse differentiation), at some three times
/// the cost of the value alone.
///
/// All forms share one recursion for a season that adds and one for a season that multiplies; without
/// a season a neutral number stands in. The kind of the error enters the likelihood only, because the states
/// take in the same surprise either way.
struct SmoothingPass {
  let values: [Double]
  let form: SmoothingForm
  let period: Int

  /// n log Σ e² + 2 Σ log ŷ (the second for relative errors), and what it is made of.
  struct Outcome {
    var objective: Double
    var squares: Double
    /// Σ log |ŷ|; 0 for additive errors.
    var logs: Double
    var count: Int
  }

  struct Gradient {
    var weights = SmoothingWeights(level: 0, trend: 0, season: 0, damping: 0)
    var level = 0.0
    var trend = 0.0
    var season: [Double]
  }

  /// What a step started from.
  struct Step {
    var level: Double
    var trend: Double
    var season: Double
  }

  /// Not finite where a form that multiplies meets zero.
  func outcome(_ start: SmoothingState, _ weights: SmoothingWeights) -> Outcome {
    form.season == .multiplicative
      ? forward(start, weights, isProduct: true, into: nil)
      : forward(start, weights, isProduct: false, into: nil)
  }

  func gradient(
    _ start: SmoothingState, _ weights: SmoothingWeights
  ) -> (outcome: Outcome, gradient: Gradient) {
    var gradient = Gradient(season: [Double](repeating: 0, count: start.season.count))
    let outcome = withUnsafeTemporaryAllocation(of: Step.self, capacity: values.count) { steps in
      let outcome =
        form.season == .multiplicative
        ? forward(start, weights, isProduct: true, into: steps.baseAddress)
        : forward(start, weights, isProduct: false, into: steps.baseAddress)
      guard outcome.objective.isFinite else { return outcome }
      if form.season == .multiplicative {
        backward(steps, weights, outcome, isProduct: true, &gradient)
      } else {
        backward(steps, weights, outcome, isProduct: false, &gradient)
      }
      return outcome
    }
    return (outcome, gradient)
  }

  @inline(__always)
  private func forward(
    _ start: SmoothingState, _ weights: SmoothingWeights, isProduct: Bool,
    into steps: UnsafeMutablePointer<Step>?
  ) -> Outcome {
    let isRelative = form.error == .multiplicative
    var (level, trend, season) = (start.level, start.trend, start.season)
    var (squares, count, place, least) = (0.0, 0, 0, Double.infinity)
    var logs = LogProduct()
    let wrap = season.count
    values.withUnsafeBufferPointer { values in
      season.withUnsafeMutableBufferPointer { season in
        for t in 0..<values.count {
          let slope = weights.damping * trend
          let base = level + slope
          let old = season[place]
          steps?[t] = Step(level: level, trend: trend, season: old)
          let value = values[t]
          let prediction = isProduct ? base * old : base + old
          if isProduct || isRelative { least = min(least, min(base, prediction)) }
          (level, trend) = (base, slope)
          if !value.isNaN {
            let error = value - prediction
            let pull = isProduct ? error / old : error
            level += weights.level * pull
            trend += weights.trend * pull
            season[place] = old + weights.season * (isProduct ? error / base : error)
            let counted = isRelative ? error / prediction : error
            squares += counted * counted
            if isRelative { logs.multiply(prediction) }
            count += 1
          }
          place = place + 1 == wrap ? 0 : place + 1
        }
      }
    }
    let sum = isRelative ? logs.log : 0
    let objective = least > 0 && squares > 0 ? Double(count) * log(squares) + 2 * sum : .infinity
    return Outcome(
      objective: objective.isFinite ? objective : .infinity, squares: squares, logs: sum,
      count: count)
  }

  @inline(__always)
  private func backward(
    _ steps: UnsafeMutableBufferPointer<Step>, _ weights: SmoothingWeights, _ outcome: Outcome,
    isProduct: Bool, _ gradient: inout Gradient
  ) {
    let isRelative = form.error == .multiplicative
    let push = 2 * Double(outcome.count) / outcome.squares
    let wrap = gradient.season.count
    var place = (values.count - 1) % wrap
    var (byLevel, byTrend) = (0.0, 0.0)
    var sums = SmoothingWeights(level: 0, trend: 0, season: 0, damping: 0)
    values.withUnsafeBufferPointer { values in
      gradient.season.withUnsafeMutableBufferPointer { bySeason in
        for t in (0..<values.count).reversed() {
          let step = steps[t]
          let base = step.level + weights.damping * step.trend
          let value = values[t]
          var byBase = byLevel
          if !value.isNaN {
            let after = bySeason[place]
            let prediction = isProduct ? base * step.season : base + step.season
            let error = value - prediction
            let ratio = isRelative ? value / prediction : 0
            let direct =
              isRelative ? (2 - push * (ratio - 1) * ratio) / prediction : -push * error
            let byPull = weights.level * byLevel + weights.trend * byTrend
            let bySurprise = weights.season * after
            let pull = isProduct ? error / step.season : error
            let surprise = isProduct ? error / base : error
            let byError =
              isProduct ? byPull / step.season + bySurprise / base : byPull + bySurprise
            let byPrediction = direct - byError
            sums.level += byLevel * pull
            sums.trend += byTrend * pull
            sums.season += after * surprise
            byBase +=
              isProduct
              ? byPrediction * step.season - bySurprise * surprise / base : byPrediction
            bySeason[place] +=
              isProduct ? byPrediction * base - byPull * pull / step.season : byPrediction
          }
          let bySlope = byBase + byTrend
          sums.damping += step.trend * bySlope
          byTrend = weights.damping * bySlope
          byLevel = byBase
          place = place == 0 ? wrap - 1 : place - 1
        }
      }
    }
    gradient.weights = sums
    (gradient.level, gradient.trend) = (byLevel, byTrend)
  }
}
