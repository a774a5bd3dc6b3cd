import EcommBase
import EcommHTTP
import Testing

@Suite struct HTTPParserTests {
  @Test func readsARequest() throws {
    let text =
      "POST /models/a%20b?x=1&y=%C5%82 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nX:  a b \r\n\r\nhiGET"
    guard case .request(let request, let length) = parse(text) else {
      Issue.record("not read")
      return
    }
    #expect(request.method == "POST" && request.path == "/models/a b")
    #expect(request.query == ["x": "1", "y": "ł"])
    #expect(request.headers["x"] == "a b" && request.headers["content-length"] == "2")
    #expect(request.body == Array("hi".utf8))
    #expect(length == text.utf8.count - 3)
  }

  @Test func waitsForTheRest() {
    let whole = Array("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc".utf8)
    for length in 0..<whole.count {
      guard case .incomplete = HTTPParser().parse(Array(whole[..<length])) else {
        Issue.record("not waited at \(length)")
        return
      }
    }
  }

  /// A long body is not parsed again for every piece that comes.
  @Test func saysHowMuchIsMissing() {
    guard
      case .incomplete(let needed) = parse(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx")
    else {
      Issue.record("not waited")
      return
    }
    #expect(needed == "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n".utf8.count + 9)
  }

  @Test(arguments: [
    ("GET / HTTP/1.0\r\nHost: h\r\n\r\n", 505), ("GET /\r\nHost: h\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("GET x HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    ("GET /%+5 HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET /%4 HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    ("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400), ("GET / HTTP/1.1\nHost: h\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
  ])
  func refuses(text: String, status: Int) {
    guard case .refused(let found, _) = parse(text) else {
      Issue.record("accepted")
      return
    }
    #expect(found == status)
  }

  @Test func boundsTheHeader() {
    guard case .refused(431, _) = parse("GET /" + String(repeating: "a", count: 20_000)) else {
      Issue.record("accepted")
      return
    }
  }

  private func parse(_ text: String) -> HTTPParser.Outcome { HTTPParser().parse(Array(text.utf8)) }
}
