/// The values of up to 64 rows, ready for trees: ordered integers (`FloatOrder`), feature by feature.
///
/// (2 slots of each feature, `rows`). A missing value is least of all in the first slot of its feature and
/// greatest of all in the second: a split that sends missing values left reads the first, and
/// no step of a tree has to ask whether a value is there.
struct KeyBlock {
  static let rows = 64

  let keys: UnsafeMutablePointer<UInt32>

  /// `features` are the slots' features.
  func fill(from source: RowSource, rows: Range<Int>, features: [Int]) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.rows) { values in
      guard let values = values.baseAddress else { return }
      for (slot, feature) in features.enumerated() {
        let low = keys + 2 * slot * Self.rows
        let high = low + Self.rows
        source.read(feature, rows, into: values)
        for row in 0..<rows.count { Self.put(values[row], low + row, high + row) }
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
