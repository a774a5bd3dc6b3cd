/// min ½ θᵀ H θ - gᵀ θ + w Σ |δ| over θ = (δ, u): least squares in which the first `count` variables
/// are sparse, the bends of a trend.
///
/// The others are eliminated exactly (Schur complement). On the sparse ones coordinate descent finds which are
/// zero, and where the signs have settled a linear system gives the rest of the digits; ramps
/// that start near each other are almost collinear, and descent alone would creep.
struct SparseBends {
  private let count: Int
  private let schur: [Double]
  private let right: [Double]
  private let rest: Cholesky
  private let restRight: [Double]
  private let cross: [[Double]]

  /// - Parameter matrix: (n, n), row-major, penalties of the others included.
  init(matrix: [Double], right g: [Double], sparse count: Int) {
    let n = g.count
    let m = n - count
    self.count = count
    var others = [Double](repeating: 0, count: m * m)
    for i in 0..<m {
      for j in 0..<m { others[i * m + j] = matrix[(count + i) * n + count + j] }
    }
    let rest = Cholesky(others, size: m) ?? .stabilised(others, size: m)
    let cross = (0..<count).map { i in (0..<m).map { matrix[i * n + count + $0] } }
    let restRight = Array(g[count...])
    let solved = cross.map(rest.solve)
    var schur = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count { schur[i * count + j] = matrix[i * n + j] - dot(cross[i], solved[j]) }
    }
    right = (0..<count).map { g[$0] - dot(solved[$0], restRight) }
    (self.schur, self.rest, self.restRight, self.cross) = (schur, rest, restRight, cross)
  }

  func solve(weight: Double, from start: [Double]) -> [Double] {
    var bends = start
    var tries = 0
    while tries < 40 {
      for _ in 0..<25 { sweep(&bends, weight) }
      if let exact = polished(bends, weight) {
        bends = exact
        break
      }
      tries += 1
    }
    var right = restRight
    for (bend, row) in zip(bends, cross) where bend != 0 {
      for index in right.indices { right[index] -= bend * row[index] }
    }
    return bends + rest.solve(right)
  }

  private func slope(_ bends: [Double], _ i: Int) -> Double {
    var sum = right[i]
    for j in 0..<count { sum -= schur[i * count + j] * bends[j] }
    return sum
  }

  private func sweep(_ bends: inout [Double], _ weight: Double) {
    for i in 0..<count {
      let curve = schur[i * count + i]
      guard curve > 1e-14 else {
        bends[i] = 0
        continue
      }
      let pull = slope(bends, i) + curve * bends[i]
      bends[i] =
        pull > weight ? (pull - weight) / curve : pull < -weight ? (pull + weight) / curve : 0
    }
  }

  /// The exact optimum with these signs; nil where it breaks them or leaves out a bend that is due.
  private func polished(_ bends: [Double], _ weight: Double) -> [Double]? {
    let active = (0..<count).filter { bends[$0] != 0 }
    let k = active.count
    let inner = active.flatMap { i in active.map { schur[i * count + $0] } }
    let pull = active.map { right[$0] - (bends[$0] > 0 ? weight : -weight) }
    guard let factor = Cholesky(inner, size: k) else { return nil }
    var exact = [Double](repeating: 0, count: count)
    for (i, value) in zip(active, factor.solve(pull)) {
      guard value * bends[i] > 0 else { return nil }
      exact[i] = value
    }
    let holds = (0..<count).allSatisfy { i in
      exact[i] != 0 || slope(exact, i).magnitude <= weight * (1 + 1e-9) + 1e-12
    }
    return holds ? exact : nil
  }
}
