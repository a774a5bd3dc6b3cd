import EcommHTTP

/// Pages for people, and what they load.
enum PageRoutes {
  static let all: [Route] = []
}
