import Glibc

/// The requests of one client, one after the other.
struct HTTPConnection: Sendable {
  let descriptor: Int32
  let idleSeconds: Int
  let requestSeconds: Int

  private static let parser = HTTPParser()
  private static let drainSeconds = 5

  /// Answers until the client has no more to say, or says what no answer can be given to.
  func serve(_ handler: HTTPServer.Handler) {
    limit(SO_RCVTIMEO, seconds: idleSeconds)
    limit(SO_SNDTIMEO, seconds: idleSeconds)
    var pending: [UInt8] = []
    while let (request, length) = nextRequest(&pending) {
      pending.removeFirst(length)
      let keepAlive = request.headers["Connection"]?.lowercased() != "close"
      let response = handler(request)
      let bytes = response.bytes(keepAlive: keepAlive, withBody: request.method != "HEAD")
      guard send(bytes), keepAlive else { return }
    }
  }

  /// Says why the connection ends.
  func refuse(_ status: Int, _ why: String) {
    let response = HTTPResponse.problem(status, why)
    guard send(response.bytes(keepAlive: false, withBody: true), flags: Int32(MSG_DONTWAIT)) else {
      return
    }
    shutdown(descriptor, Int32(SHUT_WR))
  }

  func end() { close(descriptor) }

  /// Nil at the end of the connection.
  private func nextRequest(_ pending: inout [UInt8]) -> (HTTPRequest, Int)? {
    let start = Self.now
    while true {
      switch Self.parser.parse(pending) {
      case .request(let request, let length): return (request, length)
      case .refused(let status, let why):
        refuse(status, why)
        drain()
        return nil
      case .incomplete(let needed):
        while pending.count < needed {
          guard receive(into: &pending) else { return nil }
          guard Self.now - start <= requestSeconds else {
            refuse(408, "the request took more than \(requestSeconds) seconds")
            return nil
          }
        }
      }
    }
  }

  /// Bytes that nobody read would make the kernel take the answer back. Not for ever: a client that
  /// goes on sending has had its answer.
  private func drain() {
    limit(SO_RCVTIMEO, seconds: 1)
    let start = Self.now
    var rest: [UInt8] = []
    while Self.now - start <= Self.drainSeconds, receive(into: &rest) {
      rest.removeAll(keepingCapacity: true)
    }
  }

  private func receive(into pending: inout [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { buffer in
      var count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      while count < 0, errno == EINTR {
        count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      }
      guard count > 0 else { return false }
      pending += buffer[..<count]
      return true
    }
  }

  private func send(_ bytes: [UInt8], flags: Int32 = 0) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress! + done, bytes.count - done,
          Int32(MSG_NOSIGNAL) | flags)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private func limit(_ option: Int32, seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Seconds of a clock that nobody sets.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}
