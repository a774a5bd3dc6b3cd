/// The orders with the least AICc, found step by step (Hyndman and Khandakar, Journal of Statistical
/// Software 27, 2008): differences by tests, then from four models to any neighbour that is better,
/// until none is.
///
/// Candidates are fitted by exact likelihood to a loose tolerance from one start, gaps filled; the winner
/// is fitted again with all care to the series as it is. Some twenty to forty fits.
public struct SarimaSearch: Sendable {
  /// Values in a season that the model has orders for; 1 without one.
  public var period: Int
  /// Lengths of seasons too long for that, such as 365.25 days: Fourier terms, as many as AICc likes.
  public var longPeriods: [Double]
  public var mostShort = 4
  public var mostSeasonal = 2
  public var mostWaves = 8
  public var mostFits = 60

  public init(period: Int, longPeriods: [Double] = []) {
    self.period = period
    self.longPeriods = longPeriods
  }

  /// A season longer than this has no orders of its own.
  static let longestPeriod = 60

  public func run(
    _ values: [Double], regressors: [[Double]] = []
  ) throws(SeriesError) -> Sarima {
    try SeriesChecks.checkPeriod(period)
    try SeriesChecks.check(values, needed: 8)
    try SeriesChecks.check(regressors: regressors, count: values.count)
    let isSeasonal =
      period > 1 && period <= Self.longestPeriod && values.count >= 2 * period + 8
    var candidates = SarimaCandidates(
      values: Stationarity.filled(values, period: isSeasonal ? period : 1),
      regressors: regressors, period: isSeasonal ? period : 1, limits: self)
    candidates.chooseFourier(longPeriods)
    candidates.walk()
    if candidates.lacksDifference {
      candidates.difference()
      candidates.walk()
    }
    var refusal = SeriesError.constant
    for settings in candidates.ranking.prefix(3) {
      do {
        return try Sarima.fit(values, settings: settings, regressors: regressors)
      } catch {
        refusal = error
      }
    }
    throw refusal
  }
}

/// The models tried so far, and how good they were.
struct SarimaCandidates {
  let values: [Double]
  let regressors: [[Double]]
  let limits: SarimaSearch
  private var base: SarimaOrder
  private var fourier: [FourierTerms] = []
  private var tried: [(settings: Sarima.Settings, score: Double)] = []
  /// Of the models at the edge of stationarity, which are not taken.
  private var bestAtEdge: (score: Double, isSeasonal: Bool) = (.infinity, false)

  init(values: [Double], regressors: [[Double]], period: Int, limits: SarimaSearch) {
    self.values = values
    self.regressors = regressors
    self.limits = limits
    var order = SarimaOrder(0, 0, 0, period: period)
    // With regressors, what they leave is tested.
    let rest = RoughRegression(
      [values] + [values.map { _ in 1.0 }] + regressors
    ).residuals
    order.seasonalDifferences = Stationarity.seasonalDifferences(rest, period: period)
    let seasonless = LagPolynomial.apply(LagPolynomial.differencing(order), to: rest)
    order.differences = Stationarity.differences(
      seasonless, most: order.seasonalDifferences == 1 ? 1 : 2)
    base = order
  }

  /// Best first.
  var ranking: [Sarima.Settings] {
    tried.filter(\.score.isFinite).sorted { $0.score < $1.score }.map(\.settings)
      + [Sarima.Settings(base, fourier: fourier)]
  }

  /// Whether a model at the edge of stationarity was far better than those inside, which the tests for
  /// differences can overlook. A gain of 10 leaves no doubt (Burnham and Anderson, 2002).
  var lacksDifference: Bool {
    let has = bestAtEdge.isSeasonal ? base.seasonalDifferences : base.differences
    return has == 0 && bestAtEdge.score + 10 < best?.score ?? .infinity
  }

  /// Scores before and after a difference cannot be compared: all begins again.
  mutating func difference() {
    if bestAtEdge.isSeasonal {
      base.seasonalDifferences = 1
      base.differences = min(base.differences, 1)
    } else {
      base.differences = 1
    }
    tried = []
    bestAtEdge = (.infinity, false)
  }

  private var allowsConstant: Bool { base.differences + base.seasonalDifferences < 2 }

  /// More waves as long as two more in a row do not fail to help, beside a model that suits most.
  mutating func chooseFourier(_ periods: [Double]) {
    for period in periods where Double(values.count) >= 2 * period && period >= 4 {
      var order = base
      (order.ar, order.ma) = (1, 1)
      if order.period > 1 { order.seasonalMA = 1 }
      var (best, bestScore) = (0, score(settings(order, fourier, allowsConstant)).aicc)
      for waves in 1...max(1, min(limits.mostWaves, Int(period / 2))) {
        let terms = fourier + [FourierTerms(period: period, order: waves)]
        let found = score(settings(order, terms, allowsConstant)).aicc
        if found < bestScore { (best, bestScore) = (waves, found) }
        if waves >= best + 2 { break }
      }
      if best > 0 { fourier.append(FourierTerms(period: period, order: best)) }
    }
  }

