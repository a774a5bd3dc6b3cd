/// Whether one forecast is better than another or only seems so (Diebold and Mariano, 1995; with the small-sample
/// correction of Harvey, Leybourne and Newbold, 1997).
///
/// Takes the mean losses of both at each origin of a backtest. Origins a horizon apart share no day, so their
/// differences are taken as independent.
public struct DieboldMariano: Sendable, Equatable {
  /// Mean of the first's losses less the second's: below zero the first is better.
  public let difference: Double
  public let statistic: Double
  /// Of a difference at least as large by chance, in either direction.
  public let pValue: Double

  /// Nil for fewer than three origins, or where the losses differ by the same amount at all of them.
  public init?(_ first: [Double], _ second: [Double]) {
    let steps = zip(first, second).map { $0 - $1 }
    guard steps.count == first.count, steps.count == second.count, steps.count > 2 else {
      return nil
    }
    let count = Double(steps.count)
    let mean = steps.reduce(0, +) / count
    let variance = steps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard variance > 0, variance.isFinite else { return nil }
    difference = mean
    statistic = mean / (variance / count).squareRoot() * ((count - 1) / count).squareRoot()
    pValue = StudentDistribution.beyond(statistic, freedom: count - 1)
  }
}
