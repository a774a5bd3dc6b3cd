import EcommBase

/// The bytes of an input are not text in the encoding they should be in.
public enum EncodingError: Error, Sendable, Equatable {
  /// `value` is the first byte, or the 16-bit unit, that means nothing.
  case invalid(TextEncoding, value: UInt32, offset: Int, Place)
  /// The input ends in the middle of a character.
  case truncated(TextEncoding, offset: Int, Place)
  case unknown(name: String, Place)
  /// The byte order mark or the first bytes say one thing, the declaration another.
  case contradicted(declared: String, found: TextEncoding, Place)
}
