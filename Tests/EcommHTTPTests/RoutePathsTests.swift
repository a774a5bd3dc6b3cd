import EcommHTTP
import Testing

@Suite struct RoutePathsTests {
  private var paths: RoutePaths {
    var paths = RoutePaths()
    paths.add("GET", "/models")
    paths.add("GET", "/models/{name}")
    paths.add("POST", "/models/reload")
    paths.add("POST", "/models/{name}/predict")
    return paths
  }

  private func found(_ method: String, _ path: String) -> String {
    switch paths.find(method, path) {
    case .nothing: "nothing"
    case .otherMethods(let methods): methods.joined(separator: ",")
    case .route(let route, let parameters): "\(route) \(parameters["name"] ?? "")"
    }
  }

  @Test(arguments: [
    ("GET", "/models", "0 "), ("HEAD", "/models", "0 "), ("GET", "/models/a b", "1 a b"),
    ("POST", "/models/reload", "2 "), ("POST", "/models/x/predict", "3 x"),
    ("DELETE", "/models/x", "GET"), ("GET", "/models/reload", "POST"), ("GET", "/", "nothing"),
    ("GET", "/models/a/b", "nothing"),
  ])
  func findsByMethodAndPath(method: String, path: String, wanted: String) {
    #expect(found(method, path) == wanted)
  }
}
