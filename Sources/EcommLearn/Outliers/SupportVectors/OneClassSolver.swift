import EcommBase

/// Sequential minimal optimisation for the one-class machine.
///
/// Minimises 1/2 a'Ka over 0 <= a <= 1 with sum a = nu n (B. Schölkopf et al., "Estimating the Support of a
/// High-Dimensional Distribution", 2001, in the scale of LIBSVM). Each step moves weight between the two rows
/// that promise most (R.-E. Fan, P.-H. Chen, C.-J. Lin, "Working Set Selection Using Second Order
/// Information", 2005).
///
/// Invariant: `gradient` = K a. Stops when no pair can improve by more than `tolerance`. Cost: a column of
/// likeness for each step.
struct OneClassSolver {
  private(set) var weights: [Double]
  private(set) var offset = 0.0
  private var gradient: [Double]
  private var kernel: KernelColumns

  private static let tolerance = 1e-4

  init(_ rows: Matrix, nu: Double, gamma: Double) {
    kernel = KernelColumns(rows, gamma: gamma)
    weights = [Double](repeating: 0, count: rows.rows)
    gradient = weights
    let total = nu * Double(rows.rows)
    let whole = min(Int(total), rows.rows)
    for row in 0..<whole { weights[row] = 1 }
    if whole < rows.rows { weights[whole] = total - Double(whole) }
    for row in weights.indices where weights[row] > 0 {
      let column = kernel.column(row)
      for other in gradient.indices { gradient[other] += weights[row] * column[other] }
    }
    for _ in 0..<max(100_000, 100 * rows.rows) {
      guard step() else { break }
    }
    offset = border
  }

  /// False at the optimum.
  private mutating func step() -> Bool {
    var rising = -1
    for row in weights.indices where weights[row] < 1 {
      if rising < 0 || gradient[row] < gradient[rising] { rising = row }
    }
    guard rising >= 0 else { return false }
    let column = kernel.column(rising)
    var (falling, best, worst) = (-1, 0.0, -Double.infinity)
    for row in weights.indices where weights[row] > 0 {
      let gap = gradient[row] - gradient[rising]
      worst = max(worst, gap)
      guard gap > 0 else { continue }
      let gain = gap * gap / max(2 - 2 * column[row], 1e-12)
      if gain > best { (falling, best) = (row, gain) }
    }
    guard falling >= 0, worst > Self.tolerance else { return false }
    let curve = max(2 - 2 * column[falling], 1e-12)
    let wanted = (gradient[falling] - gradient[rising]) / curve
    let moved = min(wanted, 1 - weights[rising], weights[falling])
    guard moved > 0 else { return false }
    let other = kernel.column(falling)
    weights[rising] = moved == 1 - weights[rising] ? 1 : weights[rising] + moved
    weights[falling] = moved == weights[falling] ? 0 : weights[falling] - moved
    for row in gradient.indices { gradient[row] += moved * (column[row] - other[row]) }
    return true
  }

  /// The likeness at the border: that of rows on it, or the middle between both sides.
  private var border: Double {
    let free = weights.indices.filter { weights[$0] > 0 && weights[$0] < 1 }
    if !free.isEmpty { return free.reduce(0) { $0 + gradient[$1] / Double(free.count) } }
    let inside = weights.indices.filter { weights[$0] == 0 }.map { gradient[$0] }.min()
    let outside = weights.indices.filter { weights[$0] == 1 }.map { gradient[$0] }.max()
    return ((inside ?? outside ?? 0) + (outside ?? inside ?? 0)) / 2
  }
}
