import Glibc

/// Rounds the derivatives of all rows to whole numbers, so that sums of them are exact.
///
/// Quantised training is due to Shi et al., "Quantized Training of Gradient Boosting Decision Trees"
/// (2022). Here a step is the smallest power of two with which the sum of all sizes still fits
/// half a word: for a million rows about 1/1000 of the mean gradient, however far the largest one is off.
/// Rounding is up or down by chance, in proportion, so sums are right on average; the chance is a hash
/// of row and tree. Derivatives that are multiples of the step, such as a constant second one, are
/// kept exactly.
///
/// Invariant: integer sums do not depend on the order of the rows, so neither do trees on threads.
struct GradientQuantizer: Equatable {
  let gradientScale: Double
  let hessianScale: Double
  /// The inverse of the scale, exact as that is a power of two.
  private let gradientStep: Double
  private let hessianStep: Double

  static let rowLimit = 1 << 29

  /// `sizes` is the sum of |gradient| and of the second derivatives over all `rows`.
  init(sizes: GradientSums, rows: Int) {
    gradientScale = Self.scale(sizes.gradient, limit: 0x1p31 - 2 - Double(rows))
    hessianScale = Self.scale(sizes.hessian, limit: 0x1p32 - 2 - Double(rows))
    gradientStep = 1 / gradientScale
    hessianStep = 1 / hessianScale
  }

  private static func scale(_ sum: Double, limit: Double) -> Double {
    guard sum > 0 else { return 1 }
    let exponent = (limit / sum).exponent
    return Double(sign: .plus, exponent: min(max(Int(exponent), -900), 900), significand: 1)
  }

  @inline(__always)
  func sums(_ word: UInt64) -> GradientSums {
    GradientSums(
      gradient: PackedSums.gradient(word) * gradientStep,
      hessian: PackedSums.hessian(word) * hessianStep)
  }

  /// Sums of |gradient| and of second derivatives of words that hold `Derivatives`.
  static func sizes(
    _ rows: Range<Int>, of words: UnsafePointer<UInt64>
  ) -> GradientSums {
    var sums = GradientSums(gradient: 0, hessian: 0)
    for row in rows {
      let both = Derivatives(word: words[row])
      sums.gradient += Double(abs(both.gradient))
      sums.hessian += Double(both.hessian)
    }
    return sums
  }

  /// Words that hold `Derivatives` become packed whole numbers, elsewhere or in place.
  func quantize(
    _ rows: Range<Int>, from derivatives: UnsafePointer<UInt64>,
    to words: UnsafeMutablePointer<UInt64>, seed: UInt32
  ) {
    for row in rows {
      let both = Derivatives(word: derivatives[row])
      let chance = Self.hash(UInt32(truncatingIfNeeded: row) &+ seed)
      let up = Self.share(chance >> 16)
      let down = Self.share(chance & 0xFFFF)
      words[row] = PackedSums.pack(
        gradient: Self.nearest(Double(both.gradient) * gradientScale + up),
        hessian: UInt32(
          bitPattern: Self.nearest(Double(both.hessian) * hessianScale + down)))
    }
  }

  /// In (-1/2, 1/2): added before rounding to the nearest, it makes the rounding fair.
  @inline(__always)
  private static func share(_ bits: UInt32) -> Double {
    Double(Int32(bitPattern: bits)) * 0x1p-16 + (0x1p-17 - 0.5)
  }

  /// The low half of the nearest whole number of a size below 2^51: adding 1.5 * 2^52 leaves it in the
  /// low bits of the sum.
  @inline(__always)
  private static func nearest(_ value: Double) -> Int32 {
    Int32(truncatingIfNeeded: Int64(bitPattern: (value + 0x1.8p52).bitPattern))
  }

  /// Mixes all bits (the constants are those of the "lowbias32" function).
  @inline(__always)
  private static func hash(_ value: UInt32) -> UInt32 {
    var bits = value
    bits = (bits ^ bits >> 16) &* 0x7feb_352d
    bits = (bits ^ bits >> 15) &* 0x846c_a68b
    return bits ^ bits >> 16
  }
}
