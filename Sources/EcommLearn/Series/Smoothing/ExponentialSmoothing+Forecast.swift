import EcommBase

extension ExponentialSmoothing {
  public func forecast(_ horizon: Int) -> [Double] {
    var ahead = state
    return (0..<max(0, horizon)).map { _ in
      defer { ahead.advance(.nan, form, weights) }
      return ahead.prediction(form, damping: weights.damping)
    }
  }

  /// What the next `horizon` values are the sum of.
  public func components(_ horizon: Int) -> [(name: String, values: [Double])] {
    var (levels, trends, seasons): ([Double], [Double], [Double]) = ([], [], [])
    var ahead = state
    for _ in 0..<max(0, horizon) {
      let total = ahead.prediction(form, damping: weights.damping)
      let base = ahead.base(form, weights.damping)
      levels.append(state.level)
      trends.append(base - state.level)
      seasons.append(total - base)
      ahead.advance(.nan, form, weights)
    }
    return [("level", levels), ("trend", trends), ("season", seasons)].filter { part in
      part.0 == "level" || part.1.contains { $0 != 0 }
    }
  }

  /// Exact for additive errors, and for relative ones without a season that multiplies (Hyndman and
  /// others, 2005, classes 1 and 2); there is no closed form for the others.
  public func standardErrors(_ horizon: Int) -> [Double]? {
    guard form.season != .multiplicative else { return nil }
    let moves = moves(max(0, horizon))
    guard form.error == .multiplicative else {
      var sum = 1.0
      return moves.map { move in
        defer { sum += move * move }
        return (variance * sum).squareRoot()
      }
    }
    return relativeErrors(forecast(horizon), moves)
  }

  private func relativeErrors(_ means: [Double], _ moves: [Double]) -> [Double] {
    var thetas: [Double] = []
    return means.indices.map { h in
      var theta = means[h] * means[h]
      for j in 0..<h { theta += variance * moves[j] * moves[j] * thetas[h - 1 - j] }
      // Relative errors that double the series at each step have no useful end.
      thetas.append(min(theta, SeriesBounds.largestState * SeriesBounds.largestState))
      return max(0, (1 + variance) * thetas[h] - means[h] * means[h]).squareRoot()
    }
  }

  /// What a surprise moves the value so many steps later by.
  private func moves(_ count: Int) -> [Double] {
    var (slope, power) = (0.0, 1.0)
    return (0..<count).map { index in
      power *= weights.damping
      slope += power
      let isSameSeason = form.hasSeason && (index + 1) % state.season.count == 0
      return weights.level + weights.trend * slope + (isSameSeason ? weights.season : 0)
    }
  }

  public func fitted(_ values: [Double]) -> [Double] {
    var state = start
    return values.map { value in
      defer { state.advance(SeriesChecks.usable(value), form, weights) }
      return state.prediction(form, damping: weights.damping)
    }
  }

  public mutating func update(with values: [Double]) {
    for value in values { state.advance(SeriesChecks.usable(value), form, weights) }
  }

  /// `exponential smoothing, additive season of 7, no trend (ETS(A,N,A)); the level moves by 12 %
  /// of each surprise`.
  public var summary: String {
    let season =
      form.hasSeason ? "\(form.season.rawValue) season of \(state.season.count)" : "no season"
    let trend = form.trend == .none ? "no trend" : "\(form.trend.rawValue) trend"
    return "exponential smoothing, \(season), \(trend) (\(form)); the level moves by "
      + "\(Figures.percent(weights.level, 0)) of each surprise"
  }
}
