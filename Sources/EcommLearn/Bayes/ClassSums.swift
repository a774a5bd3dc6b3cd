/// Sums over the rows of each class.
///
/// A sum waits for the one before it to be stored; neighbouring rows go to lanes of their own, so that four are
/// under way at a time. Lanes are added up in their order: the same bits every time.
enum ClassSums {
  private static let lanes = 4

  /// Of each class the weight of its known values, and the weighed sum of what `term` makes of value and class.
  /// There are as many values as rows.
  @inline(__always)
  static func of(
    _ values: [Double], _ rows: ClassRows, _ term: (Double, Int) -> Double
  ) -> (weights: [Double], sums: [Double]) {
    let classes = rows.classes
    var weights = [Double](repeating: 0, count: lanes * classes)
    var sums = [Double](repeating: 0, count: lanes * classes)
    add(values.span, rows.labels.span, rows.weights.span, classes, term, &weights, &sums)
    return (added(weights, classes), added(sums, classes))
  }

  /// Spans: an array that is written to in a loop is asked each time whether it is shared.
  @inline(__always)
  private static func add(
    _ values: Span<Double>, _ labels: Span<Int32>, _ rowWeights: Span<Double>, _ classes: Int,
    _ term: (Double, Int) -> Double, _ weights: inout [Double], _ sums: inout [Double]
  ) {
    var weights = weights.mutableSpan
    var sums = sums.mutableSpan
    let isPlain = rowWeights.isEmpty
    for row in values.indices {
      let value = values[row]
      if value.isNaN { continue }
      let own = Int(labels[row])
      let place = (row & (lanes - 1)) * classes + own
      let weight = isPlain ? 1 : rowWeights[row]
      weights[place] += weight
      sums[place] += weight * term(value, own)
    }
  }

  private static func added(_ lanes: [Double], _ classes: Int) -> [Double] {
    (0..<classes).map { own in
      stride(from: own, to: lanes.count, by: classes).reduce(0) { $0 + lanes[$1] }
    }
  }
}
