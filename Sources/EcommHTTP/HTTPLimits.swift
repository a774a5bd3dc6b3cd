import EcommBase

/// What one client may take of the server. Times are in seconds.
public struct HTTPLimits: Sendable {
  /// Request line and fields together; more is answered with 431.
  public var headerBytes = 16 << 10
  public var headerFields = 100
  /// More is answered with 413, unless the plan for the request's body says otherwise.
  public var bodyBytes = 8 << 20
  /// Connections beyond these are answered with 503.
  public var connections = 20_000
  /// Between two requests; the connection then ends without a word.
  public var idleSeconds = 60.0
  /// From the first byte of a request to its last, beside what a body may take at
  /// `bytesPerSecond`; then comes 408.
  public var requestSeconds = 20.0
  /// For an answer, beside the same.
  public var writeSeconds = 20.0
  /// A client that is slower than this for long is cut off.
  public var bytesPerSecond = 16 << 10
  /// What is under way when the server stops may take so long to finish.
  public var drainSeconds = 10.0
  /// Threads that wait for events.
  public var loops = ThreadCount.available
  /// Threads for long work.
  public var workers = max(4, ThreadCount.available)
  /// Long work that may wait for a thread; what comes then is answered with 503.
  public var waitingWork = 1024

  public init() {}
}
