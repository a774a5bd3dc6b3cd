import Glibc

/// The exact likelihood of a gapless series that an ARMA process made, at four sets of parameters at
/// once: sums of products of one-step prediction errors, each divided by its standard deviation.
///
/// The covariance of the state starts stationary, so its change from step to step has rank one and a
/// step costs O(r) instead of O(r²): the recursions of Morf, Sidhu and Kailath (IEEE TAC 19, 1974;
/// Pearlman, Biometrika 67, 1980). When the change is below rounding, the gain is kept (steady
/// state) and only the state moves.
///
/// A step is a chain of dependent operations, so four sets of parameters side by side take hardly longer
/// than one; gradients by differences ask for many. For series without gaps; `GappedFilter` takes the
/// others.
struct ArmaLikelihood {
  typealias Lanes = SIMD4<Double>

  /// Lower triangles (row by row) of the products of the whitened columns.
  private(set) var products: [Lanes]
  /// Σ log of the variances.
  private(set) var logVariances: Lanes
  /// Steps after which the gain did not change any more.
  private(set) var settledAfter: Int

  /// Below this the covariance counts as settled.
  static let settled = 1e-15

  /// Lanes at the edge of stationarity are not finite in the end.
  init(_ lanes: ArmaLanes, _ columns: [[Double]], settledBelow limit: Double = settled) {
    let (r, width) = (lanes.size, columns.count)
    let count = columns.first?.count ?? 0
    var sums = [Lanes](repeating: .zero, count: width * (width + 1) / 2)
    var logs = Lanes.zero
    var settledAt = count
    var work = [Lanes](repeating: .zero, count: r * 2 + 1 + width * (r + 1))
    let flat = columns.flatMap { $0 }
    lanes.ar.withUnsafeBufferPointer { ar in
      work.withUnsafeMutableBufferPointer { work in
        sums.withUnsafeMutableBufferPointer { sums in
          flat.withUnsafeBufferPointer { values in
            var pass = ArmaPass(
              ar: ar.baseAddress!, work: work.baseAddress!, sums: sums.baseAddress!,
              values: values.baseAddress!, size: r, width: width, count: count)
            pass.start(lanes.first)
            (logs, settledAt) = pass.run(settledBelow: limit)
          }
        }
      }
    }
    products = sums
    logVariances = logs
    settledAfter = settledAt
  }
}

/// Up to four ARMA processes of one size.
struct ArmaLanes {
  let ar: [SIMD4<Double>]
  let first: [SIMD4<Double>]

  var size: Int { ar.count }

  /// The last process fills the lanes that are left; one at the edge of stationarity becomes NaN.
  init(_ processes: [ArmaProcess]) {
    let size = processes[0].size
    let firsts = processes.map {
      $0.firstColumn() ?? [Double](repeating: .nan, count: size)
    }
    func side(_ columns: [[Double]], _ index: Int) -> SIMD4<Double> {
      var lanes = SIMD4<Double>()
      for lane in 0..<4 { lanes[lane] = columns[min(lane, columns.count - 1)][index] }
      return lanes
    }
    let ars = processes.map(\.ar)
    ar = (0..<size).map { side(ars, $0) }
    first = (0..<size).map { side(firsts, $0) }
  }
}

/// The buffers of one pass; every index stays within the sizes given.
///
/// - `work`: numerator of the gain (r), change of the covariance (r + 1), then states (width, r + 1).
private struct ArmaPass {
  typealias Lanes = SIMD4<Double>
  let ar: UnsafePointer<Lanes>
  let work: UnsafeMutablePointer<Lanes>
  let sums: UnsafeMutablePointer<Lanes>
  /// (width, count)
  let values: UnsafePointer<Double>
  let size: Int
  let width: Int
  let count: Int
  var variance = Lanes(repeating: 1)
  /// The change of the covariance is `weight` change changeᵀ.
  private var weight = Lanes.zero

  init(
    ar: UnsafePointer<Lanes>, work: UnsafeMutablePointer<Lanes>, sums: UnsafeMutablePointer<Lanes>,
    values: UnsafePointer<Double>, size: Int, width: Int, count: Int
  ) {
    self.ar = ar
    self.work = work
    self.sums = sums
    self.values = values
    self.size = size
    self.width = width
    self.count = count
  }

  mutating func start(_ first: [Lanes]) {
    variance = first[0]
    for i in 0..<size {
      work[i] = ar[i] * first[0] + (i + 1 < size ? first[i + 1] : .zero)
      work[size + i] = work[i]
    }
    weight = -1 / variance
  }

  /// Σ log variance, and when the gain was settled.
  mutating func run(settledBelow limit: Double) -> (logs: Lanes, settledAt: Int) {
    var logs = Lanes.zero
    var product = Lanes(repeating: 1)
    var t = 0
    while t < count, t % 8 > 0 || !isSettled(below: limit) {
      step(t)
      product *= variance
      if any(product .> 1e100) || any(product .< 1e-100) {
        logs += Self.log(product)
        product = Lanes(repeating: 1)
      }
      advance()
      t += 1
    }
    for rest in t..<max(count, t) { step(rest) }
    return (logs + Self.log(product) + Double(count - t) * Self.log(variance), t)
  }

  private static func log(_ lanes: Lanes) -> Lanes {
    Lanes(Glibc.log(lanes.x), Glibc.log(lanes.y), Glibc.log(lanes.z), Glibc.log(lanes.w))
  }

  private func isSettled(below limit: Double) -> Bool {
    var largest = Lanes.zero
    for i in size..<2 * size { largest = pointwiseMax(largest, work[i] * work[i]) }
    return all(-weight * largest .<= limit * variance)
  }

  /// The next value of every column: errors, their products, states.
  @inline(__always)
  private func step(_ t: Int) {
    let inverse = 1 / variance
    for column in 0..<width {
      let state = work + 2 * size + 1 + column * (size + 1)
      let known = state[0]
      let error = values[column * count + t] - known
      // The last place of a state is zero, and free to hold the error.
      state[size] = .zero
      let pull = error * inverse
      for i in 0..<size { state[i] = state[i + 1] + ar[i] * known + work[i] * pull }
      state[size] = error
      let row = sums + column * (column + 1) / 2
      for other in 0...column {
        row[other] += pull * work[2 * size + 1 + other * (size + 1) + size]
      }
    }
  }

  @inline(__always)
  private mutating func advance() {
    let change = work + size
    let first = change[0]
    let push = weight * first
    let next = variance + push * first
    let back = first / next
    for i in 0..<size {
      let moved = ar[i] * first + change[i + 1]
      let followed = work[i] + push * moved
      work[i] = followed
      change[i] = moved - followed * back
    }
    weight *= next / variance
    variance = next
  }
}
