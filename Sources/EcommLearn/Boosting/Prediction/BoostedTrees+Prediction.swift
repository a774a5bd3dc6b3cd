import EcommBase

/// Predictions. Scores are the sums of the trees; predictions are in the target's unit, or probabilities.
/// All of them are (rows, outputs), and a row's are the same bits in a batch and alone.
extension BoostedTrees {
  public func scores(_ matrix: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    try outputs(matrix, .scores, parallel)
  }

  /// `values` is (rows, features).
  public func scores(
    _ values: [Float], rows: Int, parallel: Parallel = Parallel()
  ) throws -> [Double] {
    try outputs(values, rows, .scores, parallel)
  }

  public func scores(
    _ columns: [FeatureColumn], parallel: Parallel = Parallel()
  ) throws -> [Double] {
    try outputs(columns, .scores, parallel)
  }

  public func predict(_ matrix: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    try outputs(matrix, .predictions, parallel)
  }

  public func predict(
    _ values: [Float], rows: Int, parallel: Parallel = Parallel()
  ) throws -> [Double] {
    try outputs(values, rows, .predictions, parallel)
  }

  public func predict(
    _ columns: [FeatureColumn], parallel: Parallel = Parallel()
  ) throws -> [Double] {
    try outputs(columns, .predictions, parallel)
  }

  /// One row; missing values are not-a-number.
  public func predict(row: [Float]) throws -> [Double] {
    try predict(row, rows: 1, parallel: .serial)
  }

  private func outputs(
    _ matrix: Matrix, _ wanted: Wanted, _ parallel: Parallel
  ) throws -> [Double] {
    try check(columns: matrix.columns)
    let values = matrix.values
    return compute(matrix.rows, wanted, parallel) { body in
      values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        body(.doubles(base, columns: matrix.columns))
      }
    }
  }

  private func outputs(
    _ values: [Float], _ rows: Int, _ wanted: Wanted, _ parallel: Parallel
  ) throws -> [Double] {
    let columns = features.count
    guard values.count == rows * columns else {
      throw BoostingError.count(of: "values", values.count, expected: rows * columns)
    }
    return compute(rows, wanted, parallel) { body in
      values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        body(.floats(base, columns: columns))
      }
    }
  }

  private func outputs(
    _ columns: [FeatureColumn], _ wanted: Wanted, _ parallel: Parallel
  ) throws -> [Double] {
    try check(columns: columns.count)
    let rows = columns.first?.count ?? 0
    if let odd = columns.firstIndex(where: { $0.count != rows }) {
      throw BoostingError.columnLength(feature: odd, count: columns[odd].count, expected: rows)
    }
    return compute(rows, wanted, parallel) { body in body(.columns(columns)) }
  }

  func check(columns: Int) throws(BoostingError) {
    guard columns == features.count else {
      throw .featureCount(columns, expected: features.count)
    }
  }
}
