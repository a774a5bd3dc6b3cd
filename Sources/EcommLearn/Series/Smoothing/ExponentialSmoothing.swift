import Glibc

/// Exponential smoothing in its state-space forms, fitted by maximum likelihood over weights and
/// starting states (Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing", 2008).
///
/// A missing value moves nothing but the season on. O(n) per likelihood or gradient, some fifty of them
/// per form.
public struct ExponentialSmoothing: SeriesModel, Equatable {
  public static let name = "ets"

  public let form: SmoothingForm
  public let weights: SmoothingWeights
  public let fit: SmoothingFitSummary
  /// Of one step: of the errors, relative ones where the form has them so.
  public let variance: Double
  let start: SmoothingState
  var state: SmoothingState

  /// - Parameter period: values in a season; forms without one leave it unread.
  public static func fit(
    _ values: [Double], form: SmoothingForm, period: Int
  ) throws(SeriesError) -> ExponentialSmoothing {
    try check(values, form, period)
    let (scale, scaled) = scaled(values)
    return try fit(scaled, scale, form, period)
  }

  static func fit(
    _ scaled: [Double], _ scale: Double, _ form: SmoothingForm, _ period: Int
  ) throws(SeriesError) -> ExponentialSmoothing {
    guard let optimum = SmoothingFitting(scaled, form, period: period).run() else {
      throw .constant
    }
    return ExponentialSmoothing(optimum, form, scale: scale, values: scaled)
  }

  /// The size of the series goes into the model last, so that no size is too large or too small.
  static func scaled(_ values: [Double]) -> (scale: Double, values: [Double]) {
    let known = values.filter { !$0.isNaN }
    let scale = known.reduce(0) { $0 + $1.magnitude / Double(known.count) }
    return (scale, values.map { $0 / scale })
  }

  static func check(
    _ values: [Double], _ form: SmoothingForm, _ period: Int
  ) throws(SeriesError) {
    try SeriesChecks.checkPeriod(period)
    guard form.isAdmissible else {
      throw .badParameter(
        name: "the error", expected: "multiplicative beside a multiplicative season")
    }
    guard !form.hasSeason || period > 1 else {
      throw .badParameter(name: "the period", expected: "2 or more for a season")
    }
    let states = (form.hasTrend ? 2 : 1) + (form.hasSeason ? period - 1 : 0)
    try SeriesChecks.check(
      values, needed: max(form.weightCount + states + 1, form.hasSeason ? 2 * period : 4))
    if form.needsPositive, let place = values.firstIndex(where: { $0 <= 0 }) {
      throw .notPositive(place: place)
    }
    guard let first = values.first(where: { !$0.isNaN }) else { return }
    guard values.contains(where: { !$0.isNaN && $0 != first }) else { throw .constant }
  }

  private init(
    _ optimum: SmoothingFitting.Optimum, _ form: SmoothingForm, scale: Double, values: [Double]
  ) {
    self.form = form
    weights = optimum.weights
    var end = optimum.start
    for value in values { end.advance(value, form, optimum.weights) }
    start = optimum.start.scaled(by: scale, form)
    state = end.scaled(by: scale, form)
    let n = Double(optimum.outcome.count)
    let states = (form.hasTrend ? 2 : 1) + (form.hasSeason ? end.season.count - 1 : 0)
    let mean = optimum.outcome.squares / n
    fit = SmoothingFitSummary(
      logLikelihood: -0.5 * n * (log(2 * Double.pi) + 1 + log(mean)) - optimum.outcome.logs
        - n * log(scale),
      observations: optimum.outcome.count, parameterCount: form.weightCount + states + 1,
      iterations: optimum.convergence.iterations, converged: optimum.convergence.converged)
    let freedom = max(1, n - Double(form.weightCount + states))
    variance =
      form.error == .additive
      ? mean * n / freedom * scale * scale
      : min(mean * n / freedom, SeriesBounds.largestRelativeVariance)
  }
}

extension SmoothingState {
  func scaled(by scale: Double, _ form: SmoothingForm) -> SmoothingState {
    SmoothingState(
      level: level * scale, trend: trend * scale,
      season: form.season == .multiplicative ? season : season.map { $0 * scale })
  }
}

/// How a fit went.
public struct SmoothingFitSummary: LikelihoodSummary, Equatable {
  public var logLikelihood: Double
  public var observations: Int
  /// Weights, starting states and the variance.
  public var parameterCount: Int
  public var iterations: Int
  public var converged: Bool
}
