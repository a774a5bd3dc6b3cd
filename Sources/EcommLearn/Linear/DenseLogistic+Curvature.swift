import EcommBase

/// Second derivatives: of all rows for errors of coefficients, of a sample for the direction.
extension DenseLogistic {
  /// Rows of which the curvature is measured for a direction.
  private static let sampleRows = 49_152
  /// Columns up to which errors of coefficients are worth a matrix of columns x columns.
  static let mostColumns = 320

  /// Whether matrices of columns x columns, one for each output, are worth their time and memory.
  private var isCurvatureCheap: Bool {
    guard columns <= 2048 else { return false }
    let square = stride * stride * outputs
    return square <= 8_000_000 && min(data.rowCount, Self.sampleRows) * square <= 6_000_000_000
  }

  var preconditionsExactly: Bool {
    outputs == 1 && isCurvatureCheap && data.rowCount <= Self.sampleRows
  }

  func preconditioner(at point: [Double]) throws -> Preconditioner? {
    guard isCurvatureCheap else { return nil }
    let blocks = try hessians(at: point, sampled: true).map { gram in
      Cholesky.stabilised(gram, size: stride)
    }
    let size = stride
    return { gradient in
      blocks.enumerated().flatMap { output, block in
        block.solve(Array(gradient[output * size..<(output + 1) * size]))
      }
    }
  }

  /// The Hessian of the mean loss with its penalty for each output by itself, lower triangles of
  /// (columns + 1, columns + 1).
  ///
  /// A sample is every so many chunks of rows, evenly over the data. A column that is rare in the
  /// sample must not look flat: scaled columns have spread one, so their curvature is about the mean
  /// curvature, and a quarter of that is taken as the least.
  func hessians(at point: [Double], sampled: Bool) throws -> [[Double]] {
    let chunks = Chunks(data.rowCount, size: sampled ? 8 * DenseTile.rows : DenseTile.chunk)
    let every = sampled ? max(1, data.rowCount / Self.sampleRows) : 1
    let chosen = Array(Swift.stride(from: 0, to: chunks.count, by: every))
    let parts = try parallel.map(min(16, chosen.count)) { piece in
      let own = Swift.stride(from: piece, to: chosen.count, by: 16).map { chunks[chosen[$0]] }
      return grams(at: point, own)
    }
    var sums = parts.dropFirst().reduce(into: parts[0]) { sums, part in
      for index in sums.indices { sums[index] += part[index] }
    }
    let share = weight(of: chosen.map { chunks[$0] })
    for index in sums.indices { sums[index] /= share }
    return (0..<outputs).map { finished(sums, $0, floor: every > 1 ? 0.25 : 0) }
  }

  private func weight(of ranges: [Range<Int>]) -> Double {
    if rows.weights.isEmpty { return Double(ranges.reduce(0) { $0 + $1.count }) }
    let sum = ranges.reduce(0.0) { $0 + rows.weights[$1].reduce(0, +) }
    return sum > 0 ? sum : 1
  }

  private func finished(_ sums: [Double], _ output: Int, floor: Double) -> [Double] {
    let size = stride
    var gram = Array(sums[output * size * size..<(output + 1) * size * size])
    let mean = gram[columns * size + columns]
    for column in 0..<columns {
      let place = column * size + column
      gram[place] = max(gram[place], floor * mean) + ridge[column]
      if scaling.scales[column] == 0 { gram[place] = 1 }
    }
    if !fitsIntercept {
      for column in 0..<columns { gram[columns * size + column] = 0 }
      gram[columns * size + columns] = 1
    }
    return gram
  }

  private func grams(at point: [Double], _ ranges: [Range<Int>]) -> [Double] {
    let size = stride
    var grams = [Double](repeating: 0, count: outputs * size * size)
    let work = TileScratch(columns: outputs)
    let scratch = TileScratch(columns: 1)
    point.withUnsafeBufferPointer { point in
      grams.withUnsafeMutableBufferPointer { grams in
        guard let point = point.baseAddress, let grams = grams.baseAddress else { return }
        for range in ranges {
          DenseTile.forEach(data, scaling, range) { tile, held in
            for output in 0..<outputs {
              let own = point + output * size
              tile.margins(work[output], own, own[columns])
            }
            if outputs == 1 {
              LogisticKernel.curvatures(work.values, rows, held)
            } else {
              SoftmaxKernel.curvatures(work, rows, held)
            }
            for output in 0..<outputs {
              tile.addGram(work[output], grams + output * size * size, scratch: scratch.values)
            }
          }
        }
      }
    }
    return grams
  }
}
