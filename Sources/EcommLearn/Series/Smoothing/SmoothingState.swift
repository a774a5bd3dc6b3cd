/// The terms of exponential smoothing at a moment.
struct SmoothingState: Sendable, Equatable {
  var level: Double
  /// 0 without a trend.
  var trend: Double
  /// The next value's place in the season first; one neutral number without a season.
  var season: [Double]

  /// What a form without a season multiplies or adds.
  static func neutral(_ form: SmoothingForm) -> Double { form.season == .multiplicative ? 1 : 0 }

  func prediction(_ form: SmoothingForm, damping: Double) -> Double {
    let base = base(form, damping)
    return form.season == .multiplicative ? base * season[0] : base + season[0]
  }

  /// Level and trend. A product with the season has to stay above zero.
  func base(_ form: SmoothingForm, _ damping: Double) -> Double {
    let base = level + damping * trend
    return form.season == .multiplicative ? max(base, 1e-6 * level) : base
  }

  /// One value on; NaN is a missing one.
  mutating func advance(_ value: Double, _ form: SmoothingForm, _ weights: SmoothingWeights) {
    let base = base(form, weights.damping)
    let place = season.removeFirst()
    trend *= weights.damping
    level = base
    season.append(place)
    guard !value.isNaN, value > 0 || !form.needsPositive else { return }
    let isProduct = form.season == .multiplicative
    let error = value - (isProduct ? base * place : base + place)
    level += weights.level * (isProduct ? error / place : error)
    trend += weights.trend * (isProduct ? error / place : error)
    season[season.count - 1] += weights.season * (isProduct ? error / base : error)
  }
}
