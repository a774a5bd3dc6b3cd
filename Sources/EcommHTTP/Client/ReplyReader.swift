import EcommBase

/// An answer as its bytes come: head, then a body of a told length, in chunks, or up to the end.
struct ReplyReader {
  var bytes: [UInt8] = []
  private var head: Head?
  private var hasEnded = false

  private struct Head {
    let status: Int
    let bodyStart: Int
    /// Nil where the body goes on to the end.
    let length: Int?
    let isChunked: Bool
  }

  private static let longestHead = 1 << 16

  mutating func isComplete() throws -> Bool {
    if head == nil { head = try Self.head(bytes) }
    guard let head else { return false }
    if head.isChunked { return Self.unchunked(bytes[head.bodyStart...]) != nil }
    return head.length.map { bytes.count - head.bodyStart >= $0 } ?? hasEnded
  }

  mutating func end() throws {
    hasEnded = true
    guard try isComplete() else { throw HTTPClientError.badReply("the other side") }
  }

  func reply() throws -> HTTPClient.Reply {
    guard let head else { throw HTTPClientError.badReply("the other side") }
    let rest = bytes[head.bodyStart...]
    let body =
      head.isChunked
      ? Self.unchunked(rest) ?? [] : Array(head.length.map { rest.prefix($0) } ?? rest)
    return HTTPClient.Reply(status: head.status, body: body)
  }

  private static func head(_ bytes: [UInt8]) throws -> Head? {
    let blank: [UInt8] = [13, 10, 13, 10]
    let limit = min(bytes.count, longestHead)
    guard
      let end = (0..<max(0, limit - 3)).first(where: { bytes[$0..<$0 + 4].elementsEqual(blank) })
    else {
      if bytes.count >= longestHead { throw HTTPClientError.badReply("the other side") }
      return nil
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
      (100...599).contains(status)
    else { throw HTTPClientError.badReply("the other side") }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[line[..<colon].lowercased()] = String(value)
    }
    let length = fields["content-length"].map { Int($0) ?? -1 }
    guard length.map({ $0 >= 0 }) ?? true else { throw HTTPClientError.badReply("the other side") }
    return Head(
      status: status, bodyStart: end + 4, length: status == 204 ? 0 : length,
      isChunked: fields["transfer-encoding"]?.lowercased() == "chunked")
  }

  /// Nil until the last chunk has come.
  private static func unchunked(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var rest = bytes
    var body: [UInt8] = []
    while let end = rest.firstIndex(of: 10) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      let digits = line.prefix { $0.isHexDigit }
      guard let size = Int(digits, radix: 16), size >= 0, size <= bytes.count else { return nil }
      if size == 0 { return body }
      let start = end + 1
      guard rest.endIndex - start >= size + 2 else { return nil }
      body += rest[start..<start + size]
      rest = rest[(start + size + 2)...]
    }
    return nil
  }
}
