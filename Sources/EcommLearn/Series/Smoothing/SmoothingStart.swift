/// Where the search for the best states begins: seasons as means over the first seasons, level and
/// trend from the values rid of them (Hyndman and others, 2002).
enum SmoothingStart {
  static func guess(_ values: [Double], _ form: SmoothingForm, period: Int) -> SmoothingState {
    let season = form.hasSeason ? season(values, form, period) : [SmoothingState.neutral(form)]
    let length = max(10, 2 * season.count)
    var known: [(t: Double, value: Double)] = []
    for (t, value) in values.enumerated() where !value.isNaN && known.count < length {
      let place = season[t % season.count]
      known.append((Double(t), form.season == .multiplicative ? value / place : value - place))
    }
    let (level, slope) = line(known)
    guard form.hasTrend else {
      let mean = known.reduce(0) { $0 + $1.value } / Double(max(1, known.count))
      return SmoothingState(level: mean, trend: 0, season: season)
    }
    return SmoothingState(level: level - slope, trend: slope, season: season)
  }

  private static func line(_ points: [(t: Double, value: Double)]) -> (level: Double, slope: Double)
  {
    let n = Double(max(1, points.count))
    let t = points.reduce(0) { $0 + $1.t } / n
    let value = points.reduce(0) { $0 + $1.value } / n
    let spread = points.reduce(0) { $0 + ($1.t - t) * ($1.t - t) }
    let slope =
      spread > 0 ? points.reduce(0) { $0 + ($1.t - t) * ($1.value - value) } / spread : 0
    return (value - slope * t, slope)
  }

  /// Means of what each place in the season is beside the mean of its season, over the first seasons.
  private static func season(
    _ values: [Double], _ form: SmoothingForm, _ period: Int
  ) -> [Double] {
    let isProduct = form.season == .multiplicative
    var sums = [Double](repeating: 0, count: period)
    var counts = sums
    for start in stride(from: 0, to: min(values.count, max(4 * period, 30)), by: period) {
      let turn = values[start..<min(start + period, values.count)]
      let known = turn.filter { !$0.isNaN }
      guard turn.count == period, 2 * known.count > period else { continue }
      let mean = known.reduce(0, +) / Double(known.count)
      for (place, value) in turn.enumerated() where !value.isNaN {
        sums[place] += isProduct ? value / mean : value - mean
        counts[place] += 1
      }
    }
    let neutral = SmoothingState.neutral(form)
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : neutral }
    let middle = means.reduce(0, +) / Double(period)
    guard isProduct else { return means.map { $0 - middle } }
    return middle > 0 ? means.map { max($0 / middle, 0.01) } : means.map { _ in 1 }
  }
}
