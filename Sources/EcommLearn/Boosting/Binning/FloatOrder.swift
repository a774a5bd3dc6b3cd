/// 32-bit numbers as unsigned integers of the same order.
///
/// Comparing them needs no case for the sign, and not-a-number can be put at either end. Minus zero and
/// zero are one value, as they are to a comparison; minus infinity counts as the least finite number, so
/// that every number has a border below it.
enum FloatOrder {
  /// The key of the least finite number.
  static let least: UInt32 = 0x0080_0000

  /// Of a value that is a number.
  @inline(__always)
  static func key(_ value: Float) -> UInt32 {
    let bits = (value + 0).bitPattern
    let key = bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
    return key > least ? key : least
  }

  @inline(__always)
  static func value(_ key: UInt32) -> Float {
    Float(bitPattern: key & 0x8000_0000 != 0 ? key ^ 0x8000_0000 : ~key)
  }

  /// Ascending, in three passes of 11 bits (least significant digit first).
  static func sort(_ keys: inout [UInt32]) {
    guard keys.count > 256 else { return keys.sort() }
    var other = [UInt32](repeating: 0, count: keys.count)
    for shift in [UInt32(0), 11, 22] {
      scatter(keys, by: shift, into: &other)
      swap(&keys, &other)
    }
  }

  private static func scatter(_ keys: [UInt32], by shift: UInt32, into target: inout [UInt32]) {
    var places = [Int](repeating: 0, count: 2048)
    for key in keys { places[Int(key >> shift & 2047)] += 1 }
    var start = 0
    for digit in places.indices { (places[digit], start) = (start, start + places[digit]) }
    for key in keys {
      let digit = Int(key >> shift & 2047)
      target[places[digit]] = key
      places[digit] += 1
    }
  }
}