  private func settings(
    _ order: SarimaOrder, _ fourier: [FourierTerms], _ constant: Bool
  ) -> Sarima.Settings {
    Sarima.Settings(order, hasConstant: constant, fourier: fourier)
  }

  mutating func walk() {
    for (short, long) in [((2, 2), (1, 1)), ((0, 0), (0, 0)), ((1, 0), (1, 0)), ((0, 1), (0, 1))] {
      begin(short, base.period > 1 ? long : (0, 0), constant: allowsConstant)
    }
    if allowsConstant { begin((0, 0), (0, 0), constant: false) }
    while tried.count < limits.mostFits, let best = best {
      let neighbours =
        Self.moves.map { best.settings.moved($0) }
        + (allowsConstant ? [best.settings.turned] : [])
      var isBetter = false
      for next in neighbours where tried.count < limits.mostFits && isNew(next) {
        if add(next) < best.score {
          isBetter = true
          break
        }
      }
      if !isBetter { return }
    }
  }

  private var best: (settings: Sarima.Settings, score: Double)? {
    tried.min { $0.score < $1.score }.flatMap { $0.score.isFinite ? $0 : nil }
  }

  /// Changes of p, q, P, Q.
  private static let moves = [
    (0, 0, -1, 0), (0, 0, 1, 0), (0, 0, 0, -1), (0, 0, 0, 1), (0, 0, -1, -1), (0, 0, 1, 1),
    (-1, 0, 0, 0), (1, 0, 0, 0), (0, -1, 0, 0), (0, 1, 0, 0), (-1, -1, 0, 0), (1, 1, 0, 0),
  ]

  private mutating func begin(_ short: (Int, Int), _ long: (Int, Int), constant: Bool) {
    var order = base
    (order.ar, order.ma) = short
    (order.seasonalAR, order.seasonalMA) = long
    let next = settings(order, fourier, constant)
    if isNew(next) { _ = add(next) }
  }

  private func isNew(_ settings: Sarima.Settings) -> Bool {
    let order = settings.order
    return (0...limits.mostShort).contains(order.ar) && (0...limits.mostShort).contains(order.ma)
      && (0...limits.mostSeasonal).contains(order.seasonalAR)
      && (0...limits.mostSeasonal).contains(order.seasonalMA)
      && (order.period > 1 || order.seasonalAR + order.seasonalMA == 0)
      && !tried.contains { $0.settings == settings }
  }

  private mutating func add(_ settings: Sarima.Settings) -> Double {
    let (found, edge) = score(settings)
    let taken = edge == .none ? found : .infinity
    tried.append((settings, taken))
    if edge != .none, found < bestAtEdge.score { bestAtEdge = (found, edge == .seasonal) }
    return taken
  }

  /// AICc, infinite where there is no fit; and which factor is at the edge of stationarity. The edge of
  /// invertibility is no fault: a season that never changes ends there.
  private func score(_ settings: Sarima.Settings) -> (aicc: Double, edge: Edge) {
    let columns = settings.columns(at: 0..<values.count) + regressors
    guard
      let problem = try? SarimaProblem(values, regressors: columns, order: settings.order),
      let found = try? SarimaFitting(problem: problem).run(thorough: false)
    else { return (.infinity, .none) }
    let summary = SarimaFitSummary(
      logLikelihood: found.likelihood.logLikelihood, observations: found.likelihood.count,
      parameterCount: settings.order.parameterCount + columns.count + 1, iterations: 0,
      converged: true, standardErrors: [], coefficientErrors: [])
    return (summary.aicc, Edge(found.parameters))
  }

  /// Which factor has a root of about 1.
  private enum Edge {
    case none, short, seasonal

    init(_ parameters: SarimaParameters) {
      func isNear(_ factor: [Double]) -> Bool {
        PartialAutocorrelations.partial(factor)?.contains { $0.magnitude >= 0.99 } ?? true
      }
      self = isNear(parameters.seasonalAR) ? .seasonal : isNear(parameters.ar) ? .short : .none
    }
  }
}

extension Sarima.Settings {
  fileprivate func moved(_ by: (Int, Int, Int, Int)) -> Self {
    var copy = self
    copy.order.ar += by.0
    copy.order.ma += by.1
    copy.order.seasonalAR += by.2
    copy.order.seasonalMA += by.3
    return copy
  }

  /// With a constant where there is none, and the other way.
  fileprivate var turned: Self {
    var copy = self
    copy.hasConstant.toggle()
    return copy
  }
}
