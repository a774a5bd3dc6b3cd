/// How a handler answers: at once on the thread of the loop, which must never wait or compute for
/// long, or later on a thread of the pool.
public enum HTTPAnswer: Sendable {
  case now(HTTPResponse)
  case later(@Sendable () -> HTTPResponse)

  /// The response, worked out where the caller stands.
  public var response: HTTPResponse {
    switch self {
    case .now(let response): response
    case .later(let work): work()
    }
  }
}

/// What to do with a body, decided when only the header has come.
public enum HTTPBodyPlan: Sendable {
  /// The handler is called when all of it is here.
  case whole(maximumBytes: Int)
  /// The handler is called at once, on a thread of the pool, and reads `request.incoming`.
  case stream(maximumBytes: Int)
  /// Nobody needs to send it.
  case refuse(HTTPResponse)
}
