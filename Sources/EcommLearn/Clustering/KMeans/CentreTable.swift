import EcommBase

/// Centres in the shape in which the distances of a row to eight of them are found at once.
///
/// Lane l of group g holds centre 8 g + l; lanes past the last centre are infinitely far. Every
/// distance is summed column after column, so it does not depend on how centres are grouped.
struct CentreTable: Sendable {
  /// (groups, columns)
  let lanes: [SIMD8<Double>]
  let count: Int
  let columns: Int

  /// `centres` (count, columns), row-major.
  init(_ centres: [Double], columns: Int) {
    self.columns = columns
    count = centres.count / columns
    let groups = (count + 7) / 8
    var lanes = [SIMD8<Double>](repeating: SIMD8(repeating: .infinity), count: groups * columns)
    for (place, value) in centres.enumerated() {
      let (centre, column) = (place / columns, place % columns)
      lanes[centre / 8 * columns + column][centre % 8] = value
    }
    self.lanes = lanes
  }

  /// The two nearest centres' squared distances and the nearest one; the lower of equal ones.
  struct Nearest {
    var centre = 0
    var distance = Double.infinity
    var second = Double.infinity
  }

  @inline(__always)
  static func nearest(
    _ row: UnsafePointer<Double>, _ lanes: UnsafePointer<SIMD8<Double>>, _ columns: Int,
    _ groups: Int
  ) -> Nearest {
    var found = Nearest()
    var group = lanes
    for first in stride(from: 0, to: groups * 8, by: 8) {
      var sums = SIMD8<Double>()
      for column in 0..<columns {
        let difference = SIMD8(repeating: row[column]) - group[column]
        sums += difference * difference
      }
      for lane in 0..<8 {
        let distance = sums[lane]
        let isNearer = distance < found.distance
        found.second = min(found.second, max(found.distance, distance))
        found.distance = isNearer ? distance : found.distance
        found.centre = isNearer ? first + lane : found.centre
      }
      group += columns
    }
    return found
  }
}

/// Squared distances between two rows.
enum RowDistance {
  @inline(__always)
  static func squared(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ columns: Int
  ) -> Double {
    var lanes = SIMD2<Double>()
    var column = 0
    while column + 1 < columns {
      let difference = pair(a + column) - pair(b + column)
      lanes += difference * difference
      column += 2
    }
    guard column < columns else { return lanes[0] + lanes[1] }
    let last = a[column] - b[column]
    return lanes[0] + lanes[1] + last * last
  }

  @inline(__always)
  private static func pair(_ place: UnsafePointer<Double>) -> SIMD2<Double> {
    UnsafeRawPointer(place).loadUnaligned(as: SIMD2<Double>.self)
  }
}
