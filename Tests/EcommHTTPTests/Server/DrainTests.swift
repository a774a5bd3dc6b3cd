import EcommHTTP
import EcommTestKit
import Glibc
import Testing

@Suite struct DrainTests {
  /// What has begun is answered, idle connections end, nobody new comes in, and `run` returns.
  @Test func finishesWhatHasBegun() throws {
    let server = try TestServer { request in
      .later {
        usleep(200_000)
        return .html(request.path)
      }
    }
    let idle = try server.client()
    let busy = try server.client()
    let half = try server.client()
    busy.send(get("/busy", last: false))
    half.send("GET /half HTTP/1.1\r\nHost: h\r\n")
    usleep(50_000)
    server.server.stop()
    #expect(idle.everything() == "")
    half.send("\r\n")
    for (client, path) in [(busy, "/busy"), (half, "/half")] {
      let answer = client.everything()
      #expect(answer.hasSuffix(path) && answer.contains("Connection: close\r\n"))
    }
    #expect(throws: (any Error).self) { _ = try server.client() }
    busy.endSending()
    half.endSending()
    #expect(server.waitForEnd())
  }

  @Test func doesNotWaitForEver() throws {
    var limits = HTTPLimits()
    limits.drainSeconds = 0.1
    let server = try TestServer(limits)
    let client = try server.client()
    client.send("GET / HTTP/1.1\r\n")
    usleep(50_000)
    server.server.stop()
    #expect(server.waitForEnd())
  }

  @Test func canBeStoppedBeforeItRuns() throws {
    let server = try HTTPServer(address: "127.0.0.1", port: 0) { _ in .now(.html("")) }
    server.stop()
    try server.run()
    #expect(server.counts.open == 0)
  }
}
