import EcommHTTP

/// All paths of the service.
public enum RouteTable {
  static let all: [Route] =
    ServiceRoutes.all + ModelRoutes.all + PredictRoutes.all
    + [ForecastRoute.route, SegmentRoute.route] + AnalyticsRoutes.all + PageRoutes.all

  static let paths: RoutePaths = all.reduce(into: RoutePaths()) { $0.add($1.method, $1.template) }

  /// For people: `GET /health`, and what it is.
  public static var lines: [(path: String, summary: String)] {
    all.filter { $0.answers != .asset }.map { ("\($0.method) \($0.template)", $0.summary) }
  }
}
