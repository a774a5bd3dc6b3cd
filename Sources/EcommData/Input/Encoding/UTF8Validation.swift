/// Tells whether bytes are UTF-8 as RFC 3629 has it: no longer form than needed, no surrogates, nothing
/// beyond U+10FFFF.
///
/// ASCII goes 32 bytes at a time, the rest a character at a time.
public enum UTF8Validation {
  /// How many bytes from the start on are whole, valid characters.
  @inlinable public static func validPrefix(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var position = 0
    while true {
      position = asciiEnd(bytes, from: position)
      if position == bytes.count { return position }
      let length = characterLength(bytes, at: position)
      if length <= 0 { return position }
      position += length
    }
  }

  @inlinable public static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    validPrefix(of: bytes) == bytes.count
  }

  /// The first place from `start` on that is not ASCII, or the end.
  @inlinable static func asciiEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    let raw = UnsafeRawBufferPointer(bytes)
    while position + 32 <= bytes.count {
      let lanes = raw.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
      let high = lanes & 0x8080_8080_8080_8080
      if high != SIMD4(repeating: 0) { break }
      position += 32
    }
    while position < bytes.count, bytes[position] < 128 { position += 1 }
    return position
  }

  /// The bytes of the character that begins at `position`: 0 where none does, -1 where the bytes end
  /// before the character does.
  @inlinable static func characterLength(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Int {
    let first = bytes[position]
    if first < 0x80 { return 1 }
    guard first >= 0xC2, first < 0xF5 else { return 0 }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard position + 1 < bytes.count else { return -1 }
    guard secondByteRange(after: first).contains(bytes[position + 1]) else { return 0 }
    for offset in 2..<max(2, length) {
      guard position + offset < bytes.count else { return -1 }
      guard bytes[position + offset] & 0xC0 == 0x80 else { return 0 }
    }
    return length
  }

  /// Narrower behind the first bytes where a whole range would allow long forms or surrogates.
  @inlinable static func secondByteRange(after first: UInt8) -> ClosedRange<UInt8> {
    switch first {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
