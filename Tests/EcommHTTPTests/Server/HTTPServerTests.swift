import EcommHTTP
import EcommTestKit
import Glibc
import Testing

@Suite struct HTTPServerTests {
  @Test(arguments: [-1, 65_536, Int.max])
  func refusesWhatIsNoPort(port: Int) {
    #expect(throws: (any Error).self) {
      _ = try HTTPServer(address: "127.0.0.1", port: port) { _ in .now(.html("")) }
    }
  }

  @Test func twoCannotHaveOnePort() throws {
    let server = try TestServer()
    #expect(throws: (any Error).self) {
      _ = try HTTPServer(address: "127.0.0.1", port: server.port) { _ in .now(.html("")) }
    }
  }

  /// Answers come in the order of the requests, although some are worked out elsewhere.
  @Test func answersPipelinedRequestsInOrder() throws {
    let server = try TestServer { request in
      request.path.hasSuffix("7")
        ? .later {
          usleep(2000)
          return .html("<\(request.path)>")
        } : .now(.html("<\(request.path)>"))
    }
    let text = (0..<500).map { get("/\($0)", last: $0 == 499) }.joined()
    let bodies = try server.answer(text).split(separator: "<").dropFirst().map {
      $0.prefix { $0 != ">" }
    }
    #expect(bodies == (0..<500).map { "/\($0)" })
  }

  /// What follows a request that was answered elsewhere may be no request; its refusal goes to this client
  /// and to no other one.
  @Test func refusesWhatFollowsALateAnswer() throws {
    let server = try TestServer { _ in
      .later {
        usleep(2000)
        return .html("late")
      }
    }
    let answer = try server.answer("POST /a HTTP/1.1\r\nHost: h\r\n\r\n{no request}\r\n\r\n")
    #expect(answer.contains("late") && answer.contains("HTTP/1.1 400"))
    #expect(try server.answer(get("/b")).hasPrefix("HTTP/1.1 200"))
  }

  @Test func takesBodiesOfBothKinds() throws {
    let server = try TestServer { .now(.html("[\(String(decoding: $0.body, as: UTF8.self))]")) }
    let client = try server.client()
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab")
    usleep(30_000)
    client.send("c" + "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nd")
    usleep(30_000)
    client.send("e\r\n0\r\n\r\n" + get("/"))
    let answer = client.everything()
    #expect(answer.contains("[abc]") && answer.contains("[de]") && answer.hasSuffix("[]"))
  }

  @Test func headHasNoBody() throws {
    let server = try TestServer()
    let answer = try server.answer("HEAD /abc HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    #expect(answer.contains("Content-Length: 4\r\n") && answer.hasSuffix("\r\n\r\n"))
    #expect(answer.contains("Connection: close\r\n") && answer.contains("Date: "))
  }

  @Test func someAnswersHaveNoBodyAtAll() throws {
    let server = try TestServer { _ in
      .now(HTTPResponse(status: 204, contentType: "text/plain", body: [65]))
    }
    let answer = try server.answer(get("/"))
    #expect(answer.hasPrefix("HTTP/1.1 204 No Content\r\n") && answer.hasSuffix("\r\n\r\n"))
    #expect(!answer.contains("Content-Length"))
  }

  @Test func saysToContinueOnlyWhenTheBodyIsWanted() throws {
    let server = try TestServer()
    let start = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\n"
    let client = try server.client()
    client.send(start + "Content-Length: 2\r\n\r\n")
    #expect(client.until { $0.hasSuffix("\r\n\r\n") } == "HTTP/1.1 100 Continue\r\n\r\n")
    client.send("hi")
    #expect(client.everything().hasPrefix("HTTP/1.1 200"))
    #expect(try server.answer(start + "Content-Length: 99999999\r\n\r\n").hasPrefix("HTTP/1.1 413"))
  }

  @Test func refusalsAreProblems() throws {
    let answer = try TestServer().answer("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(answer.contains("Content-Type: application/problem+json\r\n"))
    #expect(answer.contains(#""detail":"there must be one Host""#))
    #expect(answer.split(separator: "HTTP/1.1 ").count == 1)
  }

  /// The answer comes although much of what was sent is never looked at.
  @Test func anUnreadBodyDoesNotTakeTheAnswerBack() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n")
    client.send(String(repeating: "x", count: 9_000_000))
    #expect(client.everything().hasPrefix("HTTP/1.1 413"))
  }

  /// A client that has ended its side still gets what it asked for.
  @Test func halfAConnectionIsEnough() throws {
    let server = try TestServer { request in
      .later {
        usleep(50_000)
        return .html(request.path)
      }
    }
    let client = try server.client()
    client.send(get("/a", last: false))
    client.endSending()
    #expect(client.everything().hasSuffix("/a"))
  }

  @Test func knowsWhoAsks() throws {
    let server = try TestServer { .now(.html($0.peer.description)) }
    #expect(try server.answer(get("/")).hasSuffix("127.0.0.1"))
  }

  @Test func aLargeAnswerReachesASlowReader() throws {
    let server = try TestServer { _ in
      .now(
        HTTPResponse(status: 200, contentType: "a/b", body: .init(repeating: 65, count: 9 << 20)))
    }
    let client = try TestClient(server.port, receiveBuffer: 4096)
    client.send(get("/"))
    usleep(50_000)
    #expect(client.everything().utf8.count > 9 << 20)
  }
}
