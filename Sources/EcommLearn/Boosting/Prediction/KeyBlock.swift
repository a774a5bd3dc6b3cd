/// The values of up to 64 rows, ready for trees: ordered integers (`FloatOrder`), feature by feature.
///
/// (2 slots of each feature, `rows`). A missing value is least of all in the first slot of its feature and
/// greatest of all in the second: a split that sends missing values left reads the first, and
/// no step of a tree has to ask whether a value is there.
struct KeyBlock {
  static let rows = 64

  let keys: UnsafeMutablePointer<UInt32>

  /// `features` are the slots' features. `source` is (rows, columns).
  func fill(
    from source: RowSource, rows: Range<Int>, features: [Int]
  ) {
    for (slot, feature) in features.enumerated() {
      let low = keys + 2 * slot * Self.rows
      let high = low + Self.rows
      switch source {
      case .floats(let base, let columns):
        let start = base + rows.lowerBound * columns + feature
        for row in 0..<rows.count { Self.put(start[row &* columns], low + row, high + row) }
      case .doubles(let base, let columns):
        let start = base + rows.lowerBound * columns + feature
        for row in 0..<rows.count { Self.put(Float(start[row &* columns]), low + row, high + row) }
      case .columns(let columns):
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.rows) { values in
          guard let base = values.baseAddress else { return }
          columns[feature].fill(rows, into: base)
          for row in 0..<rows.count { Self.put(base[row], low + row, high + row) }
        }
      }
    }
  }

  @inline(__always)
  private static func put(
    _ value: Float, _ low: UnsafeMutablePointer<UInt32>, _ high: UnsafeMutablePointer<UInt32>
  ) {
    let key = FloatOrder.key(value)
    let isMissing = value != value
    low.pointee = isMissing ? 0 : key
    high.pointee = isMissing ? .max : key
  }
}

/// Where rows to predict come from.
enum RowSource {
  /// (rows, columns)
  case floats(UnsafePointer<Float>, columns: Int)
  case doubles(UnsafePointer<Double>, columns: Int)
  case columns([FeatureColumn])
}
