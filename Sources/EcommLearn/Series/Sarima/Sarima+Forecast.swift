import EcommBase

extension Sarima.Settings {
  var ownColumnCount: Int {
    (addsConstant ? 1 : 0) + fourier.reduce(0) { $0 + $1.columnCount }
  }

  /// The columns that the model knows by itself, at the moments given, counted from its first value.
  func columns(at moments: Range<Int>) -> [[Double]] {
    let times = moments.map { Double($0 + 1) }
    let isDrift = order.differences + order.seasonalDifferences == 1
    let constant = addsConstant ? [isDrift ? times : times.map { _ in 1 }] : []
    return constant + fourier.flatMap { $0.columns(at: times) }
  }
}

extension Sarima {
  /// With its own columns continued and other regressors at zero.
  public func forecast(_ horizon: Int) -> [Double] {
    forecast(max(0, horizon), extra: [])
  }

  /// - Parameter regressors: one column for each that the model was fitted with, `horizon` long.
  public func forecast(_ horizon: Int, regressors: [[Double]]) throws(SeriesError) -> [Double] {
    try checkCount(regressors)
    try SeriesChecks.check(regressors: regressors, count: max(0, horizon))
    return forecast(max(0, horizon), extra: regressors)
  }

  private func checkCount(_ regressors: [[Double]]) throws(SeriesError) {
    guard regressors.count == regressorCount else {
      throw .differentCounts(what: "regressors", count: regressors.count, needed: regressorCount)
    }
  }

  private func forecast(_ horizon: Int, extra: [[Double]]) -> [Double] {
    let filter = filter
    var mean = state.mean
    var values = (0..<horizon).map { _ in
      defer { mean = filter.moved(mean) }
      return filter.prediction(mean)
    }
    let columns = settings.columns(at: length..<length + horizon) + extra
    for (column, coefficient) in zip(columns, coefficients) {
      for step in values.indices { values[step] += coefficient * column[step] }
    }
    return values
  }

  /// From the innovations to come and what is not known of the state; the parameters count as known.
  public func standardErrors(_ horizon: Int) -> [Double]? {
    let filter = filter
    var walk = CovarianceWalk(filter, start: state.covariance, isPastKnown: false)
    return (0..<max(0, horizon)).map { _ in
      let spread = max(0, filter.uncertainty(walk.current).variance) * variance
      _ = walk.advance(gain: nil, variance: 1)
      return spread.squareRoot()
    }
  }

  public func fitted(_ values: [Double]) -> [Double] {
    fitted(values, columns: settings.columns(at: 0..<values.count))
  }

  /// - Parameter regressors: as in the fit.
  public func fitted(
    _ values: [Double], regressors: [[Double]]
  ) throws(SeriesError) -> [Double] {
    try checkCount(regressors)
    try SeriesChecks.check(regressors: regressors, count: values.count)
    return fitted(values, columns: settings.columns(at: 0..<values.count) + regressors)
  }

  private func fitted(_ values: [Double], columns: [[Double]]) -> [Double] {
    let usable = values.map(SeriesChecks.usable)
    let rest = Self.without(columns, coefficients, usable)
    guard let pass = Self.filtered(rest, filter, variance) else { return values.map { _ in .nan } }
    return Self.without(columns, coefficients.map { -$0 }, pass.predictions)
  }

  public mutating func update(with values: [Double]) {
    advance(values, columns: settings.columns(at: length..<length + values.count))
  }

  /// - Parameter regressors: one column for each that the model was fitted with.
  public mutating func update(
    with values: [Double], regressors: [[Double]]
  ) throws(SeriesError) {
    try checkCount(regressors)
    try SeriesChecks.check(regressors: regressors, count: values.count)
    advance(values, columns: settings.columns(at: length..<length + values.count) + regressors)
  }

  private mutating func advance(_ values: [Double], columns: [[Double]]) {
    let filter = filter
    let rest = Self.without(columns, coefficients, values.map(SeriesChecks.usable))
    var walk = CovarianceWalk(filter, start: state.covariance, isPastKnown: false)
    for value in rest {
      let (gain, spread) = filter.uncertainty(walk.current)
      let isKnown = value.magnitude <= SeriesBounds.largestState && spread > 0
      if isKnown {
        let pull = (value - filter.prediction(state.mean)) / spread
        for k in gain.indices { state.mean[k] += gain[k] * pull }
      }
      state.mean = filter.moved(state.mean)
      _ = walk.advance(gain: isKnown ? gain : nil, variance: spread)
    }
    state.covariance = filter.tidied(walk.current)
    length += values.count
  }
}

extension Sarima {
  /// `seasonal ARIMA (0,1,1)(0,1,1)[12]; trend and season move with the last values`.
  public var summary: String {
    var parts = ["ARIMA \(order)"]
    if order.period > 1 { parts[0] = "seasonal " + parts[0] }
    if settings.addsConstant {
      parts.append(order.differences + order.seasonalDifferences == 0 ? "a mean" : "a drift")
    }
    for terms in settings.fourier {
      parts.append("\(terms.order) waves of \(Figures.short(terms.period)) values")
    }
    if regressorCount > 0 { parts.append(Figures.count(regressorCount, "regressor")) }
    return parts.joined(separator: ", with ") + "; " + movement
  }

  private var movement: String {
    switch (order.differences > 0, order.seasonalDifferences > 0) {
    case (true, true): "level and season move with what happens"
    case (true, false): "the level moves with what happens"
    case (false, true): "the season moves with what happens"
    case (false, false): "it returns to its mean"
    }
  }
}
