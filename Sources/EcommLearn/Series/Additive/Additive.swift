/// A trend that may bend, seasons of calendar length, and regressors, added up or multiplied: the model
/// of Taylor and Letham ("Forecasting at scale", The American Statistician 72, 2018), at its most
/// probable parameters.
///
/// Moments are days on any scale, so seasons have their true lengths whatever the steps of the series.
/// Missing values are left out. n p² for p columns, once where the model is linear.
public struct Additive: SeriesModel, Equatable {
  public static let name = "additive"

  let design: AdditiveDesign
  let slope: Double
  let offset: Double
  let bends: [Double]
  /// Of seasons and regressors.
  let coefficients: [Double]
  /// The standard deviation of a value around the curve.
  public let spread: Double
  public let iterations: Int
  public let converged: Bool
  /// The last moment seen, and the usual step to the next, in days.
  public private(set) var end: Double
  public let step: Double

  public var settings: AdditiveSettings { design.settings }
  public var seasons: [AdditiveSettings.Season] { design.seasons }
  public var regressorCount: Int { design.regressors.count }

  /// - Parameters:
  ///   - moments: in days, ascending
  ///   - regressors: columns as long as the series; events are columns of 0 and 1
  public static func fit(
    _ values: [Double], at moments: [Double], regressors: [[Double]] = [],
    settings: AdditiveSettings = AdditiveSettings()
  ) throws(SeriesError) -> Additive {
    try settings.validate()
    try SeriesChecks.check(values, needed: 3)
    try check(moments, count: values.count)
    try SeriesChecks.check(regressors: regressors, count: values.count)
    let known = values.indices.filter { !values[$0].isNaN }
    if settings.growth == .logistic, let capacity = settings.capacity,
      let place = known.first(where: { values[$0] >= capacity })
    {
      throw .badParameter(name: "the capacity", expected: "above value \(place + 1) of the series")
    }
    let design = AdditiveDesign(
      settings, moments: known.map { moments[$0] }, values: known.map { values[$0] },
      regressors: regressors.map { column in known.map { column[$0] } })
    let times = known.map { moments[$0] }
    let fitting = AdditiveFitting(
      design: design, values: known.map { values[$0] / design.valueScale },
      times: design.times(times), ramps: design.ramps(design.times(times)),
      features: design.features(
        times, regressors.map { column in known.map { column[$0] } }))
    let found = fitting.run()
    return Additive(
      design, found.parameters, found.convergence, end: moments[moments.count - 1],
      step: usualStep(moments))
  }

  private init(
    _ design: AdditiveDesign, _ parameters: AdditiveFitting.Parameters,
    _ convergence: Convergence, end: Double, step: Double
  ) {
    self.design = design
    slope = parameters.slope
    offset = parameters.offset
    bends = parameters.bends
    coefficients = parameters.features
    spread = parameters.spread * design.valueScale
    iterations = convergence.iterations
    converged = convergence.converged
    self.end = end
    self.step = step
  }

  init(
    design: AdditiveDesign, slope: Double, offset: Double, bends: [Double], coefficients: [Double],
    spread: Double, iterations: Int, converged: Bool, end: Double, step: Double
  ) {
    self.design = design
    self.slope = slope
    self.offset = offset
    self.bends = bends
    self.coefficients = coefficients
    self.spread = spread
    self.iterations = iterations
    self.converged = converged
    self.end = end
    self.step = step
  }

  /// Days as far from zero as any calendar needs.
  static let furthestDay = 1e8

  static func check(_ moments: [Double], count: Int) throws(SeriesError) {
    guard moments.count == count else {
      throw .differentCounts(what: "moments", count: moments.count, needed: count)
    }
    for (place, moment) in moments.enumerated() {
      guard moment.magnitude <= furthestDay else {
        throw .badParameter(name: "a moment", expected: "within 100,000,000 days of zero")
      }
      if place > 0, !(moment - moments[place - 1] > 1e-6) { throw .notAscending(place: place) }
    }
  }

