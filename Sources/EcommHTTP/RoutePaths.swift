/// Which of several routes a request is for, by method and path.
///
/// A path without parameters is found by one look; templates such as `/models/{name}` are compared
/// piece by piece.
public struct RoutePaths: Sendable {
  public enum Found: Sendable {
    case route(Int, parameters: [String: String])
    /// There is such a path; these are its methods.
    case otherMethods([String])
    case nothing
  }

  private struct Template: Sendable {
    let pieces: [String]
    let method: String
    let route: Int
  }

  /// By path, with the routes of its methods.
  private var plain: [String: [(method: String, route: Int)]] = [:]
  private var templates: [Template] = []
  private var count = 0

  public init() {}

  public mutating func add(_ method: String, _ template: String) {
    if template.contains("{") {
      let pieces = template.split(separator: "/").map(String.init)
      templates.append(Template(pieces: pieces, method: method, route: count))
    } else {
      plain[template, default: []].append((method, count))
    }
    count += 1
  }

  public func find(_ method: String, _ path: String) -> Found {
    let method = method == "HEAD" ? "GET" : method
    if let own = plain[path] {
      for one in own where one.method == method { return .route(one.route, parameters: [:]) }
      return .otherMethods(own.map(\.method))
    }
    return findTemplate(method, path.split(separator: "/"))
  }

  private func findTemplate(_ method: String, _ given: [Substring]) -> Found {
    var methods: [String] = []
    for template in templates {
      guard let parameters = Self.parameters(template.pieces, given) else { continue }
      if template.method == method { return .route(template.route, parameters: parameters) }
      methods.append(template.method)
    }
    return methods.isEmpty ? .nothing : .otherMethods(methods)
  }

  private static func parameters(_ pieces: [String], _ given: [Substring]) -> [String: String]? {
    guard pieces.count == given.count else { return nil }
    var parameters: [String: String] = [:]
    for (piece, value) in zip(pieces, given) {
      if piece.hasPrefix("{") {
        parameters[String(piece.dropFirst().dropLast())] = String(value)
      } else if piece != value {
        return nil
      }
    }
    return parameters
  }
}

extension HTTPResponse {
  /// 405: the path takes these methods.
  public static func notAllowed(_ methods: [String]) -> HTTPResponse {
    let all = methods.contains("GET") ? methods + ["HEAD"] : methods
    var response = HTTPResponse.problem(405, "this path takes \(all.joined(separator: ", "))")
    response.headers.add("Allow", all.joined(separator: ", "))
    return response
  }
}
