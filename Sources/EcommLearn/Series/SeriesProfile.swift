import Glibc

/// What a series looks like before any model: how strong its trend and season are, and how far values remember
/// one another.
///
/// A centred mean over one season is the trend; the mean of what is left by place in the season is the season
/// (classical decomposition); the strength of a part is one minus the share of variance that is left
/// without it (Wang, Smith and Hyndman, 2006). Missing values are left out.
public struct SeriesProfile: Sendable, Equatable {
  /// From 0 to 1; nil where the series is too short.
  public let trendStrength: Double?
  public let seasonStrength: Double?
  /// The centred mean over one season; not-a-number at the ends. Empty where the series is too short.
  public let trend: [Double]
  /// What each place of the season adds, from the first value on.
  public let season: [Double]

  public init(_ values: [Double], period: Int) {
    let period = max(1, period)
    let trend = Self.centredMeans(values, period)
    let rest = zip(values, trend).map { $0 - $1 }
    let known = rest.count { !$0.isNaN }
    guard known >= 2 * period else {
      (trendStrength, seasonStrength, season, self.trend) = (nil, nil, [], [])
      return
    }
    let season = period > 1 ? Self.means(rest, period) : [0]
    let remainder = rest.indices.map { rest[$0] - season[$0 % period] }
    let left = Self.variance(remainder)
    self.season = season
    self.trend = trend
    trendStrength = Self.strength(left, zip(trend, remainder).map { $0 + $1 })
    seasonStrength = period > 1 ? Self.strength(left, rest) : nil
  }

  private static func strength(_ left: Double, _ whole: [Double]) -> Double {
    let all = variance(whole)
    return all > 0 ? max(0, 1 - left / all) : 0
  }

  /// The mean of one season around each value; of an even season the ends count half.
  private static func centredMeans(_ values: [Double], _ period: Int) -> [Double] {
    let trail = SeriesTrail(values)
    let half = period / 2
    return values.indices.map { place in
      guard place >= half, place + half < values.count else { return .nan }
      guard period % 2 == 0 else { return trail.mean(place - half...place + half) }
      let early = trail.mean(place - half...place + half - 1)
      let late = trail.mean(place - half + 1...place + half)
      return (early + late) / 2
    }
  }

  private static func means(_ rest: [Double], _ period: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: period)
    var counts = [Double](repeating: 0, count: period)
    for (place, value) in rest.enumerated() where !value.isNaN {
      sums[place % period] += value
      counts[place % period] += 1
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let middle = means.reduce(0, +) / Double(period)
    return means.map { $0 - middle }
  }

  private static func variance(_ values: [Double]) -> Double {
    let known = values.filter { !$0.isNaN }
    guard !known.isEmpty else { return 0 }
    let mean = known.reduce(0, +) / Double(known.count)
    return known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)
  }

  /// How alike values are that lie `lag` apart, from -1 to 1; nil where nothing varies.
  public static func autocorrelation(_ values: [Double], lag: Int) -> Double? {
    guard lag > 0, lag < values.count else { return nil }
    let known = values.filter { !$0.isNaN }
    let mean = known.reduce(0, +) / Double(max(1, known.count))
    let whole = variance(values) * Double(known.count)
    guard whole > 0 else { return nil }
    let pairs = zip(values, values.dropFirst(lag)).filter { !$0.isNaN && !$1.isNaN }
    return pairs.reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / whole
  }
}
