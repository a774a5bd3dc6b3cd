/// Where rows to predict come from.
enum RowSource {
  /// (rows, columns)
  case floats(UnsafePointer<Float>, columns: Int)
  case doubles(UnsafePointer<Double>, columns: Int)
  case columns([FeatureColumn])

  /// The feature's values of some rows, missing ones as not-a-number.
  @inline(__always)
  func read(_ feature: Int, _ rows: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    switch self {
    case .floats(let base, let columns):
      let start = base + rows.lowerBound * columns + feature
      for row in 0..<rows.count { target[row] = start[row &* columns] }
    case .doubles(let base, let columns):
      let start = base + rows.lowerBound * columns + feature
      for row in 0..<rows.count { target[row] = Float(start[row &* columns]) }
    case .columns(let columns): columns[feature].fill(rows, into: target)
    }
  }
}
