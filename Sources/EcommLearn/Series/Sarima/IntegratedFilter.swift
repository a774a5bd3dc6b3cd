/// A Kalman filter for a seasonal ARIMA process itself, not its differences: the state is Harvey's ARMA
/// state, followed by the last values of the series that differencing needs (as in R's arima;
/// Gardner, Harvey and Phillips, 1980; Harvey and McKenzie, 1984).
///
/// A missing value is a step without an observation, which is exact with and without differencing. The
/// transition is applied as shifts and a few multiples: m² per step for a state of m, and m when the
/// covariance has settled. Innovations have variance 1.
struct IntegratedFilter: Sendable {
  let process: ArmaProcess
  /// What the series is of its own past: y = w + Σ weight y[t - lag].
  let past: [(lag: Int, weight: Double)]
  /// Values of the past that the state holds.
  let reach: Int

  var size: Int { process.size + reach }

  init(_ process: ArmaProcess, differencing: [Double]) {
    self.process = process
    reach = differencing.count - 1
    past = differencing.enumerated().dropFirst().compactMap { lag, weight in
      weight == 0 ? nil : (lag, -weight)
    }
  }

  /// The state before an observation.
  struct State: Sendable, Equatable {
    var mean: [Double]
    /// (m, m), symmetric.
    var covariance: [Double]
  }

  /// The variance that stands for knowing nothing of a number.
  static let ignorance = 1e7

  /// Nothing is known but that the ARMA part is stationary; `past`, the oldest first, is known exactly
  /// where it is given. Nil at the edge of stationarity.
  func start(past known: [Double]?) -> State? {
    guard let stationary = process.stationaryCovariance() else { return nil }
    let (r, m) = (process.size, size)
    var state = State(
      mean: [Double](repeating: 0, count: m), covariance: [Double](repeating: 0, count: m * m))
    for i in 0..<r {
      for j in 0..<r { state.covariance[i * m + j] = stationary[i * r + j] }
    }
    for place in 0..<reach {
      if let known {
        state.mean[r + place] = known[reach - 1 - place]
      } else {
        state.covariance[(r + place) * m + r + place] = Self.ignorance
      }
    }
    return state
  }

  /// The state of a long series without gaps: only the next shock is unknown.
  var settledCovariance: [Double] {
    let m = size
    var covariance = [Double](repeating: 0, count: m * m)
    for (i, x) in process.shock.enumerated() {
      for (j, y) in process.shock.enumerated() { covariance[i * m + j] = x * y }
    }
    return covariance
  }

  /// A covariance rid of rounding, so that it is written in few digits and read back the same:
  /// symmetric, zeros exact, and the settled one where it is as good as settled.
  func tidied(_ covariance: [Double]) -> [Double] {
    let m = size
    let settled = settledCovariance
    let distance = zip(covariance, settled).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    if distance < 1e-6 { return settled }
    var result = covariance
    for row in 0..<m {
      for column in 0...row {
        let value = covariance[row * m + column]
        result[row * m + column] = value.magnitude < 1e-11 ? 0 : value
        result[column * m + row] = result[row * m + column]
      }
    }
    return result
  }

  func prediction(_ mean: [Double]) -> Double {
    past.reduce(mean[0]) { $0 + $1.weight * mean[process.size + $1.lag - 1] }
  }

  /// The covariance of the state with the series, and the variance of the prediction.
  func uncertainty(_ covariance: [Double]) -> (gain: [Double], variance: Double) {
    let m = size
    var gain = Array(covariance[0..<m])
    for (lag, weight) in past {
      let row = (process.size + lag - 1) * m
      for k in 0..<m { gain[k] += weight * covariance[row + k] }
    }
    return (gain, prediction(gain))
  }

  /// T mean.
  func moved(_ mean: [Double]) -> [Double] {
    let (r, m) = (process.size, size)
    let (first, value) = (mean[0], prediction(mean))
    var next = mean
    for i in 0..<r { next[i] = process.ar[i] * first + (i + 1 < r ? mean[i + 1] : 0) }
    if reach > 0 {
      for i in stride(from: m - 1, to: r, by: -1) { next[i] = mean[i - 1] }
      next[r] = value
    }
    return next
  }
}
