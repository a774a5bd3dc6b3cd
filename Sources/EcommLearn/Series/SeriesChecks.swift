/// What every fit asks of its series first.
enum SeriesChecks {
  /// Throws unless every value is missing or of a size that can be summed, and `needed` are known.
  static func check(_ values: [Double], needed: Int) throws(SeriesError) {
    var known = 0
    for (place, value) in values.enumerated() where !value.isNaN {
      guard value.magnitude <= SeriesBounds.largestState else { throw .tooLarge(place: place) }
      known += 1
    }
    guard known >= max(1, needed) else { throw .tooShort(count: known, needed: max(1, needed)) }
  }

  /// Columns of regressors: as long as the series, and known everywhere.
  static func check(regressors: [[Double]], count: Int) throws(SeriesError) {
    for (column, values) in regressors.enumerated() {
      guard values.count == count else {
        throw .differentCounts(what: "values of a regressor", count: values.count, needed: count)
      }
      for (place, value) in values.enumerated()
      where !(value.magnitude <= SeriesBounds.largestState) {
        throw .missingRegressor(column: column, place: place)
      }
    }
  }

  static func checkPeriod(_ period: Int) throws(SeriesError) {
    guard (1...SeriesBounds.longestPeriod).contains(period) else {
      throw .badParameter(
        name: "the period", expected: "between 1 and \(SeriesBounds.longestPeriod)")
    }
  }

  /// Of new values, those that a state can take in: the others count as missing.
  static func usable(_ value: Double) -> Double {
    value.magnitude <= SeriesBounds.largestState ? value : .nan
  }
}
