import EcommBase
import EcommHTTP
import EcommTestKit
import Glibc
import Testing

@Suite struct LimitTests {
  private func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
    var limits = HTTPLimits()
    change(&limits)
    return limits
  }

  @Test func aTrickleIsCutOff() throws {
    let server = try TestServer(limits { $0.requestSeconds = 0.1 })
    let client = try server.client()
    for _ in 0..<12 {
      client.send("G")
      usleep(30_000)
    }
    #expect(client.everything().hasPrefix("HTTP/1.1 408"))
    #expect(server.server.counts.timedOut == 1)
  }

  @Test func aSlowBodyIsCutOff() throws {
    let server = try TestServer(limits { $0.requestSeconds = 0.1 })
    let answer = try server.answer("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\na")
    #expect(answer.hasPrefix("HTTP/1.1 408"))
  }

  @Test func anIdleConnectionEndsWithoutAWord() throws {
    let server = try TestServer(limits { $0.idleSeconds = 0.1 })
    #expect(try server.answer("") == "")
    #expect(try server.answer(get("/a", last: false)).hasSuffix("/a"))
    #expect(server.server.counts.timedOut == 0)
  }

  @Test func whoDoesNotReadIsCutOff() throws {
    let limits = limits {
      $0.writeSeconds = 0.2
      $0.bytesPerSecond = 1 << 30
    }
    let server = try TestServer(limits) { _ in
      .now(
        HTTPResponse(status: 200, contentType: "a/b", body: .init(repeating: 65, count: 9 << 20)))
    }
    let client = try TestClient(server.port, receiveBuffer: 4096)
    client.send(get("/"))
    for _ in 0..<200 where server.server.counts.open > 0 || server.server.counts.accepted == 0 {
      usleep(10_000)
    }
    #expect(server.server.counts.open == 0 && server.server.counts.timedOut == 1)
  }

  @Test func whoComesTooMuchIsToldSo() throws {
    let server = try TestServer(limits { $0.connections = 1 })
    let first = try server.client()
    first.send("GET / HTTP/1.1\r\nHost: h\r\n")
    usleep(50_000)
    #expect(try server.client().everything().hasPrefix("HTTP/1.1 503"))
    first.send("Connection: close\r\n\r\n")
    #expect(first.everything().hasPrefix("HTTP/1.1 200"))
  }

  @Test func tooMuchWorkIsRefused() throws {
    let server = try TestServer(
      limits {
        $0.workers = 1
        $0.waitingWork = 0
      }
    ) { _ in .later { .html("") } }
    let answer = try server.answer(get("/", last: false) + get("/"))
    #expect(answer.hasPrefix("HTTP/1.1 503") && answer.split(separator: "HTTP/1.1 ").count == 2)
  }

  /// Many clients that never finish a header keep nobody out, and are all gone in the end.
  @Test func slowLorisKeepsNobodyOut() throws {
    let server = try TestServer(limits { $0.requestSeconds = 1 })
    let slow = try (0..<1000).map { _ in try server.client() }
    for client in slow { client.send("GET / HTTP/1.1\r\nHost: h\r\nX: ") }
    #expect(try server.answer(get("/good")).hasSuffix("/good"))
    #expect(slow.allSatisfy { $0.everything().hasPrefix("HTTP/1.1 408") })
    #expect(server.server.counts.timedOut == 1000)
  }

  /// Damaged requests over real sockets: the next good one is answered.
  @Test func noiseHarmsNobody() throws {
    let server = try TestServer(limits { $0.requestSeconds = 0.3 })
    var random = SeededRandom(seed: 1)
    let good = Array("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
    for round in 0..<100 {
      let client = try server.client()
      var bytes = round % 2 == 0 ? good : []
      bytes += (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
      client.send(bytes)
      if round % 3 == 0 { client.endSending() }
      if round % 10 == 0 { _ = client.everything() }
    }
    #expect(try server.answer(get("/good")).hasSuffix("/good"))
    for _ in 0..<300 where server.server.counts.open > 0 { usleep(10_000) }
    #expect(server.server.counts.open == 0)
  }
}
