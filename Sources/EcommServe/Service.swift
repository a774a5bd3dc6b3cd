import Dispatch
import EcommBase
import EcommHTTP
import Synchronization

/// The models behind HTTP. Whole requests can be tried in memory, without a socket.
///
/// What is loaded is one immutable `Shelf` behind a lock that is held for the time of a copy; a reload
/// puts another in its place, and requests under way keep the one that they began with.
public final class Service: Sendable {
  let options: ServiceOptions
  let metrics: ServiceMetrics
  let gate: Gate
  let trials: Trials
  let cache: AnswerCache?
  let startedAt = Clock.now
  let accessLog: LineSpool?
  let predictionLog: LineSpool?
  private let headers: AnswerHeaders
  private let ids = RequestIds()
  private let paths: [String]
  private let shelf: Mutex<Shelf>
  private let reloading = Mutex(())
  private let draining = Atomic(false)
  private let connections = Mutex<(@Sendable () -> HTTPServerCounts)?>(nil)
  private let keySignature: Mutex<FileSignature>

  public init(paths: [String], options: ServiceOptions = ServiceOptions()) throws {
    self.options = options
    self.paths = paths
    shelf = Mutex(try Shelf(paths: paths, challengers: options.challengers))
    gate = try Gate(options)
    keySignature = Mutex(FileSignature(options.keyFile ?? ""))
    metrics = ServiceMetrics(routes: RouteTable.all.count)
    accessLog = try options.accessLog.map(options.log)
    predictionLog = try options.predictionLog.map(options.log)
    trials = Trials(share: options.challengerShare, log: predictionLog)
    cache = options.cachedAnswers > 0 ? AnswerCache(entries: options.cachedAnswers) : nil
    headers = AnswerHeaders(origins: options.origins, policy: gate.policy)
  }

  public var asksForKeys: Bool { gate.asksForKeys }
  public var modelNames: [String] { current.models.map(\.name) }

  var current: Shelf { shelf.withLock { $0 } }
  var isDraining: Bool { draining.load(ordering: .relaxed) }
  var serverCounts: HTTPServerCounts? { connections.withLock { $0 }?() }

  /// Where the figures of the sockets come from.
  public func watch(_ counts: @escaping @Sendable () -> HTTPServerCounts) {
    connections.withLock { $0 = counts }
  }

  public func answer(_ request: HTTPRequest) -> HTTPAnswer {
    var visit = Visit(request, id: ids.id(of: request))
    metrics.inFlight.wrappingAdd(1, ordering: .relaxed)
    guard
      case .route(let place, let parameters) = RouteTable.paths.find(request.method, request.path)
    else { return .now(finish(unrouted(request), visit, RouteTable.all.count)) }
    let route = RouteTable.all[place]
    do throws(Problem) {
      try headers.checkOrigin(request, visit.origin)
      visit.pass = try gate.check(request, route)
    } catch {
      return .now(finish(refusal(error), visit, place))
    }
    let call = Call(
      request: request, parameters: parameters, shelf: current, service: self, id: visit.id,
      client: visit.pass.client)
    guard request.body.count >= route.longFrom || request.query["explain"] != nil else {
      return .now(finish(run(route, call), visit, place))
    }
    let done = InFlight(metrics)
    return .later { [visit] in
      defer { done.end() }
      return self.finish(self.run(route, call), visit, place, counts: false)
    }
  }

  private func run(_ route: Route, _ call: Call) -> HTTPResponse {
    do {
      if !call.request.query.isEmpty { try route.check(call.request.query) }
      return try route.handler(call)
    } catch {
      return refusal(Problem(error))
    }
  }

  private func refusal(_ problem: Problem) -> HTTPResponse {
    metrics.count(problem.kind)
    return problem.response
  }

  private func unrouted(_ request: HTTPRequest) -> HTTPResponse {
    switch RouteTable.paths.find(request.method, request.path) {
    case .otherMethods(let methods):
      if request.method == "OPTIONS" {
        return headers.preflight(request, methods: methods) ?? .notAllowed(methods)
      }
      metrics.count(.notFound)
      return .notAllowed(methods)
    case .nothing, .route:
      return refusal(.notFound("there is nothing at \(request.path)"))
    }
  }

