import EcommBase
import EcommHTTP
import Synchronization

/// Who may ask, and how often.
final class Gate: Sendable {
  private let keys: Mutex<KeyRing?>
  private let options: ServiceOptions
  private let limiter: RateLimiter?

  /// What passed, and what its answer says of the limit.
  struct Pass: Sendable {
    var client: String?
    var limit: RateLimiter.Verdict?
  }

  init(_ options: ServiceOptions) throws {
    self.options = options
    keys = Mutex(try Self.keys(options))
    limiter = options.requestsPerSecond.map(RateLimiter.init)
  }

  var asksForKeys: Bool { keys.withLock { $0 != nil } }

  private static func keys(_ options: ServiceOptions) throws -> KeyRing? {
    if let file = options.keyFile { return try KeyRing(file: file) }
    return try options.environmentKey.map { try KeyRing(key: $0, name: "environment") }
  }

  /// The keys of the file as it is now; one that cannot be read leaves those from before.
  func rotate() throws {
    let new = try Self.keys(options)
    keys.withLock { $0 = new }
  }

  /// The key alone, before a long body is sent.
  func checkKey(_ request: HTTPRequest) throws(Problem) {
    guard let ring = keys.withLock({ $0 }) else { return }
    guard let presented = Self.presented(request), ring.name(of: presented) != nil else {
      throw Problem(401, "this path wants a key", .unauthorized)
    }
  }

  /// Throws 401 or 429; both name what the client can do.
  func check(_ request: HTTPRequest, _ route: Route) throws(Problem) -> Pass {
    let ring = keys.withLock { $0 }
    var pass = Pass()
    guard let ring, !route.isOpen else {
      pass.limit = try limited(address(of: request), route.limit)
      return pass
    }
    guard let presented = Self.presented(request) else {
      _ = try limited(address(of: request), route.limit)
      throw Problem(
        401, "this path wants a key, as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'",
        .unauthorized)
    }
    guard let client = ring.name(of: presented) else {
      _ = try limited(address(of: request), route.limit)
      throw Problem(401, "this key is not known", .unauthorized)
    }
    pass.client = client
    pass.limit = try limited("key " + client, route.limit)
    return pass
  }

  private func limited(
    _ client: @autoclosure () -> String, _ limit: Route.Limit
  ) throws(Problem) -> RateLimiter.Verdict? {
    guard let limiter, limit != .none else { return nil }
    let bucket = limit == .apart ? "apart " + client() : client()
    let verdict = limiter.take(bucket, at: Clock.steady)
    guard verdict.isAllowed else {
      var problem = Problem(429, "too many requests; the next may come in a moment", .limited)
      problem.retryAfter = max(1, Int(verdict.wait.rounded(.up)))
      throw problem
    }
    return verdict
  }

  /// Behind a proxy, what the proxy saw; what stands before it in the list anybody can write.
  private func address(of request: HTTPRequest) -> String {
    if options.trustsProxy, let list = request.headers.all("X-Forwarded-For").last,
      let last = list.split(separator: ",").last
    {
      return String(last.filter { $0 != " " }.prefix(64))
    }
    return request.peer.network
  }

  private static func presented(_ request: HTTPRequest) -> ArraySlice<UInt8>? {
    if let key = request.headers.bytes("X-API-Key") { return key }
    let scheme = "bearer "
    guard let value = request.headers.bytes("Authorization"), value.count > scheme.utf8.count,
      zip(value, scheme.utf8).allSatisfy({ $0 | 32 == $1 })
    else { return nil }
    return value.dropFirst(scheme.utf8.count)
  }

  /// `"default";q=20;w=2`: so many requests in so many seconds.
  var policy: String? {
    limiter.map {
      "\"default\";q=\(Int($0.burst));w=\(max(1, Int(($0.burst / $0.rate).rounded(.up))))"
    }
  }
}