  /// The middle one of the steps.
  private static func usualStep(_ moments: [Double]) -> Double {
    let steps = zip(moments.dropFirst(), moments).map { $0 - $1 }.sorted()
    return steps[steps.count / 2]
  }

  private var fitting: (_ moments: [Double], _ regressors: [[Double]]) -> AdditiveFitting {
    { moments, regressors in
      let times = design.times(moments)
      return AdditiveFitting(
        design: design, values: times, times: times, ramps: design.ramps(times),
        features: design.features(moments, regressors))
    }
  }

  private var parameters: AdditiveFitting.Parameters {
    .init(
      slope: slope, offset: offset, bends: bends, features: coefficients,
      spread: spread / design.valueScale)
  }

  /// What a forecast is made of, in the units of the series; all of them add up to it.
  public struct Components: Sendable, Equatable {
    public var trend: [Double]
    /// In the order of `seasons`.
    public var seasons: [[Double]]
    public var regressors: [[Double]]

    public var total: [Double] {
      trend.indices.map { t in
        (seasons + regressors).reduce(trend[t]) { $0 + $1[t] }
      }
    }
  }

  /// - Parameter regressors: one column for each that the model was fitted with, as long as the
  ///   moments.
  public func components(
    at moments: [Double], regressors: [[Double]] = []
  ) throws(SeriesError) -> Components {
    guard regressors.count == regressorCount else {
      throw .differentCounts(what: "regressors", count: regressors.count, needed: regressorCount)
    }
    for moment in moments where !(moment.magnitude <= Self.furthestDay) {
      throw .badParameter(name: "a moment", expected: "within 100,000,000 days of zero")
    }
    try SeriesChecks.check(regressors: regressors, count: moments.count)
    return parts(moments, regressors)
  }

  private func parts(_ moments: [Double], _ regressors: [[Double]]) -> Components {
    let model = fitting(moments, regressors)
    let trend = model.trend(parameters).map { $0 * design.valueScale }
    let amounts = zip(coefficients, model.features).map { coefficient, column in
      column.indices.map { t in
        coefficient * column[t] * (settings.isMultiplicative ? trend[t] : design.valueScale)
      }
    }
    var rest = amounts[...]
    let seasons = design.seasons.map { season in
      let waves = rest.prefix(2 * season.order)
      rest = rest.dropFirst(2 * season.order)
      return moments.indices.map { t in waves.reduce(0) { $0 + $1[t] } }
    }
    return Components(trend: trend, seasons: seasons, regressors: Array(rest))
  }

  public func forecast(
    at moments: [Double], regressors: [[Double]] = []
  ) throws(SeriesError) -> [Double] {
    try components(at: moments, regressors: regressors).total
  }

  /// The next moments at the usual step, regressors at zero.
  public func forecast(_ horizon: Int) -> [Double] {
    let moments = next(horizon)
    return parts(moments, zeros(moments.count)).total
  }

  private func next(_ count: Int) -> [Double] {
    (0..<max(0, count)).map { end + step * Double($0 + 1) }
  }

  private func zeros(_ count: Int) -> [[Double]] {
    design.regressors.map { _ in [Double](repeating: 0, count: count) }
  }

  /// From the errors, and from bends to come: as many and as large as those so far.
  public func standardErrors(_ horizon: Int) -> [Double]? {
    let mean = bends.reduce(0) { $0 + $1.magnitude } / Double(max(1, bends.count))
    let known = design.settings.growth == .linear ? mean : 0
    return next(horizon).map { moment in
      let ahead = max(0, (moment - design.start) / design.span - 1)
      let bending = Double(bends.count) * 2 * known * known * ahead * ahead * ahead / 3
      return (spread * spread + bending * design.valueScale * design.valueScale).squareRoot()
    }
  }

  /// Of a series at the usual step that ends where this one ended; regressors at zero.
  public func fitted(_ values: [Double]) -> [Double] {
    let moments = values.indices.map { end - step * Double(values.count - 1 - $0) }
    return parts(moments, zeros(moments.count)).total
  }

  /// The curve stays; forecasts begin after the new values.
  public mutating func update(with values: [Double]) {
    end = min(end + step * Double(values.count), Self.furthestDay)
  }
}