  private func finish(
    _ response: HTTPResponse, _ visit: Visit, _ place: Int, counts: Bool = true
  ) -> HTTPResponse {
    var response = response
    let route = place < RouteTable.all.count ? RouteTable.all[place] : nil
    headers.add(
      to: &response, visit, isPage: route?.answers == .html || route?.answers == .asset)
    let seconds = Clock.steady - visit.start
    metrics.routes[place].add(
      method: Self.label(visit.method), status: response.status, seconds: seconds)
    if counts { metrics.inFlight.wrappingSubtract(1, ordering: .relaxed) }
    accessLog?.append(visit.line(route?.template ?? "(none)", response, seconds: seconds))
    return response
  }

  /// Anybody can make up methods; labels must not grow with them.
  private static func label(_ method: String) -> String {
    switch method {
    case "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH": method
    default: "other"
    }
  }

  /// CSV and JSON lines may be long and are read as they come; all else has to fit the memory.
  public func plan(_ request: HTTPRequest) -> HTTPBodyPlan {
    guard case .route(let place, _) = RouteTable.paths.find(request.method, request.path) else {
      return .whole(maximumBytes: options.bodyBytes)
    }
    let format = try? BodyFormat.of(request)
    guard RouteTable.all[place].takesFiles, format == .csv || format == .jsonLines else {
      return .whole(maximumBytes: options.bodyBytes)
    }
    // Nobody should have to send a gigabyte to learn that the key is missing.
    if let problem = keyProblem(request) { return .refuse(refusal(problem)) }
    return .stream(maximumBytes: options.fileBytes)
  }

  private func keyProblem(_ request: HTTPRequest) -> Problem? {
    do throws(Problem) {
      try gate.checkKey(request)
      return nil
    } catch {
      return error
    }
  }

  func checkReady(_ shelf: Shelf) throws(Problem) {
    guard !isDraining else { throw Problem(503, "the service is ending", .unready) }
    guard !shelf.models.isEmpty else { throw Problem(503, "no model is loaded", .unready) }
  }

  // MARK: Operation

  /// Reads what has changed. What cannot be read leaves the model that it was, and is told in `/health`.
  @discardableResult
  func reload() -> Shelf {
    reloading.withLock { _ in
      let old = current
      do {
        let new = try Shelf(paths: paths, challengers: options.challengers, after: old)
        shelf.withLock { $0 = new }
        metrics.reloads.wrappingAdd(1, ordering: .relaxed)
        options.say(new.content)
        new.troubles.forEach(options.warn)
        if !new.isWhole { metrics.failedReloads.wrappingAdd(1, ordering: .relaxed) }
        return new
      } catch {
        metrics.failedReloads.wrappingAdd(1, ordering: .relaxed)
        options.warn("All models stay as they were: \((error as? any Complaint)?.text ?? "")")
        return old
      }
    }
  }

  /// Models and keys from their files.
  public func reloadAll() {
    reload()
    keySignature.withLock { $0 = FileSignature(options.keyFile ?? "") }
    do {
      try gate.rotate()
    } catch {
      options.warn("The keys stay as they were: \((error as? any Complaint)?.text ?? "")")
    }
  }

  /// Whether files are no longer those that were read.
  var isOutdated: Bool { current.isOutdated(paths: paths) }

  /// Looks at the files again and again.
  public func watchFiles() {
    guard options.watchSeconds > 0 else { return }
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + options.watchSeconds) {
      guard !self.isDraining else { return }
      let keysMoved =
        self.keySignature.withLock { $0 } != FileSignature(self.options.keyFile ?? "")
      if keysMoved || self.isOutdated {
        self.reloadAll()
      }
      self.watchFiles()
    }
  }

  /// From now on the service is not ready for new work.
  public func drain() { draining.store(true, ordering: .relaxed) }

  /// What the logs still hold goes to their files.
  public func finishLogs() {
    accessLog?.drain()
    predictionLog?.drain()
  }
}

/// Counts a request as under way until it is answered or given up.
private final class InFlight: Sendable {
  private let metrics: ServiceMetrics
  private let ended = Atomic(false)

  init(_ metrics: ServiceMetrics) { self.metrics = metrics }

  func end() {
    guard !ended.exchange(true, ordering: .relaxed) else { return }
    metrics.inFlight.wrappingSubtract(1, ordering: .relaxed)
  }

  deinit { end() }
}
