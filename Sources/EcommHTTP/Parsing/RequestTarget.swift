/// The target of a request (RFC 9112, 3.2): a path with a query, the same behind `http://host`, or
/// `*`.
enum RequestTarget {
  static func parse(
    _ bytes: Span<UInt8>, _ target: Range<Int>, into request: inout HTTPRequest
  ) throws(Refusal) {
    for at in target where !ByteClass.isVisible(bytes[at]) || bytes[at] == UInt8(ascii: "#") {
      throw malformed
    }
    if target.count == 1, bytes[target.lowerBound] == UInt8(ascii: "*") {
      guard request.method == "OPTIONS" else { throw malformed }
      request.path = "*"
      return
    }
    let origin = try withoutAuthority(bytes, target)
    let question = first(UInt8(ascii: "?"), bytes, origin) ?? origin.upperBound
    request.path = try decoded(bytes, origin.lowerBound..<question)
    var start = min(question + 1, origin.upperBound)
    while start < origin.upperBound {
      let end = first(UInt8(ascii: "&"), bytes, start..<origin.upperBound) ?? origin.upperBound
      if end > start { try pair(bytes, start..<end, into: &request.query) }
      start = end + 1
    }
  }

  private static func withoutAuthority(
    _ bytes: Span<UInt8>, _ target: Range<Int>
  ) throws(Refusal) -> Range<Int> {
    guard let slash = first(UInt8(ascii: "/"), bytes, target) else { throw malformed }
    guard slash > target.lowerBound else { return target }
    guard target.count > 7, bytes.text(target.prefix(7)).lowercased() == "http://",
      let path = first(UInt8(ascii: "/"), bytes, target.dropFirst(7)),
      path > target.lowerBound + 7
    else { throw malformed }
    return path..<target.upperBound
  }

  private static func pair(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into query: inout [String: String]
  ) throws(Refusal) {
    let equals = first(UInt8(ascii: "="), bytes, range) ?? range.upperBound
    let name = try decoded(bytes, range.lowerBound..<equals)
    query[name] = try decoded(bytes, min(equals + 1, range.upperBound)..<range.upperBound)
  }

  /// Percent-decoded UTF-8 without NUL.
  private static func decoded(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) throws(Refusal) -> String {
    guard first(UInt8(ascii: "%"), bytes, range) != nil else { return bytes.text(range) }
    var plain: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at] == UInt8(ascii: "%") else {
        plain.append(bytes[at])
        at += 1
        continue
      }
      guard range.upperBound - at >= 3, let high = ByteClass.hex(bytes[at + 1]),
        let low = ByteClass.hex(bytes[at + 2]), high | low != 0
      else { throw malformed }
      plain.append(high << 4 | low)
      at += 3
    }
    guard let text = String(validating: plain, as: UTF8.self) else { throw malformed }
    return text
  }

  private static func first(_ byte: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for at in range where bytes[at] == byte { return at }
    return nil
  }

  private static let malformed = Refusal(400, "the target is not a well-formed path")
}
