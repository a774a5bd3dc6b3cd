/// The covariance of an `IntegratedFilter`'s state on its way through a series, in two buffers that
/// change places.
///
/// Values of the past that were all observed are known exactly, so their rows and columns are zero and only
/// the ARMA part moves: r² per step instead of m².
struct CovarianceWalk {
  private let filter: IntegratedFilter
  /// (m, m)
  private(set) var current: [Double]
  private var spare: [Double]
  /// Observations in a row, counted up to those that the state holds.
  private var known: Int

  init(_ filter: IntegratedFilter, start: [Double], isPastKnown: Bool) {
    self.filter = filter
    current = start
    spare = start
    known = isPastKnown ? filter.reach : 0
  }

  /// One step on; `gain` is nil for a missing value. Returns the largest change.
  mutating func advance(gain: [Double]?, variance: Double) -> Double {
    let (r, m) = (filter.process.size, filter.size)
    let active = gain != nil && known >= filter.reach ? r : m
    if let gain { reduce(gain, variance, active) }
    let filter = filter
    let change = current.withUnsafeBufferPointer { from in
      spare.withUnsafeMutableBufferPointer { to in
        filter.moveRows(from, to, active: active)
        for row in 0..<active { filter.move(to, at: row * m, active: active) }
        filter.addShock(to)
        return Self.distance(from, to, active, m)
      }
    }
    swap(&current, &spare)
    let isPastKnown = known >= filter.reach
    known = gain == nil ? 0 : min(known + 1, filter.reach)
    if !isPastKnown, known >= filter.reach, filter.reach > 0 { forgetPast() }
    return change
  }

  private mutating func reduce(_ gain: [Double], _ variance: Double, _ active: Int) {
    let m = filter.size
    current.withUnsafeMutableBufferPointer { p in
      gain.withUnsafeBufferPointer { gain in
        for i in 0..<active where gain[i] != 0 {
          let share = gain[i] / variance
          for j in 0..<active { p[i * m + j] -= share * gain[j] }
        }
      }
    }
  }

  private static func distance(
    _ a: UnsafeBufferPointer<Double>, _ b: UnsafeMutableBufferPointer<Double>, _ active: Int,
    _ m: Int
  ) -> Double {
    var largest = 0.0
    for i in 0..<active {
      for j in 0..<active { largest = max(largest, (a[i * m + j] - b[i * m + j]).magnitude) }
    }
    return largest
  }

  /// What is known is known exactly: rounding is taken out.
  private mutating func forgetPast() {
    let (r, m) = (filter.process.size, filter.size)
    for i in 0..<m {
      for j in 0..<m where i >= r || j >= r {
        current[i * m + j] = 0
        spare[i * m + j] = 0
      }
    }
  }
}

extension IntegratedFilter {
  /// T P, row by row; only the first `active` numbers of the state are moved.
  fileprivate func moveRows(
    _ p: UnsafeBufferPointer<Double>, _ next: UnsafeMutableBufferPointer<Double>, active: Int
  ) {
    let (r, m) = (process.size, size)
    process.ar.withUnsafeBufferPointer { ar in
      for i in 0..<r {
        let (row, below, multiple) = (i * m, (i + 1) * m, ar[i])
        if i + 1 == r {
          for k in 0..<active { next[row + k] = multiple * p[k] }
        } else if multiple == 0 {
          for k in 0..<active { next[row + k] = p[below + k] }
        } else {
          for k in 0..<active { next[row + k] = multiple * p[k] + p[below + k] }
        }
      }
    }
    guard active > r else { return }
    for k in 0..<m { next[r * m + k] = p[k] }
    for (lag, weight) in past {
      for k in 0..<m { next[r * m + k] += weight * p[(r + lag - 1) * m + k] }
    }
    for i in r + 1..<max(m, r + 1) {
      for k in 0..<m { next[i * m + k] = p[(i - 1) * m + k] }
    }
  }

  /// T x, in place.
  fileprivate func move(
    _ x: UnsafeMutableBufferPointer<Double>, at start: Int, active: Int
  ) {
    let (r, m) = (process.size, size)
    let first = x[start]
    var value = first
    if active > r {
      for (lag, weight) in past { value += weight * x[start + r + lag - 1] }
    }
    process.ar.withUnsafeBufferPointer { ar in
      for i in 0..<r - 1 { x[start + i] = ar[i] * first + x[start + i + 1] }
      x[start + r - 1] = ar[r - 1] * first
    }
    guard active > r else { return }
    for i in stride(from: m - 1, to: r, by: -1) { x[start + i] = x[start + i - 1] }
    x[start + r] = value
  }

  /// R Rᵀ of the next shock.
  fileprivate func addShock(_ p: UnsafeMutableBufferPointer<Double>) {
    let m = size
    process.shock.withUnsafeBufferPointer { shock in
      for i in shock.indices where shock[i] != 0 {
        for j in shock.indices { p[i * m + j] += shock[i] * shock[j] }
      }
    }
  }
}
