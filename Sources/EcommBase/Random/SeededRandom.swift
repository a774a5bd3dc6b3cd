import Glibc

/// A seeded source of random numbers: xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64.
///
/// The same seed gives the same numbers on every machine and in every version. `split` makes an
/// independent source for a named purpose, so that one more draw in one place moves nothing elsewhere.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  @usableFromInline var s0, s1, s2, s3: UInt64

  public init(seed: UInt64) {
    var state = seed
    s0 = Self.splitMix(&state)
    s1 = Self.splitMix(&state)
    s2 = Self.splitMix(&state)
    s3 = Self.splitMix(&state)
  }

  /// A source of its own for `label`; this one is left as it was.
  public func split(_ label: UInt64) -> SeededRandom {
    var state = s0 ^ (label &+ 1) &* 0x9e37_79b9_7f4a_7c15
    return SeededRandom(seed: Self.splitMix(&state) ^ s2)
  }

  @inlinable
  public mutating func next() -> UInt64 {
    let result = Self.rotate(s1 &* 5, 7) &* 9
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = Self.rotate(s3, 45)
    return result
  }

  /// Uniform in [0, 1), 53 bits.
  @inlinable
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Uniform in 0..<bound, without bias (Lemire, 2019).
  @inlinable
  public mutating func below(_ bound: Int) -> Int {
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// Standard normal (Marsaglia's polar method; the second value is not kept).
  public mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let square = u * u + v * v
      if square > 0, square < 1 { return u * (-2 * log(square) / square).squareRoot() }
    }
  }

  public mutating func shuffle<T>(_ values: inout [T]) {
    guard values.count > 1 else { return }
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, below(last + 1))
    }
  }

  /// `count` different numbers of `0..<n`, ascending (Knuth's selection sampling).
  public mutating func sample(_ count: Int, of n: Int) -> [Int] {
    var chosen: [Int] = []
    chosen.reserveCapacity(min(count, n))
    for index in 0..<max(0, n) where below(n - index) < count - chosen.count {
      chosen.append(index)
    }
    return chosen
  }

  @inlinable
  static func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { x << k | x >> (64 - k) }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
