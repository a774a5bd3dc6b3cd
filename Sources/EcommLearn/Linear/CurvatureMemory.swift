/// What the last steps told about the curvature: pairs of step and change of gradient, from which
/// limited-memory BFGS makes its direction (Nocedal, 1980; Nocedal and Wright, algorithm 7.4).
struct CurvatureMemory {
  private var pairs: [(step: [Double], change: [Double], product: Double)] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { pairs.isEmpty }

  /// Pairs without measurable curvature are not kept: they would make the direction meaningless.
  mutating func keep(step: [Double], change: [Double]) {
    let product = dot(step, change)
    let size = (dot(change, change) * dot(step, step)).squareRoot()
    guard limit > 0, product > 1e-14 * size else { return }
    if pairs.count == limit { pairs.removeFirst() }
    pairs.append((step, change, product))
  }

  /// The inverse Hessian as far as it is known, times `gradient`.
  func apply(to gradient: [Double], _ preconditioner: Preconditioner?) -> [Double] {
    var q = gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = dot(pair.step, q) / pair.product
      shares.append(share)
      for index in q.indices { q[index] -= share * pair.change[index] }
    }
    q = preconditioner?(q) ?? scaled(q)
    for (pair, share) in zip(pairs, shares.reversed()) {
      let back = share - dot(pair.change, q) / pair.product
      for index in q.indices { q[index] += back * pair.step[index] }
    }
    return q
  }

  private func scaled(_ q: [Double]) -> [Double] {
    guard let last = pairs.last else { return q }
    let scale = last.product / dot(last.change, last.change)
    return q.map { $0 * scale }
  }
}
