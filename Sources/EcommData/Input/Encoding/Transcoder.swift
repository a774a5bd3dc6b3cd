import EcommBase

/// Turns blocks of bytes of one encoding into UTF-8.
///
/// State between blocks is at most one unfinished 16-bit unit and one high surrogate. One pass, memory
/// of a block.
struct Transcoder {
  let encoding: TextEncoding
  /// The UTF-8 of each byte, of the encodings that are a table; empty where a byte means nothing.
  private let characters: [[UInt8]]
  private var unfinished: UInt8?
  private var highSurrogate: UInt32?
  /// Offset in the input of the next byte.
  private(set) var offset: Int

  /// What the bytes cannot be.
  enum Fault: Error {
    case invalid(value: UInt32, offset: Int)
    case truncated(offset: Int)
  }

  init(_ encoding: TextEncoding, offset: Int) {
    self.encoding = encoding
    self.offset = offset
    characters = encoding.isUTF16 ? [] : (0..<256).map { Self.character($0, encoding) }
  }

  mutating func append(
    _ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]
  ) throws(Fault) {
    if encoding.isUTF16 {
      for byte in bytes { try appendHalf(byte, to: &output) }
    } else {
      try appendMapped(bytes.bindMemory(to: UInt8.self), to: &output)
    }
  }

  func finish() throws(Fault) {
    if unfinished != nil { throw .truncated(offset: offset - 1) }
    if highSurrogate != nil { throw .truncated(offset: offset - 2) }
  }

  /// Stretches of ASCII stay as they are.
  private mutating func appendMapped(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) throws(Fault) {
    var position = 0
    while position < bytes.count {
      let end = UTF8Validation.asciiEnd(bytes, from: position)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[position..<end]))
      position = end
      guard position < bytes.count else { break }
      let character = characters[Int(bytes[position])]
      guard !character.isEmpty else {
        throw .invalid(value: UInt32(bytes[position]), offset: offset + position)
      }
      output.append(contentsOf: character)
      position += 1
    }
    offset += bytes.count
  }

  private mutating func appendHalf(_ byte: UInt8, to output: inout [UInt8]) throws(Fault) {
    offset += 1
    guard let first = unfinished else {
      unfinished = byte
      return
    }
    unfinished = nil
    let little = encoding == .utf16LE
    let unit = UInt32(little ? byte : first) << 8 | UInt32(little ? first : byte)
    try appendUnit(unit, to: &output)
  }

  private mutating func appendUnit(_ unit: UInt32, to output: inout [UInt8]) throws(Fault) {
    if let high = highSurrogate {
      guard 0xDC00..<0xE000 ~= unit else { throw .invalid(value: high, offset: offset - 4) }
      highSurrogate = nil
      append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &output)
    } else if 0xD800..<0xDC00 ~= unit {
      highSurrogate = unit
    } else if 0xDC00..<0xE000 ~= unit {
      throw .invalid(value: unit, offset: offset - 2)
    } else {
      append(unit, to: &output)
    }
  }

  private func append(_ value: UInt32, to output: inout [UInt8]) {
    if value < 128 {
      output.append(UInt8(value))
    } else if let scalar = Unicode.Scalar(value) {
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  private static func character(_ byte: Int, _ encoding: TextEncoding) -> [UInt8] {
    guard byte >= 128 else { return [UInt8(byte)] }
    if encoding == .ascii { return [] }
    var value = UInt32(byte)
    if let half = encoding.upperHalf, byte >= encoding.upperHalfStart {
      let scalars = half.unicodeScalars
      value =
        scalars[scalars.index(scalars.startIndex, offsetBy: byte - encoding.upperHalfStart)].value
    }
    return value == 0xFFFD ? [] : Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
  }
}
