/// One request, checked and decoded.
public struct HTTPRequest: Sendable {
  public var method: String
  /// Percent-decoded, without the query.
  public var path: String
  public var query: [String: String]
  public var headers: HTTPHeaders
  public var body: [UInt8]
  /// The body as it comes, where the plan for it was to stream; `body` is empty then.
  public internal(set) var incoming: HTTPBodyReader?
  public var peer = PeerAddress.none

  public init(
    method: String, path: String, query: [String: String] = [:], headers: HTTPHeaders = .init(),
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  static var empty: HTTPRequest { HTTPRequest(method: "", path: "") }

  /// Ready for the next request; the arrays keep their room, unless a large body has passed.
  mutating func reset() {
    query.removeAll(keepingCapacity: true)
    headers.removeAll()
    body.removeAll(keepingCapacity: body.capacity <= 1 << 16)
    incoming = nil
  }
}
