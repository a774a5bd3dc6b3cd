import EcommBase

/// What clusters and projections read from a model file beyond plain fields.
extension JSONFields {
  func columnCount(_ name: String = "columns") throws -> Int {
    try integer(name, in: 1...1_000_000)
  }

  /// Lists of `columns` numbers each, none so large that distances overflow.
  func points(_ name: String, columns: Int) throws -> Matrix {
    let lists = try lists(name, each: columns)
    guard lists.allSatisfy({ $0.allSatisfy { $0.magnitude < ClusterRows.largest } }) else {
      throw fault(name, expected: "numbers below 1e140 in size")
    }
    return Matrix(rows: lists.count, columns: columns, values: lists.flatMap { $0 })
  }

  /// `count` whole numbers of at least 0.
  func counts(_ name: String, count: Int) throws -> [Int] {
    try integers(name, count: count, in: 0...(1 << 53))
  }

  func integers(_ name: String, count: Int, in range: ClosedRange<Int>) throws -> [Int] {
    guard let values = try value(name).integers, values.count == count,
      values.allSatisfy({ range.contains($0) })
    else {
      throw fault(
        name,
        expected: "\(count) whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return values
  }
}
