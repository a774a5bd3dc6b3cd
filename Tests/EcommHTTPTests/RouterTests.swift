import EcommHTTP
import Testing

@Suite struct RouterTests {
  private var router: Router {
    var router = Router()
    router.on("GET", "/models/{name}") { .json(.string($1["name"] ?? "")) }
    router.on("POST", "/fail") { _, _ in throw CancellationError() }
    return router
  }

  private func status(_ method: String, _ path: String) -> Int {
    router.respond(to: HTTPRequest(method: method, path: path)).status
  }

  @Test func findsByMethodAndPath() {
    #expect(
      router.respond(to: .init(method: "GET", path: "/models/a b")).body == Array("\"a b\"\n".utf8))
    #expect(status("HEAD", "/models/x") == 200)
    #expect(status("GET", "/models") == 404)
    #expect(status("GET", "/models/a/b") == 404)
    #expect(status("POST", "/fail") == 500)
  }

  /// Long bodies go to the pool, short ones are answered where they came.
  @Test func longWorkIsForLater() {
    var router = Router()
    router.on("POST", "/x", longFrom: 3) { request, _ in .html("\(request.body.count)") }
    for (length, isLater) in [(2, false), (3, true)] {
      let answer = router.answer(
        .init(method: "POST", path: "/x", body: .init(repeating: 1, count: length)))
      if case .later = answer { #expect(isLater) } else { #expect(!isLater) }
      #expect(answer.response.body == Array("\(length)".utf8))
    }
  }

  @Test func namesWhatIsAllowed() {
    let response = router.respond(to: HTTPRequest(method: "DELETE", path: "/models/x"))
    #expect(response.status == 405)
    #expect(response.headers["allow"] == "GET")
  }
}
