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

  /// By look-up. `start` is the place of feature 0.
  mutating func add(
    _ leaf: LeafGame, _ passing: PassingRows, table: [Double], start: Int, rows: Int
  ) {
    let ways = passing.ways
    sums.withUnsafeMutableBufferPointer { sums in
      table.withUnsafeBufferPointer { table in
        ways.withUnsafeBytes { ways in
          for (place, feature) in leaf.features.enumerated() {
            let target = UnsafeMutableBufferPointer(
              rebasing: sums[
                (start + feature) * KeyBlock.rows..<(start + feature + 1) * KeyBlock.rows])
            let values = UnsafeBufferPointer(
              rebasing: table[place << leaf.count..<(place + 1) << leaf.count])
            for row in 0..<rows { target[row] += values[Int(ways[row])] }
          }
        }
      }
    }
  }

  /// By integration, row by row.
  mutating func add(
    _ leaf: LeafGame, _ passing: PassingRows, rule: GaussLegendre, start: Int, rows: Int
  ) {
    let count = leaf.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count + leaf.scratch) { room in
      guard let hot = room.baseAddress else { return }
      let phi = hot + count
      for row in 0..<rows {
        for place in 0..<count { hot[place] = passing.isPassing(place, row: row) ? 1 : 0 }
        leaf.contributions(hot: hot, rule: rule, scratch: phi + count, phi: phi)
        for (place, feature) in leaf.features.enumerated() {
          sums[(start + feature) * KeyBlock.rows + row] += phi[place]
        }
      }
    }
  }
}
