import EcommBase

/// The commonest numbers at full speed: a sign, digits, a point, digits. What is not plain is nil
/// here and left to `NumberText`: leading zeros, exponents, separators, more than 18 digits.
enum PlainNumber {
  @inline(__always)
  static func integer(_ cell: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard let first = cell.first else { return nil }
    let start = first == UInt8(ascii: "-") ? 1 : 0
    let count = cell.count &- start
    guard count >= 1, count <= 18, cell[start] != 48 || count == 1 else { return nil }
    var value: UInt64 = 0
    for index in start..<cell.count {
      let digit = cell[index] &- 48
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
    }
    return start == 1 ? -Int64(value) : Int64(value)
  }

  struct Value {
    var double: Double
    var hasPoint: Bool
    /// Whether it could be a whole number with a dot between thousands: `1.234`.
    var looksGrouped: Bool
  }

  @inline(__always)
  static func number(
    _ cell: UnsafeBufferPointer<UInt8>, mark: UInt8, _ powers: UnsafeBufferPointer<Double>
  ) -> Value? {
    guard let first = cell.first else { return nil }
    let start = first == UInt8(ascii: "-") ? 1 : 0
    guard cell.count > start, cell.count <= start + 19 else { return nil }
    var index = start
    var digits: UInt64 = 0
    while index < cell.count {
      let digit = cell[index] &- 48
      guard digit < 10 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      index &+= 1
    }
    let whole = index &- start
    guard whole > 0, cell[start] != 48 || whole == 1 else { return nil }
    if index == cell.count {
      guard whole <= 18 else { return nil }
      return Value(
        double: digits == 0 ? 0 : signed(Double(digits), start), hasPoint: false,
        looksGrouped: false)
    }
    guard cell[index] == mark else { return nil }
    index &+= 1
    let fraction = cell.count &- index
    guard fraction > 0 else { return nil }
    while index < cell.count {
      let digit = cell[index] &- 48
      guard digit < 10 else { return nil }
      digits = digits &* 10 &+ UInt64(digit)
      index &+= 1
    }
    let double: Double
    if digits <= 1 << 53 {
      double = Double(digits) / powers[fraction]
    } else {
      guard let value = Decimal.double(digits, exponent: -fraction) else { return nil }
      double = value
    }
    return Value(
      double: signed(double, start), hasPoint: true,
      looksGrouped: fraction == 3 && whole <= 3 && cell[start] != 48)
  }

  @inline(__always)
  private static func signed(_ value: Double, _ sign: Int) -> Double { sign == 1 ? -value : value }

  /// Ten to the power of 0...22, each exact.
  static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
