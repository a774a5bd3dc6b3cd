import EcommHTTP
import EcommTestKit
import Glibc
import Testing

/// Balancers' probes and small tools still speak HTTP/1.0.
@Suite struct OldClientTests {
  @Test(arguments: ["", "Host: h\r\n", "Connection: keep-alive\r\n", "Expect: 100-continue\r\n"])
  func isAnsweredAndEnded(lines: String) throws {
    let answer = try TestServer().answer("GET /a HTTP/1.0\r\n\(lines)\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\n/a"))
    #expect(answer.contains("Connection: close\r\n") && answer.contains("Content-Length: 2\r\n"))
  }

  @Test func bodiesHaveTheirLength() throws {
    let server = try TestServer { .now(.html(String(decoding: $0.body, as: UTF8.self))) }
    #expect(
      try server.answer("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi").hasSuffix("\r\n\r\nhi"))
  }

  @Test func streamsEndWithTheConnection() throws {
    let server = try TestServer { _ in
      .now(
        .stream(contentType: "text/csv") { writer in
          for row in 0..<20_000 { try writer.write("row \(row)\n") }
        })
    }
    let answer = try server.answer("GET / HTTP/1.0\r\n\r\n")
    let rows = (0..<20_000).map { "row \($0)\n" }.joined()
    #expect(!answer.contains("Transfer-Encoding") && !answer.contains("Content-Length"))
    #expect(answer.hasSuffix("\r\n\r\n" + rows))
  }

  @Test(.enabled(if: access("/proc/net/if_inet6", F_OK) == 0))
  func bothKindsOfAddressesAreServed() throws {
    let server = try TestServer(address: "::") { .now(.html($0.peer.description)) }
    let client = try TestClient(server.port)
    client.send(get("/"))
    #expect(client.everything().hasSuffix("\r\n127.0.0.1"))
  }

  @Test(arguments: [
    ("127.0.0.1", true, "127.0.0.1"), ("127.9.9.9", true, "127.9.9.9"), ("::1", true, "::/64"),
    ("0.0.0.0", false, "0.0.0.0"), ("::", false, "::/64"), ("::ffff:127.0.0.1", true, "127.0.0.1"),
    ("2001:db8:1:2:3::4", false, "2001:db8:1:2::/64"),
  ])
  func addressesAreTold(text: String, isLoopback: Bool, network: String) throws {
    let address = try #require(PeerAddress(text))
    #expect(address.isLoopback == isLoopback && address.network == network)
  }

  @Test(arguments: [
    "localhost", "", "1.2.3", "1.2.3.4.5", ":::", "[::1]", "fe80::1%lo", "256.1.1.1",
  ])
  func otherWordsAreNoAddresses(text: String) {
    #expect(PeerAddress(text) == nil)
    #expect(throws: (any Error).self) { try TestServer(address: text) { _ in .now(.html("")) } }
  }
}
