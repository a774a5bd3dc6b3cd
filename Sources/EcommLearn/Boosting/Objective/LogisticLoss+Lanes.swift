/// The derivatives of many rows at once, in lanes of 32 bits.
///
/// With m the score away from the target's side, the derivatives are s = 1 / (1 + e^-m), or -s, and s (1 - s).
/// Both come from t = e^-|m| without a difference of near numbers, so that a row that fits well keeps its
/// small derivatives to all their digits: to what is left of them in 32 bits, as in `Derivatives`.
/// A pair of lanes is a word of `Derivatives` as it lies in memory, the low half first.
extension LogisticLoss {
  private typealias Lanes = SIMD4<Float>

  func fill(
    _ rows: Range<Int>, scores: UnsafePointer<Double>, targets: UnsafePointer<Double>,
    weights: UnsafePointer<Double>?, into words: UnsafeMutablePointer<UInt64>
  ) {
    let lanes = rows.count / 4 * 4
    for row in stride(from: rows.lowerBound, to: rows.lowerBound + lanes, by: 4) {
      let scale = weights.map { Self.four($0 + row) } ?? Lanes(repeating: 1)
      let both = derivatives(Self.four(scores + row), Self.four(targets + row), scale)
      var pairs = SIMD8<Float>()
      pairs.evenHalf = both.hessian
      pairs.oddHalf = both.gradient
      UnsafeMutableRawPointer(words + row).storeBytes(of: pairs, as: SIMD8<Float>.self)
    }
    for row in rows.dropFirst(lanes) {
      let both = derivatives(
        Lanes(repeating: Float(scores[row])), Lanes(repeating: Float(targets[row])),
        Lanes(repeating: Float(weights?[row] ?? 1)))
      words[row] = Derivatives(gradient: both.gradient[0], hessian: both.hessian[0]).word
    }
  }

  @inline(__always)
  private static func four(_ values: UnsafePointer<Double>) -> Lanes {
    Lanes(Float(values[0]), Float(values[1]), Float(values[2]), Float(values[3]))
  }

  @inline(__always)
  private func derivatives(
    _ score: Lanes, _ target: Lanes, _ weight: Lanes
  ) -> (gradient: Lanes, hessian: Lanes) {
    let sign = 1 - 2 * target
    let margin = score * sign
    let isAbove = margin .> 0
    let tail = Exponential.of(margin.replacing(with: -margin, where: isAbove))
    let near = 1 / (1 + tail)
    let far = tail * near
    let share = far.replacing(with: near, where: isAbove)
    let scale = weight * (1 + target * Float(positiveWeight - 1))
    let spread = far * near
    return (share * sign * scale, spread.replacing(with: 1e-16, where: spread .< 1e-16) * scale)
  }
}
