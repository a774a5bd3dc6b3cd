import Glibc

/// Turns a decimal `digits * 10^exponent` into the nearest double, correctly rounded.
///
/// Three ways, the quick ones first: both parts exact in a double (Clinger, 1990); one 128-bit product
/// (Lemire, 2021); the C library for what is left (more than 19 digits, subnormals, far exponents).
/// Parsers in other modules find the digits; this finds the number.
public struct Decimal: Sendable {
  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// `digits` has at most 19 digits. Nil where only `slowly` can tell.
  public static func double(_ digits: UInt64, exponent: Int) -> Double? {
    if digits <= 1 << 53, (-22...22).contains(exponent) {
      return exponent < 0
        ? Double(digits) / exactPowers[-exponent] : Double(digits) * exactPowers[exponent]
    }
    return product(digits, exponent)
  }

  /// The text of a number (checked by the caller), by the C library.
  public static func slowly(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy in
      for i in text.indices { copy[i] = CChar(bitPattern: text[i]) }
      copy[text.count] = 0
      return strtod(copy.baseAddress!, nil)
    }
  }

  private static func product(_ digits: UInt64, _ exponent: Int) -> Double? {
    if digits == 0 { return 0 }
    guard PowersOfFive.range.contains(exponent) else { return nil }
    let power = PowersOfFive.table[exponent - PowersOfFive.range.lowerBound]
    let shift = digits.leadingZeroBitCount
    let w = digits << UInt64(shift)
    var (high, low) = w.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power >> 64))
    if high & 0x1FF == 0x1FF {
      let rest = w.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power))
      let (sum, overflow) = low.addingReportingOverflow(rest.high)
      low = sum
      if overflow { high += 1 }
      if low == .max, !(-27...55).contains(exponent) { return nil }
    }
    return rounded(high: high, low: low, exponent: exponent, shift: shift)
  }

  /// The 53 leading bits of (high, low), ties to even; nil for a subnormal.
  private static func rounded(high: UInt64, low: UInt64, exponent: Int, shift: Int) -> Double? {
    let top = Int(high >> 63)
    var mantissa = high >> UInt64(top + 9)
    var binary = (217706 * exponent) >> 16 + 63 + top - shift + 1023
    guard binary > 0 else { return nil }
    let isTie = low <= 1 && (-4...23).contains(exponent) && mantissa & 3 == 1
    if isTie, mantissa << UInt64(top + 9) == high { mantissa &= ~1 }
    mantissa = (mantissa + mantissa & 1) >> 1
    if mantissa >= 1 << 53 {
      mantissa = 1 << 52
      binary += 1
    }
    guard binary < 0x7FF else { return .infinity }
    return Double(bitPattern: mantissa & (1 << 52 - 1) | UInt64(binary) << 52)
  }
}
