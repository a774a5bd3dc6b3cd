/// First and second derivatives of some rows, summed: what the best leaf value and its gain come from.
struct GradientSums: Equatable {
  var gradient: Double
  var hessian: Double
}

/// Sums of whole numbers packed in one word: gradients, signed, in the upper half, second derivatives,
/// never negative, in the lower. One addition of words adds both, and no sum in a tree overflows its half.
enum PackedSums {
  @inline(__always)
  static func pack(gradient: Int32, hessian: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: gradient)) << 32 | UInt64(hessian)
  }

  @inline(__always)
  static func gradient(_ word: UInt64) -> Double {
    Double(Int32(truncatingIfNeeded: Int64(bitPattern: word) >> 32))
  }

  @inline(__always)
  static func hessian(_ word: UInt64) -> Double {
    Double(Int64(word & 0xFFFF_FFFF))
  }
}
