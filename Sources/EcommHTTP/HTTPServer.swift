import Dispatch
import EcommBase
import Glibc
import Synchronization

/// Listens on one address and answers every request with `handler`.
///
/// A few threads wait for events (epoll), each with connections of its own that no other thread
/// touches; the first of them accepts and hands out in turn. The handler is called on such a thread;
/// what takes longer than a fraction of a millisecond it answers with `.later`, for a pool of
/// threads. Other threads reach a loop through its mailbox only.
public final class HTTPServer: Sendable {
  public typealias Handler = @Sendable (HTTPRequest) -> HTTPAnswer
  public typealias BodyPlanner = @Sendable (HTTPRequest) -> HTTPBodyPlan

  public let port: Int
  private let core: ServerCore
  /// Taken by `run`.
  private let listener: Mutex<Int32?>
  private let failure = Mutex<(any Error)?>(nil)

  /// Port 0 takes any free one; `port` says which. `plan` decides on a request's body when there is
  /// one and only the header has come.
  public init(
    address: String, port: Int, limits: HTTPLimits = HTTPLimits(), plan: BodyPlanner? = nil,
    handler: @escaping Handler
  ) throws {
    core = try ServerCore(
      limits, plan: plan ?? { _ in .whole(maximumBytes: limits.bodyBytes) }, handler: handler)
    let (listener, port) = try ListeningSocket.open(address: address, port: port)
    self.listener = Mutex(listener)
    self.port = port
  }

  deinit { if let listener = listener.withLock({ $0 }) { close(listener) } }

  public var counts: HTTPServerCounts { core.counts }

  /// Answers until `stop` is called and all that was under way is done. Runs once.
  public func run() throws {
    guard let listener = listener.withLock({ $0.take() }) else { return }
    let workers = core.pool.start(threads: core.limits.workers)
    defer { core.pool.stop(threads: workers) }
    guard workers > 0 else {
      close(listener)
      throw SocketError.cannotWait(code: EAGAIN)
    }
    let others = DispatchGroup()
    for index in core.mailboxes.indices.dropFirst() {
      others.enter()
      let started = DetachedThread.start {
        self.runLoop(index, listener: nil)
        others.leave()
      }
      guard started else {
        others.leave()
        fail(SocketError.cannotWait(code: EAGAIN))
        break
      }
    }
    runLoop(0, listener: listener)
    others.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func runLoop(_ index: Int, listener: Int32?) {
    do {
      try EventLoop(core, index: index, listener: listener).run()
    } catch {
      fail(error)
      // The loop that accepts cannot pass this on any more.
      if index == 0 { for mailbox in core.mailboxes { mailbox.post(.drain) } }
    }
  }

  /// Clients are handed to every loop, so none goes on alone.
  private func fail(_ error: any Error) {
    failure.withLock { $0 = $0 ?? error }
    stop()
  }

  /// Takes no new connection, lets requests that have begun be answered, then ends `run`. What is not
  /// done after `drainSeconds` is cut off.
  public func stop() { core.mailboxes[0].post(.stop) }
}
