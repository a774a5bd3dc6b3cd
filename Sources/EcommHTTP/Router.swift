/// Finds the handler of a request by method and path; can be tried in memory, without a socket.
public struct Router: Sendable {
  public typealias Handler = @Sendable (HTTPRequest, [String: String]) throws -> HTTPResponse

  public struct Route: Sendable {
    public let method: String
    /// `/models/{name}/predict`; also the label of the route in metrics.
    public let template: String
    /// Bodies of so many bytes or more are answered on a thread of the pool.
    let longFrom: Int
    let handler: Handler
  }

  public private(set) var routes: [Route] = []

  public init() {}

  /// A handler runs on the thread of a loop and must be quick there; with a body of `longFrom` bytes
  /// or more, or always where that is 0, it runs on a thread of the pool.
  public mutating func on(
    _ method: String, _ template: String, longFrom: Int = .max, _ handler: @escaping Handler
  ) {
    routes.append(
      Route(method: method, template: template, longFrom: longFrom, handler: handler))
  }

  /// Where the work is to be done is left to the caller.
  public func answer(_ request: HTTPRequest) -> HTTPAnswer {
    let matches = matches(request)
    guard let (route, parameters) = chosen(matches, request) else {
      return .now(missing(matches, request))
    }
    guard request.body.count >= route.longFrom else {
      return .now(run(route, request, parameters))
    }
    return .later { run(route, request, parameters) }
  }

  public func respond(to request: HTTPRequest) -> HTTPResponse { answer(request).response }

  private typealias Match = (route: Route, parameters: [String: String])

  private func matches(_ request: HTTPRequest) -> [Match] {
    routes.compactMap { route in
      parameters(of: route.template, in: request.path).map { (route, $0) }
    }
  }

  private func chosen(_ matches: [Match], _ request: HTTPRequest) -> Match? {
    let method = request.method == "HEAD" ? "GET" : request.method
    return matches.first { $0.route.method == method }
  }

  private func missing(_ matches: [Match], _ request: HTTPRequest) -> HTTPResponse {
    matches.isEmpty
      ? .problem(404, "there is nothing at \(request.path)")
      : notAllowed(matches.map(\.route.method))
  }

  private func run(
    _ route: Route, _ request: HTTPRequest, _ parameters: [String: String]
  ) -> HTTPResponse {
    do {
      return try route.handler(request, parameters)
    } catch {
      return .problem(500, "the request failed")
    }
  }

  private func notAllowed(_ methods: [String]) -> HTTPResponse {
    var response = HTTPResponse.problem(405, "this path takes \(methods.joined(separator: ", "))")
    response.headers.add("Allow", methods.joined(separator: ", "))
    return response
  }

  private func parameters(of template: String, in path: String) -> [String: String]? {
    let wanted = template.split(separator: "/")
    let given = path.split(separator: "/")
    guard wanted.count == given.count else { return nil }
    var parameters: [String: String] = [:]
    for (name, value) in zip(wanted, given) {
      if name.hasPrefix("{") {
        parameters[String(name.dropFirst().dropLast())] = String(value)
      } else if name != value {
        return nil
      }
    }
    return parameters
  }
}
