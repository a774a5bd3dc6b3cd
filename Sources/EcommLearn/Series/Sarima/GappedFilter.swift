import Glibc

/// The exact likelihood of series with missing values, and the state at their end: `IntegratedFilter`
/// run over columns that share their gaps.
///
/// Values before the first known one tell nothing and are passed over. Where the values that
/// differencing takes are all known, the likelihood is that of the rest given them, as for the differenced
/// series; where one is missing, they start unknown with a large variance, and the observations that
/// settle it do not count.
struct GappedFilter {
  /// As the columns given, whitened; NaN where nothing counts.
  var columns: [[Double]]
  /// One step before each value, of each column, NaN at the start.
  var predictions: [[Double]]
  var logVariances: Double
  /// Observations that count.
  var count: Int
  /// After the last value; the covariance is the same for all columns.
  var means: [[Double]]
  var covariance: [Double]

  /// A prediction this uncertain only settles what was unknown.
  private static let learning = IntegratedFilter.ignorance / 1e4

  init?(
    _ filter: IntegratedFilter, _ series: [[Double]], known: [Bool],
    settledBelow limit: Double = ArmaLikelihood.settled
  ) {
    let first = known.firstIndex(of: true) ?? known.count
    let whole = first + filter.reach <= known.count
    let isKnown = whole && known[first..<first + filter.reach].allSatisfy { $0 }
    let begin = isKnown ? first + filter.reach : first
    guard let start = filter.start(past: isKnown ? Array(series[0][first..<begin]) : nil) else {
      return nil
    }
    columns = series.map { $0.map { _ in Double.nan } }
    predictions = columns
    logVariances = 0
    count = 0
    covariance = []
    means = series.map { column in
      let level = first < column.count ? column[first] : 0
      let guess = [Double](repeating: level, count: filter.reach)
      return Self.placing(isKnown ? column[first..<begin] : guess[...], in: start.mean)
    }
    let walk = CovarianceWalk(filter, start: start.covariance, isPastKnown: isKnown)
    advance(filter, series, known, walk, from: begin, settledBelow: limit)
    guard logVariances.isFinite else { return nil }
  }

  /// The newest value first, behind the ARMA state.
  private static func placing(_ past: ArraySlice<Double>, in mean: [Double]) -> [Double] {
    mean.prefix(mean.count - past.count) + past.reversed()
  }

  private mutating func advance(
    _ filter: IntegratedFilter, _ series: [[Double]], _ known: [Bool], _ start: CovarianceWalk,
    from begin: Int, settledBelow limit: Double
  ) {
    var walk = start
    var variances = LogProduct()
    var isSettled = false
    var (gain, variance) = filter.uncertainty(walk.current)
    for t in begin..<max(known.count, begin) {
      if !isSettled { (gain, variance) = filter.uncertainty(walk.current) }
      let counts = known[t] && variance < Self.learning
      for column in series.indices {
        observe(filter, column, t, known[t] ? series[column][t] : .nan, gain, variance, counts)
      }
      if counts {
        count += 1
        variances.multiply(variance)
      }
      if isSettled, known[t] { continue }
      let change = walk.advance(gain: known[t] ? gain : nil, variance: variance)
      isSettled = known[t] && change <= limit * variance
    }
    covariance = walk.current
    logVariances = variances.log
  }

  private mutating func observe(
    _ filter: IntegratedFilter, _ column: Int, _ t: Int, _ value: Double, _ gain: [Double],
    _ variance: Double, _ counts: Bool
  ) {
    let prediction = filter.prediction(means[column])
    let error = value - prediction
    // What is predicted out of nothing is no prediction.
    if variance < Self.learning { predictions[column][t] = prediction }
    if counts { columns[column][t] = error / variance.squareRoot() }
    if !value.isNaN {
      let pull = error / variance
      for k in gain.indices { means[column][k] += gain[k] * pull }
    }
    means[column] = filter.moved(means[column])
  }
}

/// The logarithm of a product of many numbers, taken once for dozens of them.
struct LogProduct {
  private var sum = 0.0
  private var product = 1.0

  mutating func multiply(_ value: Double) {
    product *= value
    if product > 1e100 || product < 1e-100 {
      sum += Glibc.log(product)
      product = 1
    }
  }

  var log: Double { sum + Glibc.log(product) }
}
