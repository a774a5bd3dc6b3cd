/// What the header says about where the request ends and what comes after it.
struct Framing: Sendable, Equatable {
  enum Body: Sendable, Equatable {
    case none
    case length(Int)
    case chunked
  }

  var body = Body.none
  /// HTTP/1.0 ends every connection with its answer and knows no chunks.
  let isOld: Bool
  var keepAlive: Bool
  var expectsContinue = false
  private var hosts = 0

  init(isOld: Bool = false) {
    self.isOld = isOld
    keepAlive = !isOld
  }

  /// Learns from one field. Both lengths, or one of them twice, is how requests are smuggled past a
  /// proxy that believes the other one.
  mutating func read(
    _ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>
  ) throws(Refusal) {
    switch name.count {
    case 4 where Self.matches(bytes, name, "host"): try readHost(bytes, value)
    case 6 where Self.matches(bytes, name, "expect"): try readExpect(bytes, value)
    case 10 where Self.matches(bytes, name, "connection"): readConnection(bytes, value)
    case 14 where Self.matches(bytes, name, "content-length"): try readLength(bytes, value)
    case 17 where Self.matches(bytes, name, "transfer-encoding"): try readCoding(bytes, value)
    default: break
    }
  }

  func checkHost() throws(Refusal) {
    guard hosts == 1 || isOld && hosts == 0 else { throw Refusal(400, "there must be one Host") }
  }

  private mutating func readHost(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(Refusal) {
    hosts += 1
    for at in value where !Self.isHost(bytes[at]) {
      throw Refusal(400, "the Host is not a host")
    }
  }

  private mutating func readLength(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(Refusal) {
    guard body == .none else { throw Refusal(400, "the body has more than one length") }
    var length = 0
    for at in value {
      guard ByteClass.isDigit(bytes[at]), length < Int.max / 100 else {
        throw Refusal(400, "the Content-Length is not a number")
      }
      length = length * 10 + Int(bytes[at] - 48)
    }
    guard !value.isEmpty else { throw Refusal(400, "the Content-Length is not a number") }
    body = .length(length)
  }

  private mutating func readCoding(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(Refusal) {
    guard body == .none else { throw Refusal(400, "the body has more than one length") }
    guard !isOld else { throw Refusal(400, "HTTP/1.0 has no Transfer-Encoding") }
    guard Self.matches(bytes, value, "chunked") else {
      throw Refusal(501, "a Transfer-Encoding other than chunked is not known here")
    }
    body = .chunked
  }

  private mutating func readExpect(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(Refusal) {
    guard Self.matches(bytes, value, "100-continue") else {
      throw Refusal(417, "nothing but 100-continue can be expected")
    }
    expectsContinue = !isOld
  }

  /// A list of words, of which "close" is the one that matters.
  private mutating func readConnection(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    var start = value.lowerBound
    for at in value.lowerBound...value.upperBound {
      guard at == value.upperBound || bytes[at] == UInt8(ascii: ",") else { continue }
      if Self.matches(bytes, bytes.trimmingBlanks(start..<at), "close") { keepAlive = false }
      start = at + 1
    }
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"): false
    default: ByteClass.isToken(byte)
    }
  }

  /// `word` is in lower case.
  private static func matches(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ word: StaticString
  ) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for at in 0..<range.count
    where ByteClass.lowercased(bytes[range.lowerBound + at]) != word.utf8Start[at] {
      return false
    }
    return true
  }
}

extension Span<UInt8> {
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, ByteClass.isBlank(self[start]) { start += 1 }
    while end > start, ByteClass.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }
}
