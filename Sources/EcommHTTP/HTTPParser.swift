/// Takes requests off the front of what a connection has sent (RFC 9112), strictly: whatever two
/// readers could understand differently is refused.
public struct HTTPParser: Sendable {
  public struct Limits: Sendable {
    public var header = 16 << 10
    public var body = 8 << 20
    public init() {}
  }

  public enum Outcome {
    /// There is no request before so many bytes are here.
    case incomplete(atLeast: Int)
    /// The request and how many bytes it took.
    case request(HTTPRequest, length: Int)
    /// The connection ends with this answer.
    case refused(status: Int, why: String)
  }

  private struct Refusal: Error {
    let status: Int
    let why: String
  }

  let limits: Limits

  public init(limits: Limits = Limits()) { self.limits = limits }

  public func parse(_ bytes: [UInt8]) -> Outcome {
    do {
      guard let end = headerEnd(bytes) else {
        if bytes.count > limits.header { throw Refusal(status: 431, why: "the header is too long") }
        return .incomplete(atLeast: bytes.count + 1)
      }
      var request = try header(bytes[..<end])
      let length = try bodyLength(request.headers)
      let total = end + 4 + length
      guard bytes.count >= total else { return .incomplete(atLeast: total) }
      request.body = Array(bytes[(end + 4)..<total])
      return .request(request, length: total)
    } catch let refusal as Refusal {
      return .refused(status: refusal.status, why: refusal.why)
    } catch {
      return .refused(status: 400, why: "\(error)")
    }
  }

  /// Where the first empty line begins.
  private func headerEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...min(bytes.count - 4, limits.header)).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  private func header(_ bytes: ArraySlice<UInt8>) throws -> HTTPRequest {
    guard bytes.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 13 || $0 == 10 || $0 == 9 }),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw Refusal(status: 400, why: "the header has bytes that do not belong there") }
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
    guard !lines.contains(where: { $0.contains("\r") || $0.contains("\n") }) else {
      throw Refusal(status: 400, why: "lines end in CR LF")
    }
    var request = try requestLine(lines.popFirst() ?? "")
    for line in lines { request.headers.add(try name(line), try value(line)) }
    guard request.headers.all("Host").count == 1 else {
      throw Refusal(status: 400, why: "there must be one Host")
    }
    return request
  }

  private func requestLine(_ line: Substring) throws -> HTTPRequest {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[0].utf8.allSatisfy(isToken) else {
      throw Refusal(status: 400, why: "the first line is not a request")
    }
    guard words[2] == "HTTP/1.1" else {
      throw Refusal(status: 505, why: "this is not HTTP/1.1")
    }
    let parts = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].hasPrefix("/"), let path = decoded(parts[0]) else {
      throw Refusal(status: 400, why: "the target is not a path")
    }
    return HTTPRequest(
      method: String(words[0]), path: path, query: try query(parts.count > 1 ? parts[1] : ""))
  }

  private func query(_ text: Substring) throws -> [String: String] {
    var query: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(sides[0]), let value = decoded(sides.count > 1 ? sides[1] : "")
      else {
        throw Refusal(status: 400, why: "the query is not well formed")
      }
      query[name] = value
    }
    return query
  }

  private func name(_ line: Substring) throws -> String {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
      line[..<colon].utf8.allSatisfy(isToken)
    else { throw Refusal(status: 400, why: "a header line is not 'Name: value'") }
    return String(line[..<colon])
  }

  private func value(_ line: Substring) throws -> String {
    let value = line[line.firstIndex(of: ":")!...].dropFirst()
    let start = value.drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(start[...$0]) } ?? ""
  }

  private func bodyLength(_ headers: HTTPHeaders) throws -> Int {
    guard headers["Transfer-Encoding"] == nil else {
      throw Refusal(status: 501, why: "bodies come with a Content-Length here")
    }
    let lengths = headers.all("Content-Length")
    guard let first = lengths.first else { return 0 }
    guard lengths.count == 1, first.utf8.allSatisfy({ (48...57).contains($0) }),
      let length = Int(first)
    else { throw Refusal(status: 400, why: "the Content-Length is not one number") }
    guard length <= limits.body else {
      throw Refusal(status: 413, why: "a body may have \(limits.body) bytes")
    }
    return length
  }

  private func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// Percent-decoded UTF-8 without NUL, or nil.
  private func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      // Without this, "+5" would be a number.
      guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), value > 0
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
