import EcommBase

/// The derivatives of all rows for the next tree, as packed whole numbers.
struct GradientPass {
  let objective: Objective
  let rows: BoostingRows
  let parallel: Parallel

  static let chunk = 1 << 14

  /// `scores` is (outputs, rows); `normalizers` is empty but for classes. Returns nil if a sum is not
  /// finite.
  func fill(
    _ words: inout [UInt64], output: Int, scores: [Double], normalizers: [Double], seed: UInt32
  ) throws -> GradientQuantizer? {
    let chunks = Chunks(rows.count, size: Self.chunk)
    let sizes = try SharedBuffer.sharing(&words) { shared in
      try parallel.map(chunks.count) { index in
        derive(chunks[index], output, scores, normalizers, shared)
        return GradientQuantizer.sizes(chunks[index], of: shared.base)
      }
    }
    let total = sizes.reduce(into: GradientSums(gradient: 0, hessian: 0)) {
      $0.gradient += $1.gradient
      $0.hessian += $1.hessian
    }
    guard total.gradient.isFinite, total.hessian.isFinite else { return nil }
    let quantizer = GradientQuantizer(sizes: total, rows: rows.count)
    SharedBuffer.sharing(&words) { shared in
      parallel.forEach(chunks.count) {
        quantizer.quantize(chunks[$0], of: shared.base, seed: seed)
      }
    }
    return quantizer
  }

  private func derive(
    _ range: Range<Int>, _ output: Int, _ scores: [Double], _ normalizers: [Double],
    _ words: SharedBuffer<UInt64>
  ) {
    guard case .softmax = objective else {
      return fill(range, scores: scores, targets: rows.targets, rows.weights, words.base)
    }
    let start = output * rows.count
    let shifted = range.map { scores[start + $0] - normalizers[$0] }
    let targets = range.map { rows.targets[$0] == Double(output) ? 1.0 : 0.0 }
    fill(
      0..<range.count, scores: shifted, targets: targets,
      rows.weights.map { Array($0[range]) }, words.base + range.lowerBound)
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
