import EcommHTTP
import EcommTestKit
import Glibc
import Synchronization
import Testing

@Suite struct StreamTests {
  @Test func aResponseComesInChunks() throws {
    let server = try TestServer { _ in
      .now(
        .stream(contentType: "text/csv") { writer in
          for row in 0..<20_000 { try writer.write("row \(row)\n") }
        })
    }
    let client = try server.client()
    client.send(get("/", last: false))
    let first = client.until { $0.hasSuffix("\r\n0\r\n\r\n") }
    #expect(first.contains("Transfer-Encoding: chunked\r\n") && first.contains("row 19999\n"))
    client.send(get("/"))
    #expect(client.everything().hasSuffix("row 19999\n\r\n0\r\n\r\n"))
  }

  /// A body that broke off is not taken for a whole one.
  @Test func aFailedStreamHasNoEnd() throws {
    let server = try TestServer { _ in
      .now(
        .stream(contentType: "text/csv") { writer in
          try writer.write("row")
          try writer.flush()
          throw CancellationError()
        })
    }
    #expect(try server.answer(get("/", last: false)).hasSuffix("3\r\nrow\r\n"))
  }

  /// What is written ahead of the client stays small, and its going away is noticed.
  @Test func aStreamWaitsForItsReader() throws {
    let written = Shared(0)
    let ended = Shared(false)
    let server = try TestServer { _ in
      .now(
        .stream(contentType: "a/b") { writer in
          defer { ended.value.withLock { $0 = true } }
          while true {
            try writer.write([UInt8](repeating: 65, count: 1 << 14))
            written.value.withLock { $0 += 1 << 14 }
          }
        })
    }
    var client: TestClient? = try TestClient(server.port, receiveBuffer: 4096)
    client?.send(get("/"))
    usleep(300_000)
    let ahead = written.value.withLock { $0 }
    #expect(ahead > 0 && ahead < 16 << 20)
    client = nil
    for _ in 0..<200 where !ended.value.withLock({ $0 }) { usleep(10_000) }
    #expect(ended.value.withLock { $0 })
  }

  @Test func aRequestIsReadAsItComes() throws {
    let server = try TestServer(plan: streamed(64 << 20)) { request in
      var count = 0
      while let bytes = try? request.incoming?.read() {
        count += bytes.count
        if count == bytes.count { usleep(50_000) }
      }
      return .now(.html("\(count)"))
    }
    let client = try server.client()
    let body = String(repeating: "x", count: 20 << 20)
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
    client.send(body + get("/next"))
    let answer = client.everything()
    #expect(answer.contains("\r\n\r\n20971520HTTP/1.1 200") && answer.hasSuffix("\r\n\r\n0"))
  }

  @Test func rowsGoInAndOutAtOnce() throws {
    let server = try TestServer(plan: streamed(1 << 20)) { request in
      .now(
        .stream(contentType: "text/csv") { writer in
          while let bytes = try request.incoming?.read() {
            try writer.write(bytes)
            try writer.flush()
          }
        })
    }
    let client = try server.client()
    client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")
    #expect(client.until { $0.hasSuffix("1\r\na\r\n") }.hasPrefix("HTTP/1.1 200"))
    client.send("1\r\nb\r\n0\r\n\r\n")
    #expect(client.until { $0.hasSuffix("0\r\n\r\n") } == "1\r\nb\r\n0\r\n\r\n")
  }

  @Test func aBodyCanBeRefusedUnseen() throws {
    let server = try TestServer(plan: refused) { _ in .now(.html("")) }
    let answer = try server.answer(
      "POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 401") && answer.contains("Connection: close"))
  }

  /// A body that breaks off does not leave its reader waiting.
  @Test func aReaderLearnsThatTheRestWillNotCome() throws {
    let failed = Shared(false)
    let server = try TestServer(plan: streamed(99)) { request in
      do {
        while try request.incoming?.read() != nil {}
      } catch {
        failed.value.withLock { $0 = true }
      }
      return .now(.html(""))
    }
    var client: TestClient? = try server.client()
    client?.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab")
    usleep(50_000)
    client = nil
    for _ in 0..<200 where !failed.value.withLock({ $0 }) { usleep(10_000) }
    #expect(failed.value.withLock { $0 })
  }

  private final class Shared<T: Sendable>: Sendable {
    let value: Mutex<T>
    init(_ value: T) { self.value = Mutex(value) }
  }
}

private func streamed(_ maximumBytes: Int) -> HTTPServer.BodyPlanner {
  { _ in .stream(maximumBytes: maximumBytes) }
}

private let refused: HTTPServer.BodyPlanner = { .refuse(.problem(401, $0.path)) }
