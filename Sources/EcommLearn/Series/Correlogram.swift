/// Autocorrelations at all small lags, and the partial ones: what each lag tells beyond the shorter ones.
///
/// Partial autocorrelations by the recursion of Levinson (1947) and Durbin (1960) over the plain ones.
/// Cost: values · lags, and lags².
extension SeriesProfile {
  /// At 1, 2, ..., `lags` periods; fewer for a short series, none where nothing varies.
  public static func correlogram(_ values: [Double], lags: Int) -> [Double] {
    let most = min(lags, values.count / 2)
    guard most >= 1 else { return [] }
    return (1...most).compactMap { autocorrelation(values, lag: $0) }
  }

  public static func partial(_ correlogram: [Double]) -> [Double] {
    var known: [Double] = []
    var partial: [Double] = []
    for (lag, correlation) in correlogram.enumerated() {
      let told = known.indices.reduce(0) { $0 + known[$1] * correlogram[lag - 1 - $1] }
      let left = 1 - known.indices.reduce(0) { $0 + known[$1] * correlogram[$1] }
      guard left > 1e-12 else { return partial }
      let value = (correlation - told) / left
      known = known.indices.map { known[$0] - value * known[known.count - 1 - $0] } + [value]
      partial.append(value)
    }
    return partial
  }
}
