extension ExponentialSmoothing {
  /// The longest season that an automatic choice gives states of their own.
  static let longestChosenPeriod = 60

  /// The form with the least AICc. Forms that the series does not allow are passed over: seasons of which
  /// there are not two, products of what is not above zero.
  ///
  /// - Parameter forms: among which to choose; all that are admissible where none are given.
  public static func choose(
    _ values: [Double], period: Int, among forms: [SmoothingForm]? = nil
  ) throws(SeriesError) -> ExponentialSmoothing {
    try SeriesChecks.check(values, needed: 4)
    try SeriesChecks.checkPeriod(period)
    let known = values.count { !$0.isNaN }
    let isSeasonal = period > 1 && period <= longestChosenPeriod && known >= 2 * period + 3
    let isPositive = !values.contains { $0 <= 0 }
    var best: ExponentialSmoothing?
    var refusal = SeriesError.constant
    let (scale, scaled) = scaled(values)
    for form in forms ?? SmoothingForm.candidates(seasonal: isSeasonal, positive: isPositive) {
      do {
        try check(values, form, period)
        let model = try fit(scaled, scale, form, period)
        if model.fit.aicc < best?.fit.aicc ?? .infinity { best = model }
      } catch {
        refusal = error
      }
    }
    guard let best else { throw refusal }
    return best
  }
}
