import EcommBase

/// Values out of all proportion to those around them: a mistyped amount, an order in another currency.
///
/// A value is one when it is five times what nine in ten of its neighbours stay below. Models learn without
/// them, or one such day would be the level; scores count them, for the next may come.
struct Spikes {
  /// Neighbours on either side.
  private static let reach = 30
  private static let fewestNeighbours = 20
  private static let factor = 5.0

  /// Places, ascending.
  static func places(_ values: [Double]) -> [Int] {
    values.indices.filter { place in
      guard !values[place].isNaN, values[place] != 0 else { return false }
      let near = max(0, place - reach)...min(values.count - 1, place + reach)
      let sizes = values[near].filter { !$0.isNaN }.map(abs)
      guard sizes.count > fewestNeighbours else { return false }
      // Only the largest need a look at all of the others.
      let limit = abs(values[place]) / factor
      let below = sizes.count { $0 < limit }
      return below * 10 >= (sizes.count - 1) * 9 && isBusy(sizes)
    }
  }

  /// Where most days are without sales, any sale is out of proportion.
  private static func isBusy(_ sizes: [Double]) -> Bool {
    sizes.count { $0 > 0 } * 2 > sizes.count
  }

  /// What a value after these must stay below to be learned from; nil where they are too few to tell.
  static func limit(after values: [Double]) -> Double? {
    let sizes = values.suffix(2 * reach).filter { !$0.isNaN }.map(abs).sorted()
    guard sizes.count > fewestNeighbours, isBusy(sizes) else { return nil }
    return factor * sizes[sizes.count * 9 / 10]
  }

  static func removed(_ series: DatedSeries) -> DatedSeries {
    var series = series
    for place in places(series.values) { series.values[place] = .nan }
    return series
  }
}
