import Testing

@testable import EcommHTTP

/// What two readers could understand differently is refused.
@Suite struct SmugglingTests {
  @Test(arguments: [
    ("GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505), ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505),
    ("GET / HTTP/0.9\r\n\r\n", 505),
    ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("GET /\r\nHost: h\r\n\r\n", 400), ("GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    ("GET / HTTP/1.1 \r\nHost: h\r\n\r\n", 400), ("GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    (" GET / HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET / http/1.1\r\nHost: h\r\n\r\n", 400),
    ("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("\u{16}\u{3}\u{1}", 400),
    ("G(T / HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("\rGET / HTTP/1.1\r\nHost: h\r\n\r\n", 400),
  ])
  func requestLines(text: String, status: Int) { expect(text, status) }

  @Test(arguments: [
    "x", "*", "/%zz", "/%+5", "/%4", "/%00", "/%ff", "/a#b", "http://", "http:///", "ftp://h/",
    "/\u{1}", "/ł", "//h\u{7f}", "?a", "h:80", "/?%0", "/?a=%00",
  ])
  func targets(target: String) { expect("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n", 400) }

  @Test(arguments: [
    "", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n", "Host: a/b\r\n", "Host: a b\r\n",
    "Host: u@h\r\n", "Host : h\r\n", "Host: h\r\n folded\r\n", "Host: h\r\n\tfolded\r\n",
    "Host: h\r\n: x\r\n", "Host: h\r\nx\r\n", "Host: h\r\nx y: z\r\n", "Host: h\r\nx: a\u{0}b\r\n",
    "Host: h\r\nx: a\rb\r\n", "Host: h\nx: a\r\n", "Host: h\r\nx: a\n", "Host: h\r\nx\u{0}: a\r\n",
    "Host: h\r\nx: \u{7f}\r\n", "Host: h\r\nł: a\r\n",
  ])
  func fields(lines: String) { expect("GET / HTTP/1.1\r\n\(lines)\r\n", 400) }

  @Test(arguments: [
    ("Content-Length: 1\r\nContent-Length: 2", 400),
    ("Content-Length: 1\r\ncontent-length: 1", 400), ("Content-Length: 1, 1", 400),
    ("Content-Length: +1", 400), ("Content-Length: -1", 400), ("Content-Length: 0x1", 400),
    ("Content-Length: 1 1", 400), ("Content-Length:", 400), ("Content-Length: 1.0", 400),
    ("Content-Length: 99999999999999999999", 400), ("Content-Length: 99999999999", 413),
    ("Content-Length: ١", 400), ("Content-Length: 5\r\nTransfer-Encoding: chunked", 400),
    ("Transfer-Encoding: chunked\r\nContent-Length: 5", 400),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", 400),
    ("Transfer-Encoding: chunked, chunked", 501), ("Transfer-Encoding: gzip, chunked", 501),
    ("Transfer-Encoding: identity", 501), ("Transfer-Encoding: xchunked", 501),
    ("Transfer-Encoding: \"chunked\"", 501), ("Transfer-Encoding:", 501),
    ("Transfer-Encoding: \u{b}chunked", 400), ("Transfer-Encoding : chunked", 400),
    ("Expect: 200-ok", 417),
  ])
  func lengths(lines: String, status: Int) {
    expect("POST / HTTP/1.1\r\nHost: h\r\n\(lines)\r\n\r\n", status)
  }

  @Test(arguments: [
    "g\r\n", "\r\n", " 1\r\na\r\n", "1 \r\na\r\n", "+1\r\na\r\n", "-1\r\na\r\n", "0x1\r\na\r\n",
    "1\na\r\n", "1\r\nab\r\n", "1\r\na\n0\r\n\r\n", "1\r\na\r0\r\n\r\n", "ffffffffffffffff\r\n",
    "8000000000000000\r\n", "1;\n\r\na\r\n", "1;a\u{0}\r\na\r\n", "0\r\nx y: z\r\n\r\n",
    "0\r\n folded\r\n\r\n", "0\r\n: z\r\n\r\n", "0\r\nx: \u{1}\r\n\r\n", "0\r\nx\r\n\r\n",
    "0\r\n\rGET",
  ])
  func chunks(body: String) {
    expect("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(body)", 400)
  }

  private func expect(_ text: String, _ status: Int) {
    let run = ParserRun(text)
    #expect(run.refusal?.status == status && run.requests.isEmpty)
  }
}
