/// A body in chunks (RFC 9112, 7.1), byte by byte where it matters and in stretches where it is data.
///
/// Sizes are hexadecimal digits and nothing else; extensions and trailers are checked, counted and
/// forgotten. All of them together may be as long as a header: a body of one-byte chunks is paid for
/// by its own bytes, one of endless extensions is not.
struct ChunkedBody: Sendable {
  enum Piece {
    case data(Range<Int>)
    case nothing
    case end
  }

  private enum State: Sendable {
    case size(digits: Int)
    case sizeExtension
    case sizeLineFeed
    case data
    case dataReturn
    case dataLineFeed
    case trailerStart
    case trailerName
    case trailerValue
    case trailerLineFeed
    case lastLineFeed
  }

  private var state = State.size(digits: 0)
  private var remaining = 0
  private var overhead: Int

  init(limits: HTTPLimits) { overhead = limits.headerBytes }

  /// Looks at one byte, or takes one stretch of data.
  mutating func next(_ bytes: Span<UInt8>, from at: inout Int) throws(Refusal) -> Piece {
    if case .data = state {
      let count = min(remaining, bytes.count - at)
      at += count
      remaining -= count
      if remaining == 0 { state = .dataReturn }
      return .data((at - count)..<at)
    }
    let byte = bytes[at]
    at += 1
    return try take(byte)
  }

  private mutating func take(_ byte: UInt8) throws(Refusal) -> Piece {
    switch state {
    case .size(let digits): try takeSize(byte, digits)
    case .sizeExtension: try takeExtension(byte)
    case .sizeLineFeed: try expect(10, byte, then: remaining == 0 ? .trailerStart : .data)
    case .dataReturn: try expect(13, byte, then: .dataLineFeed)
    case .dataLineFeed: try expect(10, byte, then: .size(digits: 0))
    case .trailerLineFeed: try expect(10, byte, then: .trailerStart)
    case .lastLineFeed:
      try expect(10, byte, then: .size(digits: 0))
      return .end
    default: try takeTrailer(byte)
    }
    return .nothing
  }

  private mutating func takeSize(_ byte: UInt8, _ digits: Int) throws(Refusal) {
    if let digit = ByteClass.hex(byte) {
      // Fifteen digits cannot overflow.
      guard digits < 15 else { throw Self.malformed }
      remaining = (digits == 0 ? 0 : remaining << 4) | Int(digit)
      state = .size(digits: digits + 1)
      return
    }
    guard digits > 0 else { throw Self.malformed }
    switch byte {
    case 13: state = .sizeLineFeed
    case UInt8(ascii: ";"): state = .sizeExtension
    default: throw Self.malformed
    }
  }

  private mutating func takeExtension(_ byte: UInt8) throws(Refusal) {
    try pay()
    if byte == 13 {
      state = .sizeLineFeed
    } else if !ByteClass.isFieldText(byte) {
      throw Self.malformed
    }
  }

  private mutating func takeTrailer(_ byte: UInt8) throws(Refusal) {
    try pay()
    switch (state, byte) {
    case (.trailerStart, 13): state = .lastLineFeed
    case (.trailerStart, _) where ByteClass.isToken(byte): state = .trailerName
    case (.trailerName, UInt8(ascii: ":")): state = .trailerValue
    case (.trailerName, _) where ByteClass.isToken(byte): break
    case (.trailerValue, 13): state = .trailerLineFeed
    case (.trailerValue, _) where ByteClass.isFieldText(byte): break
    default: throw Self.malformed
    }
  }

  private mutating func expect(_ wanted: UInt8, _ byte: UInt8, then: State) throws(Refusal) {
    guard byte == wanted else { throw Self.malformed }
    state = then
  }

  private mutating func pay() throws(Refusal) {
    overhead -= 1
    guard overhead >= 0 else { throw Refusal(431, "chunk extensions or trailers are too long") }
  }

  private static let malformed = Refusal(400, "the body's chunks are not well formed")
}
