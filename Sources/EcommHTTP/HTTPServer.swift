import EcommBase
import Glibc
import Synchronization

/// Listens on one address and answers every request with `handler`.
///
/// One thread for each connection, at most `maximum` of them; a client that sends nothing for
/// `idleSeconds` is cut off.
public final class HTTPServer: Sendable {
  public typealias Handler = @Sendable (HTTPRequest) -> HTTPResponse

  public let port: Int
  private let listener: Int32
  private let parser = HTTPParser()
  private let handler: Handler
  private let open = Atomic(0)

  private static let maximum = 256
  private static let idleSeconds = 10

  /// Port 0 takes any free one; `port` says which.
  public init(address: String, port: Int, handler: @escaping Handler) throws {
    (listener, self.port) = try ListeningSocket.open(address: address, port: port)
    self.handler = handler
  }

  deinit { close(listener) }

  /// Accepts until the socket fails.
  public func run() throws {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 {
        if [EINTR, ECONNABORTED, EMFILE, ENFILE].contains(errno) { continue }
        throw SocketError.cannotAccept(code: errno)
      }
      guard open.load(ordering: .relaxed) < Self.maximum else {
        close(connection)
        continue
      }
      open.wrappingAdd(1, ordering: .relaxed)
      let started = DetachedThread.start {
        self.serve(connection)
        self.finish(connection)
      }
      if !started { finish(connection) }
    }
  }

  private func finish(_ connection: Int32) {
    close(connection)
    open.wrappingSubtract(1, ordering: .relaxed)
  }

  private func serve(_ connection: Int32) {
    var timeout = timeval(tv_sec: Self.idleSeconds, tv_usec: 0)
    setsockopt(
      connection, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var pending: [UInt8] = []
    while true {
      switch parser.parse(pending) {
      case .incomplete:
        guard receive(connection, into: &pending) else { return }
      case .refused(let status, let why):
        _ = send(
          connection, HTTPResponse.problem(status, why).bytes(keepAlive: false, withBody: true))
        return
      case .request(let request, let length):
        pending.removeFirst(length)
        let keepAlive = request.headers["Connection"]?.lowercased() != "close"
        let response = handler(request)
        let bytes = response.bytes(keepAlive: keepAlive, withBody: request.method != "HEAD")
        guard send(connection, bytes), keepAlive else { return }
      }
    }
  }

  private func receive(_ connection: Int32, into pending: inout [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { buffer in
      let count = recv(connection, buffer.baseAddress, buffer.count, 0)
      guard count > 0 else { return false }
      pending += buffer[..<count]
      return true
    }
  }

  private func send(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
