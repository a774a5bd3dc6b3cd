import EcommBase
import EcommData

/// The values of a column as 64-bit keys: equal values have equal keys, whatever block they stand in.
///
/// Whole numbers of up to 64 bits have keys that no other number has. Texts are hashed: two of ten million
/// share a key with a chance of one in 400,000. A text of digits that ends in `.0` is the number, as
/// where a spreadsheet made `17850.0` of `17850`.
struct ValueKeys {
  static let missing: UInt64 = 0

  /// Of categories: the levels of the block before and their keys, for blocks share them.
  private var levels: [String] = []
  private var levelKeys: [UInt64] = []

  mutating func keys(_ values: ColumnValues, _ rows: Range<Int>) -> [UInt64] {
    switch values {
    case .integers(let values), .dates(let values):
      rows.map {
        values[$0] == ColumnValues.missingInteger
          ? Self.missing : Self.spread(UInt64(bitPattern: values[$0]))
      }
    case .numbers(let values): rows.map { Self.key(values[$0]) }
    case .booleans(let values):
      rows.map { values[$0] < 0 ? Self.missing : Self.spread(UInt64(values[$0])) }
    case .categories(let values): keys(values, rows)
    case .texts(let texts):
      rows.map { row in
        texts.isMissing(row) ? Self.missing : Self.key(texts.bytes[texts.range(row)])
      }
    }
  }

  private mutating func keys(_ values: Categories, _ rows: Range<Int>) -> [UInt64] {
    // The same array in every block of a stream, so this is one comparison of addresses.
    if values.levels != levels {
      levels = values.levels
      levelKeys = levels.map { Self.key(Array($0.utf8)[...]) }
    }
    return levelKeys.withUnsafeBufferPointer { keys in
      rows.map { row in
        let code = values.codes[row]
        return code < 0 ? Self.missing : keys[Int(code)]
      }
    }
  }

  static func key(_ value: Double) -> UInt64 {
    if value.isNaN { return missing }
    if let whole = Int64(exactly: value) { return spread(UInt64(bitPattern: whole)) }
    return spread(value.bitPattern)
  }

  private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    if let whole = whole(bytes) { return spread(UInt64(bitPattern: whole)) }
    var hash: UInt64 = 0x243F_6A88_85A3_08D3
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return spread(hash ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// `17850` of `17850` and `17850.0`; nil for other texts, and for those with leading zeros.
  private static func whole(_ bytes: ArraySlice<UInt8>) -> Int64? {
    var digits = bytes
    if digits.count > 2, digits.suffix(2).elementsEqual(".0".utf8) { digits = digits.dropLast(2) }
    guard (1...18).contains(digits.count), digits.count == 1 || digits.first != 48 else {
      return nil
    }
    var value: Int64 = 0
    for digit in digits {
      guard digit &- 48 < 10 else { return nil }
      value = value * 10 + Int64(digit - 48)
    }
    return value
  }

  /// A bijection that leaves no key equal to `missing` (the end of MurmurHash3, shifted by one odd constant).
  @inline(__always)
  static func spread(_ value: UInt64) -> UInt64 {
    var bits = value &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 33) &* 0xFF51_AFD7_ED55_8CCD
    bits = (bits ^ bits >> 33) &* 0xC4CE_B9FE_1A85_EC53
    bits ^= bits >> 33
    return bits == missing ? 1 : bits
  }

  /// The value of a row as it names a customer.
  static func name(_ values: ColumnValues, _ row: Int) -> String {
    if case .numbers(let numbers) = values, let whole = Int64(exactly: numbers[row]) {
      return String(whole)
    }
    let text = values.text(row) ?? ""
    return whole(Array(text.utf8)[...]).map { String($0) } ?? text
  }
}
