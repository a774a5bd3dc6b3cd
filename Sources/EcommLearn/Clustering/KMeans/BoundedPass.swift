import EcommBase

/// One pass over the rows: bounds are widened by how far centres went, and rows whose bounds overlap
/// look at all centres.
struct BoundedPass: Sendable {
  let rows: KMeansRows
  let centres: [Double]
  let table: CentreTable
  let drifts: [Double]
  /// Half the distance to the nearest other centre, rounded down.
  let halfGaps: [Double]
  private let furthest: (cluster: Int, drift: Double, next: Double)

  init(rows: KMeansRows, centres: [Double], drifts: [Double]) {
    self.rows = rows
    self.centres = centres
    table = CentreTable(centres, columns: rows.columns)
    self.drifts = drifts.isEmpty ? [Double](repeating: 0, count: table.count) : drifts
    halfGaps = Self.halfGaps(table, centres)
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
          return found.second.squareRoot() * (0.5 - 1e-14)
        }
      }
    }
  }

  /// What the bounds of a squared distance are multiplied with to be on the safe side.
  private static let more = 1 + 1e-13
  private static let less = 1 - 1e-13

  func run(
    _ range: Range<Int>, _ labels: UnsafeMutablePointer<Int32>,
    _ upper: UnsafeMutablePointer<Double>, _ lower: UnsafeMutablePointer<Double>
  ) -> ClusterTotals {
    var changes = ClusterTotals(clusters: table.count, columns: rows.columns)
    let columns = rows.columns
    let groups = (table.count + 7) / 8
    rows.matrix.values.withUnsafeBufferPointer { values in
      centres.withUnsafeBufferPointer { centres in
        table.lanes.withUnsafeBufferPointer { lanes in
          guard let values = values.baseAddress, let centres = centres.baseAddress,
            let lanes = lanes.baseAddress
          else { return }
          for row in range {
            let point = values + row * columns
            guard mayMove(row, point, centres, labels, upper, lower) else { continue }
            let found = CentreTable.nearest(point, lanes, columns, groups)
            upper[row] = found.distance.squareRoot() * Self.more
            lower[row] = found.second.squareRoot() * Self.less
            let old = Int(labels[row])
            guard old != found.centre else { continue }
            changes.move(rows.matrix, row, rows.weight(row), from: old, to: found.centre)
            changes.moves += 1
            labels[row] = Int32(truncatingIfNeeded: found.centre)
          }
        }
      }
    }
    return changes
  }

  /// Brings the bounds of a row up to date; whether they overlap.
  @inline(__always)
  private func mayMove(
    _ row: Int, _ point: UnsafePointer<Double>, _ centres: UnsafePointer<Double>,
    _ labels: UnsafePointer<Int32>, _ upper: UnsafeMutablePointer<Double>,
    _ lower: UnsafeMutablePointer<Double>
  ) -> Bool {
    let label = Int(labels[row])
    guard label >= 0 else { return true }
    let drift = label == furthest.cluster ? furthest.next : furthest.drift
    let low = (lower[row] - drift) - 1e-15 * lower[row]
    let high = (upper[row] + drifts[label]) * Self.more
    let bound = max(low, halfGaps[label])
    lower[row] = low
    upper[row] = high
    guard high >= bound else { return false }
    let square = RowDistance.squared(point, centres + label * rows.columns, rows.columns)
    upper[row] = square.squareRoot() * Self.more
    return upper[row] >= bound
  }
}
