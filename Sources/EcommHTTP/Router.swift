/// Finds the handler of a request by method and path; can be tried in memory, without a socket.
public struct Router: Sendable {
  public typealias Handler = @Sendable (HTTPRequest, [String: String]) throws -> HTTPResponse

  public struct Route: Sendable {
    public let method: String
    /// `/models/{name}/predict`; also the label of the route in metrics.
    public let template: String
    let handler: Handler
  }

  public private(set) var routes: [Route] = []

  public init() {}

  public mutating func on(_ method: String, _ template: String, _ handler: @escaping Handler) {
    routes.append(Route(method: method, template: template, handler: handler))
  }

  public func respond(to request: HTTPRequest) -> HTTPResponse {
    let matches = routes.compactMap { route in
      parameters(of: route.template, in: request.path).map { (route, $0) }
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (route, parameters) = matches.first(where: { $0.0.method == method }) else {
      return matches.isEmpty
        ? .problem(404, "there is nothing at \(request.path)") : notAllowed(matches.map(\.0.method))
    }
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
