import EcommBase
import Glibc
import Synchronization

/// Listens on one address and answers every request with `handler`.
///
/// One thread for each connection, at most `maximum` of them; who comes when all are taken is told so.
/// A client that sends or takes nothing for `idleSeconds`, or needs more than `requestSeconds` for one
/// request, is cut off: slow clients cannot keep the others out.
public final class HTTPServer: Sendable {
  public typealias Handler = @Sendable (HTTPRequest) -> HTTPResponse

  public struct Limits: Sendable {
    public var connections = 256
    public var idleSeconds = 10
    public var requestSeconds = 30
    public init() {}
  }

  public let port: Int
  private let listener: Int32
  private let limits: Limits
  private let handler: Handler
  private let open = Atomic(0)

  /// Port 0 takes any free one; `port` says which.
  public init(
    address: String, port: Int, limits: Limits = Limits(), handler: @escaping Handler
  ) throws {
    (listener, self.port) = try ListeningSocket.open(address: address, port: port)
    self.limits = limits
    self.handler = handler
  }

  deinit { close(listener) }

  /// Accepts until the socket fails.
  public func run() throws {
    while true {
      let connection = accept(listener, nil, nil)
      if connection >= 0 {
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        take(connection)
      } else if [EMFILE, ENFILE, ENOMEM, ENOBUFS].contains(errno) {
        usleep(10_000)  // until a connection ends; the one that waits is not lost
      } else if ![EINTR, ECONNABORTED].contains(errno) {
        throw SocketError.cannotAccept(code: errno)
      }
    }
  }

  private func take(_ descriptor: Int32) {
    let connection = HTTPConnection(
      descriptor: descriptor, idleSeconds: limits.idleSeconds,
      requestSeconds: limits.requestSeconds)
    guard open.wrappingAdd(1, ordering: .relaxed).newValue <= limits.connections,
      DetachedThread.start({
        connection.serve(self.handler)
        self.finish(connection)
      })
    else {
      connection.refuse(503, "too many connections")
      return finish(connection)
    }
  }

  private func finish(_ connection: HTTPConnection) {
    connection.end()
    open.wrappingSubtract(1, ordering: .relaxed)
  }
}
