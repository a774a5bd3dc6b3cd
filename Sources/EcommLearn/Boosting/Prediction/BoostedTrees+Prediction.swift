import EcommBase

/// Predictions. Scores are the sums of the trees; predictions are in the target's unit, or probabilities.
/// All of them are (rows, outputs), and a row's are the same bits in a batch and alone.
extension BoostedTrees {
  public func scores(_ matrix: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    try check(columns: matrix.columns)
    let values = matrix.values
    return compute(matrix.rows, parallel) { rows, block, slots in
      values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        block.fill(from: .doubles(base, columns: matrix.columns), rows: rows, features: slots)
      }
    }
  }

  /// `values` is (rows, features).
  public func scores(
    _ values: [Float], rows: Int, parallel: Parallel = Parallel()
  ) throws -> [Double] {
    let columns = features.count
    guard values.count == rows * columns else {
      throw BoostingError.count(of: "values", values.count, expected: rows * columns)
    }
    return compute(rows, parallel) { rows, block, slots in
      values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        block.fill(from: .floats(base, columns: columns), rows: rows, features: slots)
      }
    }
  }

  public func scores(
    _ columns: [FeatureColumn], parallel: Parallel = Parallel()
  ) throws -> [Double] {
    try check(columns: columns.count)
    let rows = columns.first?.count ?? 0
    if let odd = columns.firstIndex(where: { $0.count != rows }) {
      throw BoostingError.columnLength(feature: odd, count: columns[odd].count, expected: rows)
    }
    return compute(rows, parallel) { rows, block, slots in
      block.fill(from: .columns(columns), rows: rows, features: slots)
    }
  }

  public func predict(_ matrix: Matrix, parallel: Parallel = Parallel()) throws -> [Double] {
    transformed(try scores(matrix, parallel: parallel), parallel)
  }

  public func predict(
    _ values: [Float], rows: Int, parallel: Parallel = Parallel()
  ) throws -> [Double] {
    transformed(try scores(values, rows: rows, parallel: parallel), parallel)
  }

  public func predict(
    _ columns: [FeatureColumn], parallel: Parallel = Parallel()
  ) throws -> [Double] {
    transformed(try scores(columns, parallel: parallel), parallel)
  }

  /// One row; missing values are not-a-number.
  public func predict(row: [Float]) throws -> [Double] {
    try predict(row, rows: 1, parallel: .serial)
  }

  /// Scores of many rows as predictions.
  public func transformed(_ scores: [Double], _ parallel: Parallel = Parallel()) -> [Double] {
    var values = scores
    let outputs = objective.outputs
    let chunks = Chunks(scores.count / outputs, size: 1 << 12)
    let several = chunks.count > 1 ? parallel : .serial
    SharedBuffer.sharing(&values) { shared in
      several.forEach(chunks.count) { index in
        let range = chunks[index]
        objective.transform(
          UnsafeMutableBufferPointer(
            start: shared.base + range.lowerBound * outputs, count: range.count * outputs))
      }
    }
    return values
  }

  func check(columns: Int) throws(BoostingError) {
    guard columns == features.count else {
      throw .featureCount(columns, expected: features.count)
    }
  }

  /// Fills blocks of 64 rows by `fill` and adds the trees to the constants.
  private func compute(
    _ rows: Int, _ parallel: Parallel,
    _ fill: @Sendable (Range<Int>, KeyBlock, [Int]) -> Void
  ) -> [Double] {
    let outputs = baseScores.count
    var sums: [Double] = []
    sums.reserveCapacity(rows * outputs)
    for _ in 0..<rows { sums.append(contentsOf: baseScores) }
    let chunks = Chunks(rows, size: 16 * KeyBlock.rows)
    let several = rows * trees.count < 1 << 14 ? .serial : parallel
    SharedBuffer.sharing(&sums) { sums in
      several.forEach(chunks.count) { index in
        add(chunks[index], to: sums.base, outputs, fill)
      }
    }
    return sums
  }

  private func add(
    _ rows: Range<Int>, to sums: UnsafeMutablePointer<Double>, _ outputs: Int,
    _ fill: (Range<Int>, KeyBlock, [Int]) -> Void
  ) {
    let capacity = 2 * forest.slots.count * KeyBlock.rows
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { keys in
      guard let base = keys.baseAddress else { return }
      let block = KeyBlock(keys: base)
      for piece in Chunks(rows.count, size: KeyBlock.rows) {
        let start = rows.lowerBound + piece.lowerBound
        fill(start..<start + piece.count, block, forest.slots)
        forest.add(block, rows: piece.count, to: sums + start * outputs, outputs: outputs)
      }
    }
  }
}
