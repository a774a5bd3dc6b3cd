/// e^x from additions and multiplications alone: the same bits on every machine, and a loop of it runs
/// in vectors. Within 2 units in the last place; arguments beyond +-700 count as +-700.
///
/// x = n ln 2 + r with |r| <= ln 2 / 2; e^r is its series of 14 terms, and n goes into the exponent.
enum Exponential {
  private static let rounder = 0x1.8p52

  @inline(__always)
  static func of(_ argument: Double) -> Double {
    let upper = argument > 700 ? 700 : argument
    let x = upper < -700 ? -700 : upper
    let shifted = x * 1.4426950408889634 + rounder
    let n = shifted - rounder
    let r = (x - n * 0x1.62e42fee00000p-1) - n * 0x1.a39ef35793c76p-33
    let exponent = (shifted.bitPattern &+ 1023) << 52
    return series(r) * Double(bitPattern: exponent)
  }

  @inline(__always)
  private static func series(_ r: Double) -> Double {
    var sum = 1.0 / 6_227_020_800
    sum = sum * r + 1.0 / 479_001_600
    sum = sum * r + 1.0 / 39_916_800
    sum = sum * r + 1.0 / 3_628_800
    sum = sum * r + 1.0 / 362_880
    sum = sum * r + 1.0 / 40_320
    sum = sum * r + 1.0 / 5_040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    return sum * r + 1
  }

  /// 1 / (1 + e^-x)
  @inline(__always)
  static func sigmoid(_ x: Double) -> Double { 1 / (1 + of(-x)) }

  /// e^x in four lanes of 32 bits, within 2 units in the last place; arguments beyond +-80 count as
  /// +-80. The series has 8 terms.
  @inline(__always)
  static func of(_ argument: SIMD4<Float>) -> SIMD4<Float> {
    let upper = argument.replacing(with: 80, where: argument .> 80)
    let x = upper.replacing(with: -80, where: upper .< -80)
    let shifted = x * 1.44269504 + 0x1.8p23
    let n = shifted - 0x1.8p23
    let r = (x - n * 0x1.62e4p-1) - n * 0x1.7f7d1cp-20
    let bits = unsafeBitCast(shifted, to: SIMD4<UInt32>.self) &+ 127
    return series(r) * unsafeBitCast(bits &<< 23, to: SIMD4<Float>.self)
  }

  @inline(__always)
  private static func series(_ r: SIMD4<Float>) -> SIMD4<Float> {
    var sum = r * (1.0 / 5_040) + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    return sum * r + 1
  }
}
