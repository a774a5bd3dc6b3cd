import Glibc

/// One-step prediction errors of series that an ARMA process made, each divided by its standard
/// deviation, so that the exact likelihood is that of independent numbers.
///
/// The covariance of the state starts stationary, so its change from step to step has rank one and a
/// step costs O(r) instead of O(r²): the recursions of Morf, Sidhu and Kailath (IEEE TAC 19, 1974;
/// Pearlman, Biometrika 67, 1980). When the change is below rounding, the gain is kept (steady
/// state) and only the state moves. For series without gaps; `GappedFilter` takes the others.
///
/// Invariant: `columns` share the gain, so that a regression on several columns whitens all of them in
/// one pass.
struct ArmaFilter {
  /// As the columns given, whitened.
  var columns: [[Double]]
  /// Σ log of the variances.
  var logVariances: Double

  /// Below this the covariance counts as settled.
  static let settled = 1e-15

  /// Nil at the edge of stationarity. `settledBelow` is for the test that the switch changes nothing.
  init?(_ process: ArmaProcess, _ series: [[Double]], settledBelow limit: Double = settled) {
    guard let first = process.firstColumn(), first[0] > 0 else { return nil }
    columns = series
    logVariances = 0
    var gain = ArmaGain(process, first)
    let count = series.first?.count ?? 0
    var states = series.map { _ in [Double](repeating: 0, count: process.size + 1) }
    var variances = LogProduct()
    var t = 0
    while t < count, !gain.isSettled(below: limit) {
      let scale = 1 / gain.variance.squareRoot()
      for column in columns.indices {
        Self.step(&columns[column], t, scale, gain, process, &states[column])
      }
      variances.multiply(gain.variance)
      gain.advance(process)
      t += 1
    }
    logVariances = variances.log + Double(count - t) * Glibc.log(gain.variance)
    guard logVariances.isFinite else { return nil }
    for column in columns.indices {
      Self.run(&columns[column], from: t, gain, process, &states[column])
    }
  }

  private static func step(
    _ column: inout [Double], _ t: Int, _ scale: Double, _ gain: ArmaGain, _ process: ArmaProcess,
    _ state: inout [Double]
  ) {
    let known = state[0]
    let error = column[t] - known
    column[t] = error * scale
    let pull = error * scale * scale
    let size = process.size
    process.ar.withUnsafeBufferPointer { ar in
      gain.numerator.withUnsafeBufferPointer { gain in
        state.withUnsafeMutableBufferPointer { state in
          for i in 0..<size { state[i] = state[i + 1] + ar[i] * known + gain[i] * pull }
        }
      }
    }
  }

  /// The rest of a column at the settled gain.
  private static func run(
    _ column: inout [Double], from start: Int, _ gain: ArmaGain, _ process: ArmaProcess,
    _ state: inout [Double]
  ) {
    let scale = 1 / gain.variance.squareRoot()
    let size = process.size
    let pull = gain.numerator.map { $0 / gain.variance }
    process.ar.withUnsafeBufferPointer { ar in
      pull.withUnsafeBufferPointer { pull in
        state.withUnsafeMutableBufferPointer { state in
          for t in start..<max(column.count, start) {
            let known = state[0]
            let error = column[t] - known
            column[t] = error * scale
            for i in 0..<size { state[i] = state[i + 1] + ar[i] * known + pull[i] * error }
          }
        }
      }
    }
  }
}

/// How far the state follows a prediction error: the variance of the error, and the covariance of the
/// next state with it.
struct ArmaGain {
  private(set) var variance: Double
  private(set) var numerator: [Double]
  /// The change of the covariance is `weight` change changeᵀ.
  private var change: [Double]
  private var weight: Double

  init(_ process: ArmaProcess, _ first: [Double]) {
    variance = first[0]
    numerator = (0..<process.size).map { i in
      process.ar[i] * first[0] + (i + 1 < process.size ? first[i + 1] : 0)
    }
    change = numerator + [0]
    weight = -1 / variance
  }

  func isSettled(below limit: Double) -> Bool {
    var largest = 0.0
    for value in change { largest = max(largest, value.magnitude) }
    return -weight * largest * largest <= limit * variance
  }

  mutating func advance(_ process: ArmaProcess) {
    let first = change[0]
    let next = variance + weight * first * first
    let (push, back) = (weight * first, first / next)
    let size = process.size
    process.ar.withUnsafeBufferPointer { ar in
      numerator.withUnsafeMutableBufferPointer { numerator in
        change.withUnsafeMutableBufferPointer { change in
          for i in 0..<size {
            let moved = ar[i] * first + change[i + 1]
            let followed = numerator[i] + push * moved
            numerator[i] = followed
            change[i] = moved - followed * back
          }
        }
      }
    }
    weight *= next / variance
    variance = next
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
