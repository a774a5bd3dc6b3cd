/// The coefficients of a seasonal ARIMA model, without those of its regressors.
public struct SarimaParameters: Sendable, Equatable {
  public var ar: [Double]
  public var ma: [Double]
  public var seasonalAR: [Double]
  public var seasonalMA: [Double]

  /// One after the other, as they are listed here.
  var all: [Double] { ar + ma + seasonalAR + seasonalMA }

  init(_ all: [Double], _ order: SarimaOrder) {
    var rest = all[...]
    func take(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    ar = take(order.ar)
    ma = take(order.ma)
    seasonalAR = take(order.seasonalAR)
    seasonalMA = take(order.seasonalMA)
  }

  init(ar: [Double], ma: [Double], seasonalAR: [Double], seasonalMA: [Double]) {
    self.ar = ar
    self.ma = ma
    self.seasonalAR = seasonalAR
    self.seasonalMA = seasonalMA
  }

  func arPolynomial(_ order: SarimaOrder) -> [Double] {
    LagPolynomial.product(ar.map { -$0 }, seasonalAR.map { -$0 }, period: order.period)
  }

  func maPolynomial(_ order: SarimaOrder) -> [Double] {
    LagPolynomial.product(ma, seasonalMA, period: order.period)
  }

  /// Parameters from numbers that may have any value, each factor stationary or invertible.
  init(free: [Double], _ order: SarimaOrder) {
    self.init(free, order)
    ar = PartialAutocorrelations.coefficients(free: ar)
    seasonalAR = PartialAutocorrelations.coefficients(free: seasonalAR)
    ma = PartialAutocorrelations.coefficients(free: ma).map { -$0 }
    seasonalMA = PartialAutocorrelations.coefficients(free: seasonalMA).map { -$0 }
  }

  /// The numbers of which these come; a factor outside its region is drawn inside.
  var free: [Double] {
    Self.inside(ar) + Self.inside(ma.map { -$0 }) + Self.inside(seasonalAR)
      + Self.inside(seasonalMA.map { -$0 })
  }

  private static func inside(_ coefficients: [Double]) -> [Double] {
    var drawn = coefficients
    for _ in 0..<60 {
      if let partial = PartialAutocorrelations.partial(drawn),
        partial.allSatisfy({ $0.magnitude < 0.98 })
      {
        return partial.map { $0 / (1 - $0 * $0).squareRoot() }
      }
      for index in drawn.indices { drawn[index] *= pow(0.95, index + 1) }
    }
    return coefficients.map { _ in 0 }
  }

  private static func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }

  var isStationary: Bool {
    PartialAutocorrelations.partial(ar) != nil && PartialAutocorrelations.partial(seasonalAR) != nil
  }
}
