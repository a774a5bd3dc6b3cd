import EcommBase
import Glibc

/// Asks another machine, one request on one connection, within a bounded time. Plain HTTP: what goes over it can be
/// read on the way, so it is for this machine and networks that one trusts.
public struct HTTPClient: Sendable {
  public let host: String
  public let port: Int
  /// Before each path, without a slash at its end.
  public let base: String
  public var timeoutSeconds = 20.0

  private static let mostBytes = 64 << 20

  /// - Parameter url: `http://host:5000/prefix`.
  public init(url: String) throws {
    guard url.hasPrefix("http://") else { throw HTTPClientError.notPlainHTTP(url) }
    let rest = url.dropFirst(7)
    let end = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<end]
    var path = String(rest[end...])
    while path.hasSuffix("/") { path.removeLast() }
    let isBracketed = authority.hasPrefix("[")
    let colon = isBracketed ? nil : authority.lastIndex(of: ":")
    let name = colon.map { authority[..<$0] } ?? authority
    let port = colon.map { Int(authority[authority.index(after: $0)...]) } ?? 80
    guard !name.isEmpty, let port, (1...65535).contains(port), !isBracketed,
      name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "@") }),
      path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { throw HTTPClientError.badAddress(url) }
    host = String(name)
    self.port = port
    base = path
  }

  public struct Reply: Sendable {
    public let status: Int
    public let body: [UInt8]
  }

  /// - Parameter path: behind the base, with its query, encoded.
  public func send(
    _ method: String, _ path: String, body: [UInt8] = [], type: String = "application/json"
  ) throws -> Reply {
    let deadline = Deadline(seconds: timeoutSeconds)
    let socket = try ClientSocket(self, deadline)
    let head =
      "\(method) \(base)\(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nUser-Agent: ecomml\r\n"
      + "Accept: application/json\r\nConnection: close\r\nContent-Type: \(type)\r\n"
      + "Content-Length: \(body.count)\r\n\r\n"
    try socket.write(Array(head.utf8) + body)
    var reader = ReplyReader()
    while try !reader.isComplete() {
      let bytes = try socket.read()
      if bytes.isEmpty {
        try reader.end()
        break
      }
      reader.bytes += bytes
      guard reader.bytes.count <= Self.mostBytes else { throw HTTPClientError.badReply(host) }
    }
    return try reader.reply()
  }

  /// A part of a path or query with everything unusual written as %XX.
  public static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { encoded, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || [0x2d, 0x2e, 0x5f, 0x7e].contains(byte)
      if isPlain {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
  }
}

/// A request that got no answer that could be understood.
public enum HTTPClientError: Error, Sendable, Equatable {
  case notPlainHTTP(String)
  case badAddress(String)
  case unknownHost(String)
  case noConnection(String, code: Int32)
  case timedOut(String)
  case badReply(String)
}

extension HTTPClientError: Complaint {
  public var problem: String {
    switch self {
    case .notPlainHTTP(let url): "'\(url)' is no address of plain HTTP"
    case .badAddress(let url): "'\(url)' is no address such as http://127.0.0.1:5000"
    case .unknownHost(let host): "no machine is known as \(host)"
    case .noConnection(let host, let code):
      "no connection to \(host): \(String(cString: strerror(code)).lowercased())"
    case .timedOut(let host): "\(host) took too long"
    case .badReply(let host): "what \(host) answered is no HTTP"
    }
  }

  public var remedy: String? {
    if case .notPlainHTTP = self {
      "Try http://host:port; put a proxy in between for https."
    } else {
      nil
    }
  }
}

/// A moment that work must not go beyond.
struct Deadline {
  private let end: Double

  init(seconds: Double) { end = Self.now + seconds }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  var millisecondsLeft: Int32 { Int32(max(0, min(3_600_000, (end - Self.now) * 1000))) }
}
