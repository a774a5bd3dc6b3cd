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

  /// By look-up. `passing` is which rows pass each feature's splits; `start` is the place of feature 0.
  mutating func add(
    _ leaf: LeafGame, _ passing: [SIMD64<UInt8>], table: [Double], start: Int, rows: Int
  ) {
    var ways = SIMD64<UInt8>(repeating: 0)
    for (bit, rows) in passing.enumerated() {
      ways |= rows & SIMD64(repeating: UInt8(1) << UInt8(bit))
    }
    sums.withUnsafeMutableBufferPointer { sums in
      table.withUnsafeBufferPointer { table in
        withUnsafeBytes(of: ways) { ways in
          for (place, feature) in leaf.features.enumerated() {
            let target = sums.baseAddress! + (start + feature) * KeyBlock.rows
            let values = table.baseAddress! + place << leaf.count
            for row in 0..<rows { target[row] += values[Int(ways[row])] }
          }
        }
      }
    }
  }

  /// By integration, row by row.
  mutating func add(
    _ leaf: LeafGame, _ passing: [SIMD64<UInt8>], rule: GaussLegendre, start: Int, rows: Int
  ) {
    let count = leaf.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count + leaf.scratch) { room in
      guard let hot = room.baseAddress else { return }
      let phi = hot + count
      for row in 0..<rows {
        for place in 0..<count { hot[place] = passing[place][row] == 0 ? 0 : 1 }
        leaf.contributions(hot: hot, rule: rule, scratch: phi + count, phi: phi)
        for (place, feature) in leaf.features.enumerated() {
          sums[(start + feature) * KeyBlock.rows + row] += phi[place]
        }
      }
    }
  }
}
