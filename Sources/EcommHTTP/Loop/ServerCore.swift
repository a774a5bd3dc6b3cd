import Synchronization

/// What all loops of a server share.
final class ServerCore: Sendable {
  let limits: HTTPLimits
  let plan: HTTPServer.BodyPlanner
  let handler: HTTPServer.Handler
  let pool: WorkPool
  let mailboxes: [LoopMailbox]
  let open = Atomic(0)
  let accepted = Atomic(0)
  let requests = Atomic(0)
  let refused = Atomic(0)
  let timedOut = Atomic(0)

  init(
    _ limits: HTTPLimits, plan: @escaping HTTPServer.BodyPlanner,
    handler: @escaping HTTPServer.Handler
  ) throws {
    self.limits = limits
    self.plan = plan
    self.handler = handler
    pool = WorkPool(maximumWaiting: limits.waitingWork)
    mailboxes = try (0..<max(1, limits.loops)).map { _ in try LoopMailbox() }
  }

  var counts: HTTPServerCounts {
    HTTPServerCounts(
      open: open.load(ordering: .relaxed), accepted: accepted.load(ordering: .relaxed),
      requests: requests.load(ordering: .relaxed), refused: refused.load(ordering: .relaxed),
      timedOut: timedOut.load(ordering: .relaxed))
  }
}

/// What a server has seen since it began.
public struct HTTPServerCounts: Sendable, Equatable {
  /// Connections now.
  public var open: Int
  public var accepted: Int
  /// Requests that reached the handler.
  public var requests: Int
  /// Requests answered with an error of the protocol, and connections beyond the limit.
  public var refused: Int
  /// Clients cut off because they were slow.
  public var timedOut: Int
}
