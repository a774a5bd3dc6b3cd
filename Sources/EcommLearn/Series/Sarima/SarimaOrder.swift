/// The orders of a seasonal ARIMA model, (p,d,q)(P,D,Q)[s] (Box and Jenkins).
public struct SarimaOrder: Sendable, Equatable {
  public var ar: Int
  public var differences: Int
  public var ma: Int
  public var seasonalAR: Int
  public var seasonalDifferences: Int
  public var seasonalMA: Int
  /// Values in a season; 1 without one.
  public var period: Int

  public init(
    _ ar: Int, _ differences: Int, _ ma: Int, seasonal: (Int, Int, Int) = (0, 0, 0),
    period: Int = 1
  ) {
    self.ar = ar
    self.differences = differences
    self.ma = ma
    (seasonalAR, seasonalDifferences, seasonalMA) = seasonal
    self.period = period
  }

  /// The most that the state of a filter may hold: its covariance has the square of it.
  static let largestState = 300

  /// Autoregressive lags in all, seasons multiplied out.
  var arReach: Int { ar + period * seasonalAR }
  var maReach: Int { ma + period * seasonalMA }
  /// Values that differencing takes.
  var differenceReach: Int { differences + period * seasonalDifferences }
  /// Numbers in the state of the stationary part.
  var armaSize: Int { max(1, arReach, maReach + 1) }
  var stateSize: Int { armaSize + differenceReach }
  var parameterCount: Int { ar + ma + seasonalAR + seasonalMA }

  func validate() throws(SeriesError) {
    try SeriesChecks.checkPeriod(period)
    let short = [("p", ar, 10), ("d", differences, 2), ("q", ma, 10)]
    let long = [("P", seasonalAR, 3), ("D", seasonalDifferences, 2), ("Q", seasonalMA, 3)]
    for (name, value, most) in short + long where !(0...most).contains(value) {
      throw .badParameter(name: name, expected: "between 0 and \(most)")
    }
    guard period > 1 || long.allSatisfy({ $0.1 == 0 }) else {
      throw .badParameter(name: "the period", expected: "2 or more for seasonal orders")
    }
    guard stateSize <= Self.largestState else {
      throw .badParameter(
        name: "the period",
        expected: "shorter for these orders (take Fourier terms for long seasons)")
    }
  }
}

extension SarimaOrder: CustomStringConvertible {
  /// `(0,1,1)(0,1,1)[12]`.
  public var description: String {
    let short = "(\(ar),\(differences),\(ma))"
    return period == 1
      ? short : short + "(\(seasonalAR),\(seasonalDifferences),\(seasonalMA))[\(period)]"
  }
}
