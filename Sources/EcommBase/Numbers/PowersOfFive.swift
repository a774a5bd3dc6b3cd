/// 5^q for q in -128...128, as the 128 leading bits, for turning decimals into doubles.
///
/// Positive powers are truncated, negative ones are reciprocals, rounded up where exact decimals need
/// it (Lemire, "Number Parsing at a Gigabyte per Second", 2021, section 5). Made with whole numbers of
/// 64-bit words on first use, in about a tenth of a millisecond.
enum PowersOfFive {
  static let range = -128...128
  static let table: [UInt128] = range.map { $0 < 0 ? reciprocal(-$0) : leadingBits(power($0)) }

  /// Little-endian words of 5^exponent.
  private static func power(_ exponent: Int) -> [UInt64] {
    var words: [UInt64] = [1]
    for _ in 0..<exponent {
      var carry: UInt64 = 0
      for i in words.indices {
        let product = words[i].multipliedFullWidth(by: 5)
        let (low, overflow) = product.low.addingReportingOverflow(carry)
        words[i] = low
        carry = product.high + (overflow ? 1 : 0)
      }
      if carry > 0 { words.append(carry) }
    }
    return words
  }

  /// The top 128 bits, the highest bit set.
  private static func leadingBits(_ words: [UInt64]) -> UInt128 {
    let top = Array(([0, 0] + words).suffix(3))
    let high = UInt128(top[2]) << 64 | UInt128(top[1])
    let shift = high.leadingZeroBitCount
    guard shift < 64 else { return high << UInt128(shift) }
    return high << UInt128(shift) | UInt128(top[0]) >> UInt128(64 - shift)
  }

  /// The top 128 bits of 1 / 5^exponent, by long division bit for bit.
  private static func reciprocal(_ exponent: Int) -> UInt128 {
    let divisor = power(exponent) + [0]
    var rest = [UInt64](repeating: 0, count: divisor.count)
    let bits = 64 * (divisor.count - 1) - divisor[divisor.count - 2].leadingZeroBitCount
    rest[bits / 64] = 1 << UInt64(bits % 64)  // 2^bits is the first power of two above the divisor
    var quotient: UInt128 = 0
    for _ in 0..<128 {
      quotient <<= 1
      if isAtLeast(rest, divisor) {
        subtract(divisor, from: &rest)
        quotient |= 1
      }
      double(&rest)
    }
    return exponent <= 27 ? quotient + 1 : quotient
  }

  private static func isAtLeast(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    for i in a.indices.reversed() where a[i] != b[i] { return a[i] > b[i] }
    return true
  }

  private static func subtract(_ b: [UInt64], from a: inout [UInt64]) {
    var borrow: UInt64 = 0
    for i in a.indices {
      let (first, under1) = a[i].subtractingReportingOverflow(b[i])
      let (second, under2) = first.subtractingReportingOverflow(borrow)
      a[i] = second
      borrow = under1 || under2 ? 1 : 0
    }
  }

  private static func double(_ a: inout [UInt64]) {
    var carry: UInt64 = 0
    for i in a.indices {
      let next = a[i] >> 63
      a[i] = a[i] << 1 | carry
      carry = next
    }
  }
}
