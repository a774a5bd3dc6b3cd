import EcommBase

/// Checks of rows and weights that all engines here share.
enum ClusterRows {
  /// The square of a difference of two values must stay finite, and so must a sum of many of them.
  static let largest = 1e140

  static func check(_ rows: Matrix) throws(ClusterError) {
    guard rows.columns > 0 else { throw .noColumns }
    guard rows.rows > 0 else { throw .noRows }
    let place = rows.values.withUnsafeBufferPointer { values in
      values.firstIndex { !($0.magnitude < largest) }
    }
    guard let place else { return }
    throw .notFinite(row: place / rows.columns, column: place % rows.columns)
  }

  static func check(_ rows: Matrix, columns: Int) throws(ClusterError) {
    guard rows.columns == columns else {
      throw .differentColumns(model: columns, data: rows.columns)
    }
    guard rows.rows > 0 else { return }
    try check(rows)
  }

  static func check(weights: [Double], rows: Int) throws(ClusterError) {
    guard weights.isEmpty || weights.count == rows, weights.allSatisfy({ $0 >= 0 }),
      weights.reduce(0, +) < largest
    else { throw .badWeights }
    guard weights.isEmpty || weights.contains(where: { $0 > 0 }) else { throw .noWeight }
  }
}
