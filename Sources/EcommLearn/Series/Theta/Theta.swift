import EcommBase

/// The Theta method (Assimakopoulos and Nikolopoulos, 2000) on the seasonally adjusted series.
///
/// `standard` is the mean of the line through the series and of a series with twice its curvature, carried
/// on by simple smoothing: simple smoothing with half the slope as drift (Hyndman and Billah, 2003).
/// `optimised` (OTM; Fiorucci and others, 2016) also chooses θ, how much curvature there is. Weights are
/// those of the least squared one-step errors.
///
/// A missing value moves nothing but the time. O(n) per weight of the level, some sixty of them.
public struct Theta: SeriesModel, Equatable {
  public static let name = "theta"

  public enum Variant: String, Sendable, CaseIterable { case standard, optimised }

  public let variant: Variant
  /// How much of each surprise the level takes in.
  public let levelWeight: Double
  public let theta: Double
  /// Of one step, seasonally adjusted.
  public let variance: Double
  let season: SeasonalAdjustment
  let line: ThetaLine
  /// Of the level, before the first value.
  let start: Double
  var level: Double
  /// Values passed, missing ones too.
  var time: Int

  public static func fit(
    _ values: [Double], period: Int, variant: Variant = .optimised
  ) throws(SeriesError) -> Theta {
    try SeriesChecks.check(values, needed: 4)
    try SeriesChecks.checkPeriod(period)
    let season = SeasonalAdjustment.estimate(values, period: period)
    let adjusted = season.removed(from: values)
    let known = adjusted.filter { !$0.isNaN }
    let scale = known.reduce(0) { max($0, $1.magnitude) }
    guard let first = known.first, known.contains(where: { $0 != first }) else { throw .constant }
    let best = ThetaSearch(adjusted.map { $0 / scale }, variant: variant).best()
    var model = Theta(
      variant: variant, levelWeight: best.levelWeight, theta: 1 / (1 - best.lineShare),
      variance: best.squares / Double(max(1, known.count - 3)) * scale * scale, season: season,
      line: best.line.scaled(by: scale), start: best.start * scale, level: best.start * scale,
      time: 0)
    model.update(with: values)
    return model
  }

  public func forecast(_ horizon: Int) -> [Double] {
    (0..<max(0, horizon)).map { step in
      let drift = (1 - 1 / theta) * line.drift(after: time, step: step, levelWeight)
      return season.applied(to: level + drift, at: time + step)
    }
  }

  /// As of simple smoothing with a drift (Hyndman and Billah, 2003), in units of each season.
  public func standardErrors(_ horizon: Int) -> [Double]? {
    (0..<max(0, horizon)).map { step in
      let spread = (variance * (1 + Double(step) * levelWeight * levelWeight)).squareRoot()
      let factor = season.factors[(time + step) % season.factors.count]
      return season.isProduct ? spread * factor.magnitude : spread
    }
  }

  public func fitted(_ values: [Double]) -> [Double] {
    var copy = self
    (copy.level, copy.time) = (start, 0)
    return values.map { value in
      defer { copy.update(with: [value]) }
      return copy.forecast(1)[0]
    }
  }

  public mutating func update(with values: [Double]) {
    for value in values.map(SeriesChecks.usable) {
      if !value.isNaN { level += levelWeight * (season.removed(from: value, at: time) - level) }
      time += 1
    }
  }

  public var summary: String {
    let seasons =
      season.factors.count > 1
      ? "\(season.isProduct ? "multiplicative" : "additive") season of \(season.factors.count)"
      : "no season"
    return "theta method (θ \(Figures.short(theta))), \(seasons); the level moves by "
      + "\(Figures.percent(levelWeight, 0)) of each surprise"
  }
}
