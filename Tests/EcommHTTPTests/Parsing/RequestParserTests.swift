import Testing

@testable import EcommHTTP

@Suite struct RequestParserTests {
  @Test func readsARequest() {
    let run = ParserRun(
      "POST /models/a%20b?x=1&y=%C5%82 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n"
        + "X:  a b \t\r\nE:\r\n\r\nhiGET")
    #expect(
      run.requests == ["POST /models/a b x=1 y=ł Host=h Content-Length=2 X=a b E= [104, 105]"])
    #expect(run.rest == 3)
  }

  @Test func readsChunks() {
    let run = ParserRun(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
        + "2\r\nhi\r\n00A;a=\"b\"\r\n0123456789\r\n0\r\nT: x\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"
    )
    #expect(run.refusal == nil && run.requests.count == 2 && run.rest == 0)
    #expect(run.requests.first?.hasSuffix("\(Array("hi0123456789".utf8))") == true)
  }

  @Test(arguments: [
    ("http://h:80/a?b=c", "/a b=c"), ("HTTP://h/", "/"), ("/a//b/../c", "/a//b/../c"),
    ("/?a&b=&=c&&", "/ =c a= b="),
  ])
  func readsTargets(target: String, read: String) {
    let run = ParserRun("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(run.requests == ["GET \(read) Host=h []"])
  }

  @Test func namesAreComparedWithoutCase() {
    let headers = HTTPHeaders([("X-Id", "1"), ("x-id", "2"), ("Y", "3")])
    #expect(headers["X-ID"] == "1" && headers.all("x-Id") == ["1", "2"] && headers["Z"] == nil)
  }

  /// A value from outside cannot begin a field of its own in an answer.
  @Test func answersCannotBeSplit() {
    let headers = HTTPHeaders([("A", "b\r\nC: d")])
    #expect(headers.fields.count == 1 && headers["A"] == "bC: d")
    #expect(String(decoding: headers.wire, as: UTF8.self) == "A: bC: d\r\n")
  }

  @Test func boundsEverything() {
    func status(_ text: String) -> Int? { ParserRun(text).refusal?.status }
    let long = String(repeating: "a", count: 20_000)
    let start = "POST / HTTP/1.1\r\nHost: h\r\n"
    let many = String(repeating: "a: b\r\n", count: 101)
    let tail = String(repeating: "a: b\r\n", count: 5000)
    #expect(status("GET /" + long) == 431)
    #expect(status(start + "a: " + long + "\r\n\r\n") == 431)
    #expect(status(start + many + "\r\n") == 431)
    #expect(status(start + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + tail) == 431)
    #expect(status(start + "Transfer-Encoding: chunked\r\n\r\n1;" + long) == 431)
    #expect(status(start + "Content-Length: 8388609\r\n\r\n") == 413)
    #expect(status(start + "Content-Length: 8388608\r\n\r\n") == nil)
  }

  @Test func boundsAChunkedBody() {
    var limits = HTTPLimits()
    limits.bodyBytes = 3
    let start = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(ParserRun(start + "2\r\nhi\r\n2\r\nhi\r\n", limits: limits).refusal?.status == 413)
    #expect(ParserRun(start + "3\r\nhi!\r\n0\r\n\r\n", limits: limits).requests.count == 1)
  }
}
