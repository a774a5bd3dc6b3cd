/// Which terms exponential smoothing has, as in ETS(error, trend, season) (Hyndman, Koehler, Ord and
/// Snyder, 2008).
public struct SmoothingForm: Sendable, Equatable {
  public enum Error: String, Sendable, CaseIterable { case additive, multiplicative }
  public enum Trend: String, Sendable, CaseIterable { case none, additive, damped }
  public enum Season: String, Sendable, CaseIterable { case none, additive, multiplicative }

  public var error: Error
  public var trend: Trend
  public var season: Season

  public init(_ error: Error, _ trend: Trend, _ season: Season) {
    self.error = error
    self.trend = trend
    self.season = season
  }

  /// Additive errors beside a multiplicative season have no finite variance of forecasts.
  public var isAdmissible: Bool { error == .multiplicative || season != .multiplicative }

  /// Divides by values, so that these must be above zero.
  var needsPositive: Bool { error == .multiplicative || season == .multiplicative }

  /// Every admissible form that fits what is known of the series.
  public static func candidates(seasonal: Bool, positive: Bool) -> [SmoothingForm] {
    Error.allCases.flatMap { error in
      Season.allCases.flatMap { season in
        Trend.allCases.map { SmoothingForm(error, $0, season) }
      }
    }.filter {
      $0.isAdmissible && (seasonal || $0.season == .none) && (positive || !$0.needsPositive)
    }
  }

  var hasTrend: Bool { trend != .none }
  var hasSeason: Bool { season != .none }

  /// α, then β, γ and φ where the form has them.
  var weightCount: Int { 1 + (hasTrend ? 1 : 0) + (hasSeason ? 1 : 0) + (trend == .damped ? 1 : 0) }
}

extension SmoothingForm: CustomStringConvertible {
  /// `ETS(A,Ad,M)`.
  public var description: String {
    let error = error == .additive ? "A" : "M"
    let trend = trend == .none ? "N" : trend == .additive ? "A" : "Ad"
    let season = season == .none ? "N" : season == .additive ? "A" : "M"
    return "ETS(\(error),\(trend),\(season))"
  }
}
