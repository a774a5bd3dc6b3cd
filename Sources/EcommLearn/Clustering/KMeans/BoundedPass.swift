import CKernels
import EcommBase

/// One pass over the rows: bounds are widened by how far centres went, and rows whose bounds overlap
/// look at all centres.
struct BoundedPass: Sendable {
  let rows: KMeansRows
  let centres: [Double]
  let table: CentreTable
  let drifts: [Double]
  /// Half the distance to the nearest other centre, or a little less.
  let halfGaps: [Double]
  private let furthest: (cluster: Int, drift: Double, next: Double)

  init(rows: KMeansRows, centres: [Double], drifts: [Double]) {
    self.rows = rows
    self.centres = centres
    table = CentreTable(centres, columns: rows.columns)
    more = 1 + Double(rows.columns + 16) * 0x1p-52
    less = 1 - Double(rows.columns + 16) * 0x1p-52
    self.drifts = drifts.isEmpty ? [Double](repeating: 0, count: table.count) : drifts
    halfGaps = Self.halfGaps(table, centres).map { [less] in $0 * less }
    furthest = Self.furthest(self.drifts)
  }

  private static func furthest(_ drifts: [Double]) -> (Int, Double, Double) {
    var (cluster, drift, next) = (0, 0.0, 0.0)
    for (index, value) in drifts.enumerated() {
      if value > drift {
        (cluster, drift, next) = (index, value, drift)
      } else {
        next = max(next, value)
      }
    }
    return (cluster, drift, next)
  }

  private static func halfGaps(_ table: CentreTable, _ centres: [Double]) -> [Double] {
    let groups = (table.count + 7) / 8
    return centres.withUnsafeBufferPointer { centres in
      table.lanes.withUnsafeBufferPointer { lanes in
        guard let centres = centres.baseAddress, let lanes = lanes.baseAddress else { return [] }
        return (0..<table.count).map { cluster in
          let point = centres + cluster * table.columns
          let found = CentreTable.nearest(point, lanes, table.columns, groups)
          return found.second.squareRoot() / 2
        }
      }
    }
  }

  /// What distances are multiplied with to be bounds: a sum of `columns` squares may be off by about
  /// as many units in the last place.
  private let more: Double
  private let less: Double

  /// Rows whose bounds are compared before any of them is looked at: memory is asked for the rows
  /// that may move, which lie here and there, while the others are still being passed by.
  private static let block = 256

  /// What the pass reads and writes of its rows.
  struct Bounds {
    let labels: UnsafeMutablePointer<Int32>
    let upper: UnsafeMutablePointer<Double>
    let lower: UnsafeMutablePointer<Double>
  }

  func run(_ range: Range<Int>, _ bounds: Bounds) -> ClusterTotals {
    var changes = ClusterTotals(clusters: table.count, columns: rows.columns)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.block) { doubtful in
      guard let doubtful = doubtful.baseAddress else { return }
      for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
        let held = first..<min(range.upperBound, first + Self.block)
        let count = overlapping(held, bounds, doubtful)
        settle(doubtful, count, bounds, &changes)
      }
    }
    return changes
  }

  /// Brings the bounds of rows up to date; lists those that overlap.
  private func overlapping(
    _ held: Range<Int>, _ bounds: Bounds, _ doubtful: UnsafeMutablePointer<Int32>
  ) -> Int {
    let (cluster, drift, next) = furthest
    var count = 0
    drifts.withUnsafeBufferPointer { drifts in
      halfGaps.withUnsafeBufferPointer { halfGaps in
        for row in held {
          // A row without a cluster yet has bounds that overlap under any label.
          let label = max(0, Int(bounds.labels[row]))
          let low = bounds.lower[row] * less - (label == cluster ? next : drift)
          let high = (bounds.upper[row] + drifts[label]) * more
          bounds.lower[row] = low
          bounds.upper[row] = high
          doubtful[count] = Int32(truncatingIfNeeded: row)
          count &+= high >= max(low, halfGaps[label]) ? 1 : 0
        }
      }
    }
    return count
  }

  /// Gives doubtful rows their nearest centre.
  private func settle(
    _ doubtful: UnsafePointer<Int32>, _ count: Int, _ bounds: Bounds, _ changes: inout ClusterTotals
  ) {
    let columns = rows.columns
    let groups = (table.count + 7) / 8
    rows.matrix.values.withUnsafeBufferPointer { values in
      centres.withUnsafeBufferPointer { centres in
        table.lanes.withUnsafeBufferPointer { lanes in
          guard let values = values.baseAddress, let centres = centres.baseAddress,
            let lanes = lanes.baseAddress
          else { return }
          for index in 0..<count { kernel_prefetch(values + Int(doubtful[index]) * columns) }
          for index in 0..<count {
            let row = Int(doubtful[index])
            let point = values + row * columns
            guard mayMove(row, point, centres, bounds) else { continue }
            let found = CentreTable.nearest(point, lanes, columns, groups)
            bounds.upper[row] = found.distance.squareRoot() * more
            bounds.lower[row] = found.second.squareRoot() * less
            move(row, to: found.centre, bounds, &changes)
          }
        }
      }
    }
  }

  @inline(__always)
  private func move(_ row: Int, to cluster: Int, _ bounds: Bounds, _ changes: inout ClusterTotals) {
    let old = Int(bounds.labels[row])
    guard old != cluster else { return }
    changes.move(rows.matrix, row, rows.weight(row), from: old, to: cluster)
    changes.moves += 1
    bounds.labels[row] = Int32(truncatingIfNeeded: cluster)
  }

  /// With the distance to its centre known, whether the bounds of a row still overlap.
  @inline(__always)
  private func mayMove(
    _ row: Int, _ point: UnsafePointer<Double>, _ centres: UnsafePointer<Double>, _ bounds: Bounds
  ) -> Bool {
    let label = Int(bounds.labels[row])
    guard label >= 0 else { return true }
    let square = RowDistance.squared(point, centres + label * rows.columns, rows.columns)
    bounds.upper[row] = square.squareRoot() * more
    return bounds.upper[row] >= max(bounds.lower[row], halfGaps[label])
  }
}
