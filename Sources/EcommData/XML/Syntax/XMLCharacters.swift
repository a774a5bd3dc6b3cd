/// Which characters XML 1.0 (fifth edition) allows where.
enum XMLCharacters {
  /// What a byte can be, as bits.
  struct Class: OptionSet {
    let rawValue: UInt8
    /// May stand in a name; bytes of characters beyond ASCII are looked at more closely later.
    static let name = Class(rawValue: 1)
    /// Stands for itself in text: not `<`, `&`, `]`, a carriage return or zero.
    static let text = Class(rawValue: 2)
    /// Stands for itself in an attribute value: not a quote, `<`, `&`, a line end, a tab or zero.
    static let value = Class(rawValue: 4)
    static let space = Class(rawValue: 8)
  }

  /// For each byte its classes. The owner frees it.
  static func makeClassTable() -> UnsafeMutablePointer<UInt8> {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 { table[byte] = classes(UInt8(byte)).rawValue }
    return table
  }

  private static func classes(_ byte: UInt8) -> Class {
    var classes: Class = []
    if isASCIIName(byte) || byte >= 128 { classes.insert(.name) }
    if ![0, 13, 38, 60, 93].contains(byte) { classes.insert(.text) }
    if ![0, 9, 10, 13, 34, 38, 39, 60].contains(byte) { classes.insert(.value) }
    if isSpace(byte) { classes.insert(.space) }
    return classes
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 10 || byte == 9 || byte == 13
  }

  private static func isASCIIName(_ byte: UInt8) -> Bool {
    switch byte {
    case 97...122, 65...90, 48...57, 45, 46, 58, 95: true
    default: false
    }
  }

  static func isCharacter(_ value: UInt32) -> Bool {
    switch value {
    case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  static func isNameStart(_ value: UInt32) -> Bool {
    switch value {
    case 58, 65...90, 95, 97...122, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
      0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  static func isNamePart(_ value: UInt32) -> Bool {
    if isNameStart(value) { return true }
    switch value {
    case 45, 46, 48...57, 0xB7, 0x300...0x36F, 0x203F...0x2040: return true
    default: return false
    }
  }

  static func isPublicIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case 32, 10, 13, 97...122, 65...90, 48...57: true
    default: "-'()+,./:=?;!*#@$_%".utf8.contains(byte)
    }
  }
}

extension XMLCharacters {
  /// Why a stretch of bytes stops being legal.
  enum Stop: Equatable {
    case end
    /// A character begins here whose end has not been read.
    case unfinished
    case fault(XMLFault)
  }

  /// How many bytes from the start on are legal characters in valid UTF-8, and what follows.
  ///
  /// 32 bytes at a time while they are ASCII without controls other than tab and line ends.
  static func legalPrefix(of bytes: UnsafeBufferPointer<UInt8>) -> (count: Int, stop: Stop) {
    var position = 0
    while true {
      position = plainEnd(bytes, from: position)
      if position == bytes.count { return (position, .end) }
      let length = UTF8Validation.characterLength(bytes, at: position)
      if length < 0 { return (position, .unfinished) }
      if length == 0 { return (position, .fault(.badUTF8(byte: bytes[position]))) }
      if let value = illegalCharacter(bytes, at: position, length: length) {
        return (position, .fault(.illegalCharacter(value)))
      }
      position += length
    }
  }

  private static func illegalCharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, length: Int
  ) -> UInt32? {
    let first = bytes[position]
    if length == 1 { return isCharacter(UInt32(first)) ? nil : UInt32(first) }
    guard first == 0xEF, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE else {
      return nil
    }
    return bytes[position + 2] == 0xBE ? 0xFFFE : 0xFFFF
  }

  private static func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    let raw = UnsafeRawBufferPointer(bytes)
    while position + 32 <= bytes.count {
      let lanes = raw.loadUnaligned(fromByteOffset: position, as: ByteLanes.self)
      if lanes.notPlain != ByteLanes(repeating: 0) { break }
      position += 32
    }
    while position < bytes.count {
      let byte = bytes[position]
      guard byte < 128, byte >= 32 || isSpace(byte) else { break }
      position += 1
    }
    return position
  }
}
