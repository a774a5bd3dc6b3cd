extension JSONReader {
  /// The string that begins at the quote here.
  mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while isPlain(current) { position += 1 }
    if current == UInt8(ascii: "\"") { return try text(from: start) }
    return try escapedString(from: start)
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 32 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func text(from start: Int) throws(JSONError) -> String {
    let piece = UnsafeBufferPointer(rebasing: bytes[start..<position])
    guard let text = String(validating: piece, as: UTF8.self) else { throw error(.badUTF8) }
    position += 1
    return text
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var content = Array(bytes[start..<position])
    while true {
      switch current {
      case UInt8(ascii: "\""):
        position += 1
        guard let text = String(validating: content, as: UTF8.self) else { throw error(.badUTF8) }
        return text
      case UInt8(ascii: "\\"): try escape(into: &content)
      case 0..<32:
        throw position >= bytes.count ? error(.unexpectedEnd) : error(.controlCharacter)
      default:
        content.append(current)
        position += 1
      }
    }
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    position += 1
    let letter = current
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
    case UInt8(ascii: "b"): content.append(8)
    case UInt8(ascii: "f"): content.append(12)
    case UInt8(ascii: "n"): content.append(10)
    case UInt8(ascii: "r"): content.append(13)
    case UInt8(ascii: "t"): content.append(9)
    case UInt8(ascii: "u"):
      content += Array(String(Character(try unicodeEscape())).utf8)
      return
    default: throw position >= bytes.count ? error(.unexpectedEnd) : error(.badEscape)
    }
    position += 1
  }

  /// `uXXXX` here, or a pair of them that makes one character beyond the basic plane.
  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, current == UInt8(ascii: "\\") else { throw error(.loneSurrogate) }
    position += 1
    guard current == UInt8(ascii: "u") else { throw error(.loneSurrogate) }
    let second = try fourHexDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error(.loneSurrogate) }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    position += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(current)).hexDigitValue, current < 128 else {
        throw position >= bytes.count ? error(.unexpectedEnd) : error(.badEscape)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
