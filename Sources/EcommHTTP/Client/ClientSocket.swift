import EcommBase
import Glibc

/// A connection to another machine on which nothing waits beyond the deadline.
final class ClientSocket {
  private let descriptor: Int32
  private let place: String
  private let deadline: Deadline

  init(_ client: HTTPClient, _ deadline: Deadline) throws {
    place = "\(client.host):\(client.port)"
    self.deadline = deadline
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(client.host, String(client.port), &hints, &found) == 0 else {
      throw HTTPClientError.unknownHost(client.host)
    }
    defer { freeaddrinfo(found) }
    var code = ECONNREFUSED
    var next = found
    while let address = next?.pointee {
      switch Self.connected(address, deadline) {
      case .success(let descriptor):
        self.descriptor = descriptor
        return
      case .failure(let failure): code = failure.code
      }
      next = address.ai_next
    }
    throw code == ETIMEDOUT
      ? HTTPClientError.timedOut(place) : HTTPClientError.noConnection(place, code: code)
  }

  deinit { close(descriptor) }

  private struct Failure: Error {
    let code: Int32
  }

  private static func connected(
    _ address: addrinfo, _ deadline: Deadline
  ) -> Result<Int32, Failure> {
    let kind = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(address.ai_family, kind, address.ai_protocol)
    guard descriptor >= 0 else { return .failure(Failure(code: errno)) }
    var code: Int32 = 0
    if connect(descriptor, address.ai_addr, address.ai_addrlen) != 0 {
      code = errno == EINPROGRESS ? outcome(descriptor, deadline) : errno
    }
    guard code != 0 else { return .success(descriptor) }
    close(descriptor)
    return .failure(Failure(code: code))
  }

  private static func outcome(_ descriptor: Int32, _ deadline: Deadline) -> Int32 {
    guard wait(descriptor, POLLOUT, deadline) else { return ETIMEDOUT }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    return code
  }

  private static func wait(_ descriptor: Int32, _ event: Int32, _ deadline: Deadline) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    while true {
      let count = Glibc.poll(&poll, 1, deadline.millisecondsLeft)
      if count >= 0 { return count > 0 }
      if errno != EINTR { return false }
    }
  }

  func write(_ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        done += count
      } else {
        try waitOrFail(POLLOUT)
      }
    }
  }

  /// The next bytes; none at the end.
  func read() throws -> [UInt8] {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
        count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        initialized = max(0, count)
      }
      if count >= 0 { return bytes }
      try waitOrFail(POLLIN)
    }
  }

  private func waitOrFail(_ event: Int32) throws {
    guard [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) else {
      throw HTTPClientError.noConnection(place, code: errno)
    }
    guard Self.wait(descriptor, event, deadline) else { throw HTTPClientError.timedOut(place) }
  }
}
