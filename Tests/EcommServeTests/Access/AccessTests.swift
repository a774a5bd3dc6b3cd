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
    _ = service.service.reloadAll()
    #expect(status(service, "/models", ("X-API-Key", old)) == 200, "an empty file changes nothing")
    let new = try NewKey.add(name: "b", to: keyFile)
    _ = service.service.reloadAll()
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
    #expect(OpenToAll(address: "0.0.0.0", asksForKeys: true) == nil)
    #expect(OpenToAll(address: "0.0.0.0", asksForKeys: false)?.verdict == .usage)
  }

  @Test func limitsEachClient() throws {
    let service = try service {
      $0.requestsPerSecond = 0.5
      $0.trustsProxy = true
    }
    func ask(_ address: String) -> HTTPResponse {
      service.response("GET", "/health", headers: [("X-Forwarded-For", address)])
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
      service.service.answer(.init(method: "GET", path: "/health")).response.status == 200)
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
