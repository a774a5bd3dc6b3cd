import EcommHTTP
import EcommTestKit
import Glibc
import Testing

@Suite struct HTTPServerTests {
  @Test(arguments: [-1, 65_536, Int.max])
  func refusesWhatIsNoPort(port: Int) {
    #expect(throws: (any Error).self) {
      _ = try HTTPServer(address: "127.0.0.1", port: port) { _ in .html("") }
    }
  }

  @Test func answersOneRequestAfterTheOther() throws {
    let client = try Client(try Self.server())
    client.send(
      "GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    let answer = client.everything()
    #expect(answer.contains("/a") && answer.contains("/b"))
    #expect(answer.split(separator: "HTTP/1.1 200 OK").count == 2)
  }

  /// The answer comes although much of what was sent is never looked at.
  @Test func anUnreadBodyDoesNotTakeTheAnswerBack() throws {
    let client = try Client(try Self.server())
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n")
    client.send(String(repeating: "x", count: 9_000_000))
    #expect(client.everything().hasPrefix("HTTP/1.1 413"))
  }

  @Test func aTrickleIsCutOff() throws {
    var limits = HTTPServer.Limits()
    limits.requestSeconds = 0
    let client = try Client(try Self.server(limits))
    for _ in 0..<12 {
      client.send("G")
      usleep(100_000)
    }
    #expect(client.everything().hasPrefix("HTTP/1.1 408"))
  }

  @Test func whoComesTooMuchIsToldSo() throws {
    var limits = HTTPServer.Limits()
    limits.connections = 1
    let port = try Self.server(limits)
    let first = try Client(port)
    first.send("GET / HTTP/1.1\r\nHost: h\r\n")
    usleep(100_000)
    #expect(try Client(port).everything().hasPrefix("HTTP/1.1 503"))
    first.send("Connection: close\r\n\r\n")
    #expect(first.everything().hasPrefix("HTTP/1.1 200"))
  }

  /// The port of a server that tells every client the path it asked for.
  private static func server(_ limits: HTTPServer.Limits = .init()) throws -> Int {
    let server = try HTTPServer(address: "127.0.0.1", port: 0, limits: limits) { .html($0.path) }
    let runs = BackgroundThread.start { try? server.run() }
    try #require(runs)
    return server.port
  }
}

/// A client that sends what it is told to.
private final class Client {
  private let descriptor: Int32

  init(_ port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var time = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = UInt16(port).bigEndian
    inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
    let result = withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
  }

  deinit { close(descriptor) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes {
      Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// Until the server ends the connection.
  func everything() -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return String(decoding: all, as: UTF8.self) }
      all += buffer[..<count]
    }
  }
}
