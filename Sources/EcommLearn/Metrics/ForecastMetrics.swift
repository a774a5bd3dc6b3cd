/// How far forecasts were from what came. Pairs with a missing side are left out.
public struct ForecastMetrics: Sendable, Equatable {
  public let mae: Double
  public let rmse: Double
  /// Over the pairs whose actual value is not zero; nil when there are none.
  public let mape: Double?
  /// Sum of errors over sum of actual values; nil when that sum is zero.
  public let wape: Double?
  /// Against the mean seasonal difference of the past (Hyndman and Koehler, 2006).
  public let mase: Double?
  /// Root of the mean squared error over that of the seasonal differences of the past.
  public let rmsse: Double?
  /// Error over the mean of actual and forecast magnitude, from 0 to 2; pairs of zeros count as 0.
  public let smape: Double
  /// Mean of forecast minus actual.
  public let bias: Double
  public let pairs: Int
  public let zerosLeftOut: Int

  /// `scale` is the mean absolute seasonal difference of the training part, `squaredScale` the mean
  /// squared one.
  public init?(actual: [Double], forecast: [Double], scale: Double, squaredScale: Double = 0) {
    let pairs = zip(actual, forecast).filter { !$0.isNaN && !$1.isNaN }
    guard !pairs.isEmpty else { return nil }
    let errors = pairs.map { abs($0 - $1) }
    let count = Double(pairs.count)
    let total = errors.reduce(0, +)
    let volume = pairs.map { abs($0.0) }.reduce(0, +)
    let ratios = pairs.filter { $0.0 != 0 }.map { abs($0 - $1) / abs($0) }
    mae = total / count
    let square = errors.map { $0 * $0 }.reduce(0, +) / count
    rmse = square.squareRoot()
    rmsse = squaredScale > 0 ? (square / squaredScale).squareRoot() : nil
    smape = pairs.map(Self.symmetricShare).reduce(0, +) / count
    bias = pairs.map { $1 - $0 }.reduce(0, +) / count
    mape = ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count)
    wape = volume > 0 ? total / volume : nil
    mase = scale > 0 ? total / count / scale : nil
    self.pairs = pairs.count
    zerosLeftOut = pairs.count - ratios.count
  }

  private static func symmetricShare(_ actual: Double, _ forecast: Double) -> Double {
    let size = abs(actual) + abs(forecast)
    return size > 0 ? 2 * abs(actual - forecast) / size : 0
  }

  /// The mean absolute difference to the season before, the unit of MASE.
  public static func seasonalScale(_ values: some Collection<Double>, period: Int) -> Double {
    mean(seasonalDifferences(values, period).map(abs))
  }

  /// The mean squared difference to the season before, the unit of RMSSE.
  public static func squaredSeasonalScale(
    _ values: some Collection<Double>, period: Int
  ) -> Double {
    mean(seasonalDifferences(values, period).map { $0 * $0 })
  }

  private static func seasonalDifferences(
    _ values: some Collection<Double>, _ period: Int
  ) -> [Double] {
    zip(values, values.dropFirst(max(0, period))).map { $1 - $0 }.filter { !$0.isNaN }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
