import CKernels
import EcommBase

/// The linear support vector machine with squared hinge loss by coordinates of its dual (Hsieh, Chang,
/// Lin, Keerthi and Sundararajan, 2008).
///
/// Minimises |w|² / 2 + Σ cost / 2 · max(0, 1 - side · w · x)². The dual has a number a >= 0 for each row,
/// and w = Σ a · side · x. A step sets one row's number to the best value given all others and moves w
/// along the row. A row whose number is zero and whose slope says that it will stay there is left out
/// until the others have settled; then all rows are looked at again.
///
/// Invariant: w is the sum over all rows, whether they are left out or not. Cost: a pass reads the values
/// of a row once, and again if its number moves; a class of texts takes a few passes over all rows and some
/// tens over the few that its margin rests on.
struct DualDescent: Sendable {
  private let data: SparseRows
  private let bends: [Bend]
  /// The value of the column for the intercept, which has the same penalty.
  private let constant: Double
  private let rule: StoppingRule

  /// The dual's second derivative by a row's number is |x|² + `diagonal`.
  private struct Bend {
    let diagonal: Double
    let inverse: Double
  }

  /// `costs` is one for each row; rows without one do not count.
  init(_ data: SparseRows, costs: [Double], fitsIntercept: Bool, rule: StoppingRule) {
    self.data = data
    self.rule = rule
    let constant: Double = fitsIntercept ? 1 : 0
    self.constant = constant
    bends = costs.indices.map { row in
      let square = data.values[data.starts[row]..<data.starts[row + 1]].reduce(constant) {
        $0 + $1 * $1
      }
      return Bend(diagonal: 1 / costs[row], inverse: 1 / (square + 1 / costs[row]))
    }
  }

  /// The point is w, the intercept last.
  func minimise(_ labels: [Int32], positive: Int32) -> (point: [Double], convergence: Convergence) {
    var work = Work(self, labels, positive)
    var violation = Double.infinity
    var passes = 0
    while passes < rule.maximumIterations {
      let isWhole = work.order.count == work.active && work.border == .infinity
      violation = pass(&work)
      passes += 1
      guard violation <= rule.tolerance else { continue }
      if isWhole { break }
      (work.active, work.border) = (work.order.count, .infinity)
      violation = .infinity
    }
    let convergence = Convergence(
      iterations: passes, gradientNorm: violation, converged: violation <= rule.tolerance)
    return (work.point, convergence)
  }

  /// Where the work on one class stands.
  private struct Work {
    /// w, the intercept last.
    var point: [Double]
    var numbers: [Double]
    let sides: [Double]
    /// Rows, those not left out first.
    var order: [Int32]
    var active: Int
    /// A row at zero is left out if its slope is larger.
    var border = Double.infinity
    var random: SeededRandom

    init(_ problem: DualDescent, _ labels: [Int32], _ positive: Int32) {
      point = [Double](repeating: 0, count: problem.data.columnCount + 1)
      numbers = [Double](repeating: 0, count: labels.count)
      sides = labels.map { $0 == positive ? 1 : -1 }
      order = labels.indices.lazy.filter { problem.bends[$0].diagonal < .infinity }
        .map { Int32(truncatingIfNeeded: $0) }
      active = order.count
      random = SeededRandom(seed: UInt64(truncatingIfNeeded: positive))
    }

    mutating func lend(
      _ body: (UnsafePointer<Double>, Numbers, Numbers, UnsafeMutablePointer<Int32>) -> Void
    ) {
      let sides = sides
      sides.withUnsafeBufferPointer { sides in
        point.withUnsafeMutableBufferPointer { point in
          numbers.withUnsafeMutableBufferPointer { numbers in
            order.withUnsafeMutableBufferPointer { order in
              guard let sides = sides.baseAddress, let point = point.baseAddress,
                let numbers = numbers.baseAddress, let order = order.baseAddress
              else { return }
              body(sides, point, numbers, order)
            }
          }
        }
      }
    }

    mutating func shuffle() {
      order.withUnsafeMutableBufferPointer { order in
        for last in stride(from: active - 1, to: 0, by: -1) {
          order.swapAt(last, random.below(last + 1))
        }
      }
    }
  }

  private typealias Numbers = UnsafeMutablePointer<Double>

  /// One step for each row that is not left out. Returns the span of the slopes that ask for steps.
  private func pass(_ work: inout Work) -> Double {
    work.shuffle()
    var (active, border) = (work.active, work.border)
    var (least, most) = (Double.infinity, -Double.infinity)
    over(&work) { rows, order in
      var place = 0
      while place < active {
        rows.prefetch(order[min(place &+ 4, active &- 1)])
        let row = Int(order[place])
        let slope = rows.slope(row)
        if rows.numbers[row] == 0, slope > border {
          active -= 1
          (order[place], order[active]) = (order[active], order[place])
          continue
        }
        let wanted = rows.numbers[row] == 0 ? min(slope, 0) : slope
        (least, most) = (min(least, wanted), max(most, wanted))
        if wanted.magnitude > 1e-12 { rows.step(row, slope) }
        place += 1
      }
    }
    (work.active, work.border) = (active, most > 0 ? most : .infinity)
    return active > 0 ? most - least : 0
  }

  /// Rows without bounds checks: columns were checked when the rows were made, and all else has one entry
  /// for each row.
  private struct RowSteps {
    let starts: UnsafePointer<Int>
    let columns: UnsafePointer<Int32>
    let values: UnsafePointer<Double>
    let sides: UnsafePointer<Double>
    let bends: UnsafePointer<Bend>
    let point: Numbers
    let numbers: Numbers
    let intercept: Numbers
    let constant: Double

    @inline(__always)
    func prefetch(_ row: Int32) {
      kernel_prefetch(columns + starts[Int(row)])
      kernel_prefetch(values + starts[Int(row)])
    }

    /// Of the dual by the row's number.
    @inline(__always)
    func slope(_ row: Int) -> Double {
      var (even, odd) = (constant * intercept[0], 0.0)
      var place = starts[row]
      let end = starts[row &+ 1]
      while place &+ 1 < end {
        even += values[place] * point[Int(columns[place])]
        odd += values[place &+ 1] * point[Int(columns[place &+ 1])]
        place &+= 2
      }
      if place < end { even += values[place] * point[Int(columns[place])] }
      return sides[row] * (even + odd) - 1 + bends[row].diagonal * numbers[row]
    }

    @inline(__always)
    func step(_ row: Int, _ slope: Double) {
      let before = numbers[row]
      numbers[row] = max(before - slope * bends[row].inverse, 0)
      let change = (numbers[row] - before) * sides[row]
      for place in starts[row]..<starts[row &+ 1] {
        point[Int(columns[place])] += change * values[place]
      }
      intercept[0] += change * constant
    }
  }

  private func over(
    _ work: inout Work, _ body: (RowSteps, UnsafeMutablePointer<Int32>) -> Void
  ) {
    let intercept = data.columnCount
    data.starts.withUnsafeBufferPointer { starts in
      data.columns.withUnsafeBufferPointer { columns in
        data.values.withUnsafeBufferPointer { values in
          bends.withUnsafeBufferPointer { bends in
            work.lend { sides, point, numbers, order in
              guard let starts = starts.baseAddress, let columns = columns.baseAddress,
                let values = values.baseAddress, let bends = bends.baseAddress
              else { return }
              let rows = RowSteps(
                starts: starts, columns: columns, values: values, sides: sides, bends: bends,
                point: point, numbers: numbers, intercept: point + intercept, constant: constant)
              body(rows, order)
            }
          }
        }
      }
    }
  }
}
