import EcommHTTP
import Synchronization

/// What the service has done, for the page of metrics.
final class ServiceMetrics: Sendable {
  /// In the order of the routes, and one more for paths that there are not.
  let routes: [RouteNumbers]
  let inFlight = Atomic(0)
  let rateLimited = Atomic(0)
  let reloads = Atomic(0)
  let failedReloads = Atomic(0)
  private let errors = Mutex([Problem.Kind: Int]())

  init(routes: Int) { self.routes = (0...routes).map { _ in RouteNumbers() } }

  func count(_ kind: Problem.Kind) {
    if kind == .limited { rateLimited.wrappingAdd(1, ordering: .relaxed) }
    errors.withLock { $0[kind, default: 0] += 1 }
  }

  var errorCounts: [Problem.Kind: Int] { errors.withLock { $0 } }
}

/// Answers of one route.
final class RouteNumbers: Sendable {
  /// Upper ends in seconds; what takes longer is in one more.
  static let edges = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  struct Numbers: Sendable {
    var statuses: [(method: String, status: Int, count: Int)] = []
    var buckets = [Int](repeating: 0, count: edges.count + 1)
    var seconds = 0.0
  }

  private let numbers = Mutex(Numbers())

  var now: Numbers { numbers.withLock { $0 } }

  func add(method: String, status: Int, seconds: Double) {
    numbers.withLock { numbers in
      var place = 0
      while place < Self.edges.count, seconds > Self.edges[place] { place += 1 }
      numbers.buckets[place] += 1
      numbers.seconds += seconds
      for index in numbers.statuses.indices
      where numbers.statuses[index].status == status && numbers.statuses[index].method == method {
        numbers.statuses[index].count += 1
        return
      }
      numbers.statuses.append((method, status, 1))
    }
  }
}
