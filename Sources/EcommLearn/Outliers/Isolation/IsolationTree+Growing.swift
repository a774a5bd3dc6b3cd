import EcommBase

extension IsolationTree {
  /// Rows of one tree, column by column.
  struct Sample {
    /// (columns, rows)
    let values: [Float]
    let rows: Int
    let columns: Int
  }

  /// Cuts each node at a random place of a random direction in which its rows differ.
  static func grow(_ sample: Sample, splitColumns: Int, random: inout SeededRandom) -> IsolationTree
  {
    var tree = IsolationTree()
    var order = (0..<sample.rows).map { Int32($0) }
    var columns = Array(0..<sample.columns)
    var open = [(rows: 0..<sample.rows, depth: 0)]
    let limit = depthLimit(sample: sample.rows)
    var next = 0
    var projected = [Float](repeating: 0, count: sample.rows)
    while next < open.count {
      let (rows, depth) = open[next]
      next += 1
      let cut =
        rows.count > 1 && depth < limit
        ? Cut.draw(
          sample, order[rows], splitColumns, &columns, &projected, &random) : nil
      guard let cut else {
        tree.sizes.append(Int32(rows.count))
        continue
      }
      let middle = partition(&order, rows, &projected, below: cut.threshold)
      tree.append(cut, isSlanted: splitColumns > 1)
      open.append((rows.lowerBound..<middle, depth + 1))
      open.append((middle..<rows.upperBound, depth + 1))
    }
    return tree
  }

  private mutating func append(_ cut: Cut, isSlanted: Bool) {
    sizes.append(0)
    thresholds.append(cut.threshold)
    features += cut.features
    if isSlanted { weights += cut.weights }
  }

  /// `values` stand beside the rows of the range from 0 on. Both sides get a row.
  private static func partition(
    _ order: inout [Int32], _ rows: Range<Int>, _ values: inout [Float], below threshold: Float
  ) -> Int {
    var (first, last) = (0, rows.count - 1)
    while first <= last {
      if values[first] < threshold {
        first += 1
      } else {
        order.swapAt(rows.lowerBound + first, rows.lowerBound + last)
        values.swapAt(first, last)
        last -= 1
      }
    }
    return rows.lowerBound + first
  }
}

extension IsolationTree {
  /// A random direction and a place on it.
  struct Cut {
    let features: [Int32]
    let weights: [Float]
    let threshold: Float

    private static let tries = 20

    /// Nil where the rows differ in nothing. `projected` gets the place of each row on the direction.
    static func draw(
      _ sample: Sample, _ rows: ArraySlice<Int32>, _ splitColumns: Int, _ columns: inout [Int],
      _ projected: inout [Float], _ random: inout SeededRandom
    ) -> Cut? {
      if splitColumns > 1 {
        return slanted(sample, rows, splitColumns, &columns, &projected, &random)
      }
      for tried in columns.indices {
        columns.swapAt(tried, tried + random.below(columns.count - tried))
        let start = columns[tried] * sample.rows
        for (place, row) in rows.enumerated() {
          projected[place] = sample.values[start + Int(row)]
        }
        guard let threshold = place(projected[..<rows.count], &random) else { continue }
        return Cut(features: [Int32(columns[tried])], weights: [], threshold: threshold)
      }
      return nil
    }

    private static func slanted(
      _ sample: Sample, _ rows: ArraySlice<Int32>, _ splitColumns: Int, _ columns: inout [Int],
      _ projected: inout [Float], _ random: inout SeededRandom
    ) -> Cut? {
      for _ in 0..<tries {
        for place in 0..<splitColumns {
          columns.swapAt(place, place + random.below(columns.count - place))
        }
        let chosen = columns[..<splitColumns].sorted()
        let weights = chosen.map { _ in Float(random.normal()) }
        for (place, row) in rows.enumerated() {
          projected[place] = zip(chosen, weights).reduce(Float(0)) { sum, part in
            sum + part.1 * sample.values[part.0 * sample.rows + Int(row)]
          }
        }
        guard let threshold = place(projected[..<rows.count], &random) else { continue }
        return Cut(features: chosen.map { Int32($0) }, weights: weights, threshold: threshold)
      }
      return nil
    }

    /// A number above the least value and not above the greatest, with few digits where that is
    /// possible: model files get smaller, and nothing else changes.
    private static func place(_ values: ArraySlice<Float>, _ random: inout SeededRandom) -> Float? {
      guard let first = values.first else { return nil }
      let (least, most) = values.reduce((first, first)) { (min($0.0, $1), max($0.1, $1)) }
      guard least < most else { return nil }
      let width = Double(most) - Double(least)
      let exact = Double(least) + random.uniform() * width
      for candidate in [Float(rounded(exact, width)), Float(exact)]
      where candidate > least && candidate <= most {
        return candidate
      }
      return most
    }

    /// To a thousandth of `width` or a little less.
    private static func rounded(_ value: Double, _ width: Double) -> Double {
      var scale = 1.0
      if width >= 1000 {
        while width / scale >= 10_000, scale < 1e15 { scale *= 10 }
        return (value / scale).rounded() * scale
      }
      while width * scale < 1000, scale < 1e15 { scale *= 10 }
      return (value * scale).rounded() / scale
    }
  }
}
