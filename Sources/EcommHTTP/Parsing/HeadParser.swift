/// Reads a whole header: the request line and the fields (RFC 9112, 3 and 5).
enum HeadParser {
  /// `head` ends with the empty line; every line feed in it follows a carriage return.
  static func parse(
    _ bytes: Span<UInt8>, _ head: Range<Int>, limits: HTTPLimits, into request: inout HTTPRequest
  ) throws(Refusal) -> Framing {
    var at = head.lowerBound
    let isOld = try requestLine(bytes, lineEnd(bytes, &at), into: &request)
    let fields = at
    var framing = Framing(isOld: isOld)
    request.headers.take(bytes.extracting(fields..<(head.upperBound - 2)))
    while at < head.upperBound - 2 {
      guard request.headers.count < limits.headerFields else {
        throw Refusal(431, "the header has too many fields")
      }
      let (name, value) = try field(bytes, lineEnd(bytes, &at))
      try framing.read(bytes, name: name, value: value)
      request.headers.add(
        name: (name.lowerBound - fields)..<(name.upperBound - fields),
        value: (value.lowerBound - fields)..<(value.upperBound - fields))
    }
    try framing.checkHost()
    return framing
  }

  /// The line at `at` without its end; moves to the next one.
  private static func lineEnd(_ bytes: Span<UInt8>, _ at: inout Int) -> Range<Int> {
    let start = at
    while bytes[at] != 10 { at += 1 }
    at += 1
    return start..<(at - 2)
  }

  /// True for HTTP/1.0.
  private static func requestLine(
    _ bytes: Span<UInt8>, _ line: Range<Int>, into request: inout HTTPRequest
  ) throws(Refusal) -> Bool {
    guard let first = space(bytes, line), let second = space(bytes, (first + 1)..<line.upperBound),
      first > line.lowerBound, first - line.lowerBound <= 32
    else { throw Refusal(400, "the first line is not a request") }
    for at in line.lowerBound..<first where !ByteClass.isToken(bytes[at]) {
      throw Refusal(400, "the first line is not a request")
    }
    let isOld = try version(bytes, (second + 1)..<line.upperBound)
    request.method = bytes.text(line.lowerBound..<first)
    try RequestTarget.parse(bytes, (first + 1)..<second, into: &request)
    return isOld
  }

  /// True for HTTP/1.0, false for HTTP/1.1.
  private static func version(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Refusal) -> Bool {
    let wanted: StaticString = "HTTP/1."
    guard range.count == 8 else { throw Refusal(400, "the first line is not a request") }
    for at in 0..<7 where bytes[range.lowerBound + at] != wanted.utf8Start[at] {
      throw at < 5
        ? Refusal(400, "the first line is not a request") : Refusal(505, "this is not HTTP/1.1")
    }
    switch bytes[range.upperBound - 1] {
    case UInt8(ascii: "0"): return true
    case UInt8(ascii: "1"): return false
    default: throw Refusal(505, "this is not HTTP/1.1")
    }
  }

  private static func field(
    _ bytes: Span<UInt8>, _ line: Range<Int>
  ) throws(Refusal) -> (name: Range<Int>, value: Range<Int>) {
    var colon = line.lowerBound
    while colon < line.upperBound, ByteClass.isToken(bytes[colon]) { colon += 1 }
    guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8(ascii: ":")
    else { throw Refusal(400, "a header line is not 'Name: value'") }
    for at in (colon + 1)..<line.upperBound where !ByteClass.isFieldText(bytes[at]) {
      throw Refusal(400, "the header has bytes that do not belong there")
    }
    return (line.lowerBound..<colon, bytes.trimmingBlanks((colon + 1)..<line.upperBound))
  }

  private static func space(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for at in range where bytes[at] == 32 { return at }
    return nil
  }
}

extension Span<UInt8> {
  func text(_ range: Range<Int>) -> String {
    extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
