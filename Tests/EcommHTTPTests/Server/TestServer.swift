import Dispatch
import EcommHTTP
import EcommTestKit
import Testing

/// A server on a free port that stops with the test.
final class TestServer {
  let server: HTTPServer
  private let ended = DispatchSemaphore(value: 0)

  var port: Int { server.port }

  init(
    _ limits: HTTPLimits = .init(), address: String = "127.0.0.1",
    plan: HTTPServer.BodyPlanner? = nil, handler: @escaping HTTPServer.Handler
  ) throws {
    let server = try HTTPServer(
      address: address, port: 0, limits: limits, plan: plan, handler: handler)
    self.server = server
    let ended = ended
    try #require(
      BackgroundThread.start {
        try? server.run()
        ended.signal()
      })
  }

  /// Tells every client the path it asked for.
  convenience init(_ limits: HTTPLimits = .init()) throws {
    try self.init(limits) { .now(.html($0.path)) }
  }

  deinit { server.stop() }

  func client() throws -> TestClient { try TestClient(port) }

  /// What the server says to these bytes before it ends the connection.
  func answer(_ text: String) throws -> String {
    let client = try client()
    client.send(text)
    return client.everything()
  }

  /// False when it has not ended in time.
  func waitForEnd(seconds: Int = 10) -> Bool {
    ended.wait(timeout: .now() + .seconds(seconds)) == .success
  }
}

/// One request, the last of its connection unless told otherwise.
func get(_ path: String, last: Bool = true) -> String {
  "GET \(path) HTTP/1.1\r\nHost: h\r\n\(last ? "Connection: close\r\n" : "")\r\n"
}
