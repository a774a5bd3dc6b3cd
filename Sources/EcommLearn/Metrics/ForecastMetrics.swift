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
  public let pairs: Int
  public let zerosLeftOut: Int

  /// `scale` is the mean absolute seasonal difference of the training part.
  public init?(actual: [Double], forecast: [Double], scale: Double) {
    let pairs = zip(actual, forecast).filter { !$0.isNaN && !$1.isNaN }
    guard !pairs.isEmpty else { return nil }
    let errors = pairs.map { abs($0 - $1) }
    let count = Double(pairs.count)
    let total = errors.reduce(0, +)
    let volume = pairs.map { abs($0.0) }.reduce(0, +)
    let ratios = pairs.filter { $0.0 != 0 }.map { abs($0 - $1) / abs($0) }
    mae = total / count
    rmse = (errors.map { $0 * $0 }.reduce(0, +) / count).squareRoot()
    mape = ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count)
    wape = volume > 0 ? total / volume : nil
    mase = scale > 0 ? total / count / scale : nil
    self.pairs = pairs.count
    zerosLeftOut = pairs.count - ratios.count
  }

  /// The mean absolute difference to the season before, the unit of MASE.
  public static func seasonalScale(_ values: some Collection<Double>, period: Int) -> Double {
    let differences = zip(values, values.dropFirst(period)).map { abs($1 - $0) }
      .filter { !$0.isNaN }
    return differences.isEmpty ? 0 : differences.reduce(0, +) / Double(differences.count)
  }
}
