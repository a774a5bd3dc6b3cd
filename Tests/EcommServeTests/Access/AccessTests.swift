import EcommBase
import EcommHTTP
import EcommServe
import EcommTestKit
import Testing

@Suite struct AccessTests {
  private let folder: TemporaryFolder
  private var keyFile: String { folder.path("keys.txt") }

  init() throws { folder = try TemporaryFolder() }

  private func service(_ change: (inout ServiceOptions) -> Void) throws -> TestService {
    var options = ServiceOptions()
    change(&options)
    return try TestService(options, paths: [TestService.models + "/purchase.json"])
  }

  private func status(_ service: TestService, _ path: String, _ key: (String, String)?) -> Int {
    service.response("GET", path, headers: key.map { [$0] } ?? []).status
  }

  @Test func opensToKeysOnly() throws {
    let key = try NewKey.add(name: "shop", to: keyFile)
    let other = try NewKey.add(name: "till", to: keyFile)
    let service = try service { $0.keyFile = keyFile }
    #expect(status(service, "/models", nil) == 401)
    #expect(status(service, "/models", ("X-API-Key", "wrong-wrong-wrong-wrong")) == 401)
    #expect(status(service, "/models", ("X-API-Key", key + "x")) == 401)
    #expect(status(service, "/models", ("X-API-Key", key)) == 200)
    #expect(status(service, "/models", ("Authorization", "Bearer " + other)) == 200)
    #expect(status(service, "/metrics", nil) == 401)
    for path in ["/health", "/health/live", "/health/ready", "/"] {
      #expect(status(service, path, nil) == 200)
    }
    #expect(
      service.response("GET", "/models").headers["WWW-Authenticate"] == "Bearer")
    let file = try SmallFile.read(keyFile)
    #expect(!file.contains(key) && file.contains("shop "))
  }

  @Test func keysAreRotatedWithoutARestart() throws {
    let old = try NewKey.add(name: "a", to: keyFile)
    let service = try service { $0.keyFile = keyFile }
    try AtomicFile.write([], to: keyFile)
    service.service.reloadAll()
    #expect(status(service, "/models", ("X-API-Key", old)) == 200, "an empty file changes nothing")
    let new = try NewKey.add(name: "b", to: keyFile)
    service.service.reloadAll()
    #expect(status(service, "/models", ("X-API-Key", old)) == 401)
    #expect(status(service, "/models", ("X-API-Key", new)) == 200)
  }

  @Test func takesPlainKeysAndTheEnvironment() throws {
    try AtomicFile.write(Array("# ours\nplain-key-of-a-secret-store\n".utf8), to: keyFile)
    let plain = try service { $0.keyFile = keyFile }
    #expect(status(plain, "/models", ("X-API-Key", "plain-key-of-a-secret-store")) == 200)
    let environment = try service { $0.environmentKey = "from-the-environment" }
    #expect(status(environment, "/models", ("X-API-Key", "from-the-environment")) == 200)
    #expect(status(environment, "/models", nil) == 401)
    #expect(throws: (any Error).self) { try service { $0.environmentKey = "short" } }
    try AtomicFile.write(Array("two words here\n".utf8), to: keyFile)
    #expect(throws: (any Error).self) { try service { $0.keyFile = keyFile } }
    #expect(throws: (any Error).self) { try NewKey.add(name: "a b", to: keyFile) }
  }

  @Test func staysOffPublicAddressesWithoutAKey() {
    #expect(OpenToAll(address: "127.0.0.1", asksForKeys: false) == nil)
    #expect(OpenToAll(address: "::1", asksForKeys: false) == nil)
    #expect(OpenToAll(address: "::", asksForKeys: false)?.verdict == .usage)
    #expect(OpenToAll(address: "0.0.0.0", asksForKeys: true) == nil)
    #expect(OpenToAll(address: "0.0.0.0", asksForKeys: false)?.verdict == .usage)
  }

  @Test func limitsEachClient() throws {
    let service = try service {
      $0.requestsPerSecond = 0.5
      $0.trustsProxy = true
    }
    func ask(_ address: String) -> HTTPResponse {
      service.response("GET", "/models", headers: [("X-Forwarded-For", address)])
    }
    #expect(ask("1.1.1.1").status == 200)
    let last = ask("1.1.1.1")
    #expect(last.status == 429)
    #expect(last.headers["Retry-After"].flatMap(Int.init).map { (1...2).contains($0) } == true)
    #expect(ask("2.2.2.2").status == 200, "others are not limited by it")
    #expect(ask("3.3.3.3").headers["RateLimit"]?.contains("r=0") == true)
    #expect(ask("4.4.4.4").headers["RateLimit-Policy"]?.contains("q=1") == true)
    #expect(ask("9.9.9.9, 1.1.1.1").status == 429, "the last entry is the proxy's")
    #expect(
      service.service.answer(.init(method: "GET", path: "/models")).response.status == 200)
  }

  /// A probe that is refused ends a service that is well, and figures are wanted most when much is asked.
  @Test func probesAreNotLimitedAndFiguresApart() throws {
    let service = try service { $0.requestsPerSecond = 1 }
    for path in ["/health", "/health/live", "/health/ready"] {
      for _ in 0..<10 {
        let answer = service.response("GET", path)
        #expect(answer.status == 200 && answer.headers["RateLimit"] == nil, "\(path)")
      }
    }
    let statuses = (0..<4).map { _ in service.response("GET", "/models").status }
    #expect(statuses.contains(429))
    #expect(service.response("GET", "/metrics").status == 200)
    #expect((0..<4).map { _ in service.response("GET", "/metrics").status }.contains(429))
  }

  @Test func oneNetworkOfIPv6IsOneClient() throws {
    let service = try service { $0.requestsPerSecond = 1 }
    func status(_ address: String) throws -> Int {
      var request = HTTPRequest(method: "GET", path: "/models")
      request.peer = try #require(PeerAddress(address))
      return service.service.answer(request).response.status
    }
    for number in 1...2 { #expect(try status("2001:db8::\(number)") == 200) }
    #expect(try status("2001:db8::3") == 429)
    #expect(try status("2001:db8:0:1::3") == 200)
  }

  @Test func otherOriginsAreShutOutUnlessNamed() throws {
    let closed = try service { _ in }
    let header = [(name: "Origin", value: "https://shop.example")]
    let answer = closed.response("GET", "/health", headers: header)
    #expect(answer.headers["Access-Control-Allow-Origin"] == nil)
    let open = try service { $0.origins = ["https://shop.example"] }
    #expect(
      open.response("GET", "/health", headers: header).headers["Access-Control-Allow-Origin"]
        == "https://shop.example")
    let asking = header + [(name: "Access-Control-Request-Method", value: "POST")]
    let preflight = open.response("OPTIONS", "/predict", headers: asking)
    #expect(preflight.status == 204)
    #expect(preflight.headers["Access-Control-Allow-Methods"] == "POST")
    let stranger = [
      (name: "Origin", value: "https://evil.example"),
      (name: "Access-Control-Request-Method", value: "POST"),
    ]
    #expect(open.response("OPTIONS", "/predict", headers: stranger).status == 405)
    func post(_ service: TestService, _ origin: String) -> Int {
      let headers = [(name: "Origin", value: origin), (name: "Host", value: "models:8080")]
      return service.response("POST", "/predict", Visits.text, headers: headers).status
    }
    #expect(post(open, "https://shop.example") == 200)
    #expect(post(open, "https://evil.example") == 403)
    #expect(post(closed, "http://models:8080") == 200, "the service's own page")
    #expect(post(closed, "http://models.evil.example") == 403)
    #expect(post(closed, "null") == 403)
    func post6(_ origin: String) -> Int {
      let headers = [(name: "Origin", value: origin), (name: "Host", value: "[::1]:8080")]
      return closed.response("POST", "/predict", Visits.text, headers: headers).status
    }
    #expect(post6("http://[::1]:8080") == 200)
    #expect(post6("http://[2001:db8::1]:8080") == 403)
  }

  @Test func answersCarryTheirHeaders() throws {
    let service = try service { _ in }
    let named = service.response("GET", "/health", headers: [("X-Request-Id", "abc-1")])
    #expect(named.headers["X-Request-Id"] == "abc-1")
    #expect(named.headers["X-Content-Type-Options"] == "nosniff")
    let odd = service.response("GET", "/health", headers: [("X-Request-Id", "a b\"")])
    #expect(odd.headers["X-Request-Id"]?.count == 12)
  }
}
