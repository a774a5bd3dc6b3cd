/// The kinds of bytes that RFC 9110 and 9112 tell apart.
enum ByteClass {
  /// `tchar`: what names of methods and fields are made of.
  static func isToken(_ byte: UInt8) -> Bool {
    byte < 64
      ? tokensBelow64 >> UInt64(byte) & 1 == 1
      : byte < 128 && tokensFrom64 >> UInt64(byte - 64) & 1 == 1
  }

  /// What a value may have inside. Bytes from 128 on are opaque.
  static func isFieldText(_ byte: UInt8) -> Bool { byte >= 32 && byte != 127 || byte == 9 }

  /// Visible ASCII, of which a target is made.
  static func isVisible(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

  /// The value of a hexadecimal digit.
  static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  /// One bit for each of `!#$%&'*+-.` and the digits.
  private static let tokensBelow64: UInt64 = 0x03ff_6cfa_0000_0000
  /// One bit for each letter and ``^_`|~``.
  private static let tokensFrom64: UInt64 = 0x57ff_ffff_c7ff_fffe
}
