import EcommBase

/// The derivatives of all rows for the next tree, as packed whole numbers.
struct GradientPass {
  let objective: Objective
  let rows: BoostingRows
  let parallel: Parallel

  static let chunk = 1 << 14

  /// Puts the derivatives where a tree's are expected and returns how to round them; nil if a sum is not
  /// finite. `scores` is (outputs, rows); `normalizers` is empty but for classes.
  func fill(
    _ order: inout RowOrder, output: Int, scores: [Double], normalizers: [Double]
  ) throws -> GradientQuantizer? {
    let chunks = Chunks(rows.count, size: Self.chunk)
    let sizes = try order.sharing { shared in
      try parallel.map(chunks.count) { index in
        let words = shared.words.base + shared.rows
        derive(chunks[index], output, scores, normalizers, words)
        return GradientQuantizer.sizes(chunks[index], of: words)
      }
    }
    let total = sizes.reduce(into: GradientSums(gradient: 0, hessian: 0)) {
      $0.gradient += $1.gradient
      $0.hessian += $1.hessian
    }
    guard total.gradient.isFinite, total.hessian.isFinite else { return nil }
    return GradientQuantizer(sizes: total, rows: rows.count)
  }

  private func derive(
    _ range: Range<Int>, _ output: Int, _ scores: [Double], _ normalizers: [Double],
    _ words: UnsafeMutablePointer<UInt64>
  ) {
    guard case .softmax = objective else {
      return fill(range, scores: scores, targets: rows.targets, rows.weights, words)
    }
    let start = output * rows.count
    let shifted = range.map { scores[start + $0] - normalizers[$0] }
    let targets = range.map { rows.targets[$0] == Double(output) ? 1.0 : 0.0 }
    fill(
      0..<range.count, scores: shifted, targets: targets,
      rows.weights.map { Array($0[range]) }, words + range.lowerBound)
  }

  private func fill(
    _ range: Range<Int>, scores: [Double], targets: [Double], _ weights: [Double]?,
    _ words: UnsafeMutablePointer<UInt64>
  ) {
    objective.loss.fill(
      range, scores: scores, targets: targets,
      weights: weights, into: words)
  }
}
