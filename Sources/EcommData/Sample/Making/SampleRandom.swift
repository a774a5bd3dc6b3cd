import EcommBase

extension SeededRandom {
  /// Nearly normal, mean 0 and deviation 1, within 3.47: the sum of four uniform numbers, so that no
  /// logarithm is taken.
  mutating func bell() -> Double {
    let bits = next()
    let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + bits >> 48
    return (Double(sum) - 131_070) / 37_837.227
  }

  mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

  /// The scale times e to the power of a normal number with deviation `spread`.
  mutating func skewed(_ scale: Double, spread: Double) -> Double {
    scale * ExactMath.exp(spread * bell())
  }

  /// Yes with the probability whose logit is `logit`.
  mutating func chance(logit: Double) -> Bool { uniform() < ExactMath.logistic(logit) }
}

/// A choice among few with given weights.
struct Odds: Sendable {
  private let ends: [Int]

  init(_ weights: [Int]) {
    var total = 0
    ends = weights.map { weight in
      total += weight
      return total
    }
  }

  func draw(_ random: inout SeededRandom) -> Int {
    let drawn = random.below(ends[ends.count - 1])
    var index = 0
    while ends[index] <= drawn { index += 1 }
    return index
  }
}

/// Random traits of numbered things (customers, devices) that need no memory: asked again for the same
/// number, it gives the same answer.
struct Traits: Sendable {
  private let key: UInt64

  init(_ random: SeededRandom, _ label: UInt64) {
    var source = random.split(label)
    key = source.next()
  }

  /// The finish of SplitMix64 (Steele, Lea and Flood, 2014).
  @inline(__always)
  func bits(_ number: Int) -> UInt64 {
    var z = key &+ UInt64(truncatingIfNeeded: number) &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  @inline(__always)
  func uniform(_ number: Int) -> Double { Double(bits(number) >> 11) * 0x1p-53 }

  /// In 0..<bound; the bias of less than bound / 2^64 is of no account.
  @inline(__always)
  func below(_ bound: Int, _ number: Int) -> Int {
    Int(truncatingIfNeeded: bits(number).multipliedFullWidth(by: UInt64(bound)).high)
  }
}
