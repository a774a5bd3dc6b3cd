import EcommBase
import EcommHTTP
import EcommTestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct HTTPClientTests {
  @Test func asksAndUnderstands() throws {
    let server = try TestServer(.init()) { request in
      .now(
        .json([
          "method": .string(request.method), "path": .string(request.path),
          "query": .string(request.query["name"] ?? ""), "bytes": .integer(request.body.count),
        ]))
    }
    let client = try HTTPClient(url: "http://127.0.0.1:\(server.port)/base/")
    let reply = try client.send(
      "POST", "/x?name=" + HTTPClient.encoded("zażółć & co"), body: [1, 2, 3])
    let json = try JSONReader.read(reply.body, file: "reply")
    #expect(reply.status == 200 && json["method"] == "POST" && json["path"] == "/base/x")
    #expect(json["query"] == "zażółć & co" && json["bytes"] == 3)
  }

  @Test func readsStreams() throws {
    let server = try TestServer(.init()) { _ in
      .now(
        .stream(contentType: "text/plain") { writer in
          for part in ["one ", "two ", "three"] { try writer.write(Array(part.utf8)) }
        })
    }
    let reply = try HTTPClient(url: "http://127.0.0.1:\(server.port)").send("GET", "/")
    #expect(String(decoding: reply.body, as: UTF8.self) == "one two three")
  }

  @Test(arguments: [
    "https://host", "ftp://host", "http://", "http://host:0", "http://host:x", "http://user@host",
    "http://a b", "http://host/a b",
  ])
  func refusesAddresses(_ url: String) {
    #expect(throws: HTTPClientError.self) { try HTTPClient(url: url) }
  }

  @Test func nobodyThereAndNobodyAnswers() throws {
    let gone = try TestServer()
    let port = gone.port
    gone.server.stop()
    #expect(gone.waitForEnd())
    #expect(throws: HTTPClientError.self) {
      try HTTPClient(url: "http://127.0.0.1:\(port)").send("GET", "/")
    }
    // A listener that never accepts: the connection stands, an answer never comes.
    let silent = try HTTPServer(address: "127.0.0.1", port: 0) { .now(.html($0.path)) }
    var client = try HTTPClient(url: "http://127.0.0.1:\(silent.port)")
    client.timeoutSeconds = 0.3
    #expect(throws: HTTPClientError.timedOut("127.0.0.1:\(silent.port)")) {
      try client.send("GET", "/")
    }
  }
}
