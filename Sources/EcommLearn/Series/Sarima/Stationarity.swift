/// How often a series has to be differenced before an ARMA model fits it.
enum Stationarity {
  /// One seasonal difference where the season is strong: its share of what is left without the
  /// trend is above 0.64 (Wang, Smith and Hyndman, 2006; the bound of Hyndman and Khandakar's
  /// software). None where the series is shorter than three seasons.
  static func seasonalDifferences(_ values: [Double], period: Int) -> Int {
    guard period > 1, values.count >= 3 * period else { return 0 }
    return seasonalStrength(values, period) > 0.64 ? 1 : 0
  }

  /// From a classical additive decomposition.
  static func seasonalStrength(_ values: [Double], _ period: Int) -> Double {
    let trend = SeasonalAdjustment.centredMeans(values, period)
    let detrended = zip(values, trend).map { $0 - $1 }
    var sums = [Double](repeating: 0, count: period)
    var counts = sums
    for (t, value) in detrended.enumerated() where !value.isNaN {
      sums[t % period] += value
      counts[t % period] += 1
    }
    let season = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let rest = detrended.enumerated().map { $1 - season[$0 % period] }
    let whole = variance(detrended)
    return whole > 0 ? max(0, 1 - variance(rest) / whole) : 0
  }

  private static func variance(_ values: [Double]) -> Double {
    let known = values.filter { !$0.isNaN }
    guard known.count > 1 else { return 0 }
    let mean = known.reduce(0) { $0 + $1 / Double(known.count) }
    return known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(known.count) }
  }

  /// As many differences as it takes until the test of Kwiatkowski, Phillips, Schmidt and Shin (1992)
  /// finds a level, at 5 %.
  static func differences(_ values: [Double], most: Int) -> Int {
    var rest = values
    for count in 0..<most {
      if kpss(rest) < critical { return count }
      rest = zip(rest.dropFirst(), rest).map { $0 - $1 }
    }
    return most
  }

  private static let critical = 0.463

  /// The statistic for a level, its long-run variance with Bartlett's weights.
  static func kpss(_ values: [Double]) -> Double {
    let n = values.count
    guard n > 3 else { return 0 }
    let mean = values.reduce(0) { $0 + $1 / Double(n) }
    let rest = values.map { $0 - mean }
    var sum = 0.0
    var squares = 0.0
    for value in rest {
      sum += value
      squares += sum * sum
    }
    var longRun = dot(rest, rest)
    let floor = longRun * 1e-12
    let lags = Int(3 * Double(n).squareRoot() / 13)
    for lag in 1..<lags + 1 {
      let weight = 2 * (1 - Double(lag) / Double(lags + 1))
      longRun += weight * dot(Array(rest.dropFirst(lag)), Array(rest.dropLast(lag)))
    }
    guard longRun > floor, longRun > 0 else { return 0 }
    return squares / (Double(n) * longRun)
  }

  /// Gaps filled along straight lines from a season to the next, for tests and searches that need a whole
  /// series.
  static func filled(_ values: [Double], period: Int) -> [Double] {
    var result = values
    let step = values.count >= 2 * period ? period : 1
    for place in 0..<min(step, values.count) {
      interpolate(&result, stride(from: place, to: values.count, by: step).map { $0 })
    }
    if step > 1 { interpolate(&result, Array(values.indices)) }
    return result
  }

  private static func interpolate(_ values: inout [Double], _ places: [Int]) {
    let known = places.indices.filter { !values[places[$0]].isNaN }
    guard let first = known.first, let last = known.last else { return }
    for index in 0..<first { values[places[index]] = values[places[first]] }
    for index in last..<places.count { values[places[index]] = values[places[last]] }
    for (a, b) in zip(known, known.dropFirst()) where b > a + 1 {
      let (low, high) = (values[places[a]], values[places[b]])
      for index in a + 1..<b {
        values[places[index]] = low + (high - low) * Double(index - a) / Double(b - a)
      }
    }
  }
}
