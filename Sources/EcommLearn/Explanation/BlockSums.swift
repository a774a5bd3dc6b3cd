/// Shapley values of the rows of a block, feature by feature while they are summed.
struct BlockSums {
  private let width: Int
  /// (width, 64)
  private var sums: [Double]

  init(width: Int) {
    self.width = width
    sums = [Double](repeating: 0, count: width * KeyBlock.rows)
  }

  /// `values` is (rows, width).
  mutating func load(_ values: UnsafePointer<Double>, rows: Int) {
    for row in 0..<rows {
      for place in 0..<width { sums[place * KeyBlock.rows + row] = values[row * width + place] }
    }
  }

  func store(_ values: UnsafeMutablePointer<Double>, rows: Int) {
    for row in 0..<rows {
      for place in 0..<width { values[row * width + place] = sums[place * KeyBlock.rows + row] }
    }
  }

  /// Lends the sums (features, `KeyBlock.rows`) of an output; `start` is the place of its feature 0.
  mutating func lend(_ start: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) {
    sums.withUnsafeMutableBufferPointer { sums in
      guard let base = sums.baseAddress else { return }
      body(base + start * KeyBlock.rows)
    }
  }
}
