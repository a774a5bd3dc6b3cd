import Glibc

/// How much of each surprise the terms take in, in the usual region: 0 < β < α < 1, 0 < γ < 1 - α,
/// 0.8 < φ < 0.98.
public struct SmoothingWeights: Sendable, Equatable {
  public var level: Double
  public var trend: Double
  public var season: Double
  /// What is left of the trend after a step; 1 without damping.
  public var damping: Double

  static let least = 1e-4
  static let dampingRange = 0.8...0.98

  /// From numbers that may have any value.
  init(free: ArraySlice<Double>, _ form: SmoothingForm) {
    var rest = free
    let most = 1 - Self.least
    level = Self.between(Self.least, most, rest.popFirst() ?? 0)
    trend = form.hasTrend ? Self.between(0, level, rest.popFirst() ?? 0) : 0
    season = form.hasSeason ? Self.between(0, 1 - level, rest.popFirst() ?? 0) : 0
    damping =
      form.trend == .damped
      ? Self.between(
        Self.dampingRange.lowerBound, Self.dampingRange.upperBound, rest.popFirst() ?? 0)
      : form.hasTrend ? 1 : 0
  }

  init(level: Double, trend: Double, season: Double, damping: Double) {
    self.level = level
    self.trend = trend
    self.season = season
    self.damping = damping
  }

  /// The numbers of which these come.
  func free(_ form: SmoothingForm) -> [Double] {
    var result = [Self.place(level, Self.least, 1 - Self.least)]
    if form.hasTrend { result.append(Self.place(trend, 0, level)) }
    if form.hasSeason { result.append(Self.place(season, 0, 1 - level)) }
    if form.trend == .damped {
      let range = Self.dampingRange
      result.append(Self.place(damping, range.lowerBound, range.upperBound))
    }
    return result
  }

  /// What `gradient`, over the weights, is over the free numbers.
  func free(gradient: SmoothingWeights, _ form: SmoothingForm) -> [Double] {
    let most = 1 - Self.least
    // β and γ are shares of what α leaves them.
    var byLevel = gradient.level
    if form.hasTrend { byLevel += gradient.trend * trend / level }
    if form.hasSeason { byLevel -= gradient.season * season / (1 - level) }
    var result = [byLevel * Self.slope(level, Self.least, most)]
    if form.hasTrend { result.append(gradient.trend * Self.slope(trend, 0, level)) }
    if form.hasSeason { result.append(gradient.season * Self.slope(season, 0, 1 - level)) }
    if form.trend == .damped {
      let range = Self.dampingRange
      result.append(gradient.damping * Self.slope(damping, range.lowerBound, range.upperBound))
    }
    return result
  }

  private static func between(_ low: Double, _ high: Double, _ free: Double) -> Double {
    low + (high - low) / (1 + exp(-free))
  }

  private static func place(_ value: Double, _ low: Double, _ high: Double) -> Double {
    let share = min(max((value - low) / (high - low), 1e-6), 1 - 1e-6)
    return log(share / (1 - share))
  }

  private static func slope(_ value: Double, _ low: Double, _ high: Double) -> Double {
    (value - low) * (high - value) / (high - low)
  }
}
