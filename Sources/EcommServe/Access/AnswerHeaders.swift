import EcommHTTP

/// What every answer carries beside its own fields.
struct AnswerHeaders: Sendable {
  private let common: HTTPHeaders
  private let page: HTTPHeaders
  private let origins: [String]
  private let policy: String?

  init(origins: [String], policy: String?) {
    let plain = [("X-Content-Type-Options", "nosniff")]
    common = HTTPHeaders(plain + [("Cache-Control", "no-store")])
    page = HTTPHeaders(
      plain + [
        (
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        ),
        ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-cache"),
      ])
    self.origins = origins
    self.policy = policy
  }

  func add(to response: inout HTTPResponse, _ visit: Visit, isPage: Bool) {
    var headers = isPage ? page : common
    headers.add("X-Request-Id", visit.id)
    if let limit = visit.pass.limit, let policy {
      headers.add("RateLimit-Policy", policy)
      headers.add(
        "RateLimit", "\"default\";r=\(limit.remaining);t=\(Int(limit.reset.rounded(.up)))")
    }
    if let origin = visit.origin, !origins.isEmpty {
      headers.add("Vary", "Origin")
      if allows(origin) {
        headers.add("Access-Control-Allow-Origin", origin)
        headers.add("Access-Control-Expose-Headers", "X-Request-Id, RateLimit, Retry-After")
      }
    }
    for field in response.headers.fields { headers.add(field.name, field.value) }
    response.headers = headers
  }

  private func allows(_ origin: String) -> Bool {
    origins.contains(origin) || origins.contains("*")
  }

  /// A page of another origin must not change or ask anything here, even by the kinds of requests that
  /// browsers send without asking first.
  func checkOrigin(_ request: HTTPRequest, _ origin: String?) throws(Problem) {
    guard let origin, request.method != "GET", request.method != "HEAD", !allows(origin) else {
      return
    }
    let host = Self.host(request.headers["Host"] ?? "")
    guard let start = origin.firstRange(of: "://"), Self.host(origin[start.upperBound...]) == host
    else { throw Problem(403, "pages of \(origin) may not ask here", .refused) }
  }

  /// Without the port; addresses of IPv6 stand in brackets.
  private static func host(_ text: some StringProtocol) -> String {
    let end = text.hasPrefix("[") ? text.firstIndex(of: "]") : text.firstIndex(of: ":")
    return String(text[..<(end ?? text.endIndex)]).lowercased()
  }

  /// What a browser asks before a page of another origin may ask; nil where that page may not.
  func preflight(_ request: HTTPRequest, methods: [String]) -> HTTPResponse? {
    guard let origin = request.headers["Origin"], allows(origin),
      request.headers["Access-Control-Request-Method"] != nil
    else { return nil }
    var response = HTTPResponse(status: 204, contentType: "", body: [])
    response.headers.add("Access-Control-Allow-Methods", methods.joined(separator: ", "))
    response.headers.add(
      "Access-Control-Allow-Headers", "Authorization, Content-Type, X-API-Key, X-Request-Id")
    response.headers.add("Access-Control-Max-Age", "600")
    return response
  }
}
