import EcommBase
import EcommHTTP

/// One path of the service, declared once: routing, the OpenAPI document, the labels of metrics and the
/// table of the documentation all come from this value.
struct Route: Sendable {
  let method: String
  /// `/models/{name}/predict`
  let template: String
  let summary: String
  let tag: Tag
  /// Whether it answers without a key.
  var isOpen = false
  var limit = Limit.client
  /// Bodies of so many bytes or more are answered on a thread of the pool.
  var longFrom = Int.max
  /// What its body is, where it takes one.
  var body: Body?
  var query: [Query] = []
  var answers = Answers.json
  let handler: @Sendable (Call) throws -> HTTPResponse

  /// Which bucket of the rate limit a request is taken from.
  enum Limit: Sendable {
    case client
    /// One beside it: who looks at the figures must see them while clients are slowed down.
    case apart
    /// None: a probe that is refused ends a service that is well.
    case none
  }

  enum Tag: String, CaseIterable, Sendable {
    case service, models, scoring, analytics, pages
  }

  enum Body: Sendable, Equatable {
    /// Rows of the model that a short route stands for.
    case rows(ShortForm)
    /// Rows of the model that the path names.
    case rowsOfNamed
    case forecast
    case segment
  }

  enum Answers: Sendable { case json, text, html, asset }

  struct Query: Sendable {
    let name: String
    let summary: String
    let type: String

    static let model = Query(
      name: "model", summary: "which model, where several fit", type: "string")
    static let explain = Query(
      name: "explain", summary: "true: what each field adds to the answer", type: "boolean")
    static let lenient = Query(
      name: "lenient",
      summary: "true: unseen categories and far values are warnings instead of errors",
      type: "boolean")
  }

  /// Whether its rows may also come as CSV or JSON lines.
  var takesFiles: Bool { body != nil && body != .forecast }

  /// A parameter that does nothing here is a misunderstanding, but for pages and probes, to which tools add
  /// their own.
  func check(_ given: [String: String]) throws(Problem) {
    guard tag != .pages, tag != .service else { return }
    let known = query.map(\.name)
    for name in given.keys.sorted() where !known.contains(name) {
      let nearest = Nearest.match(name, in: known).map { "; the nearest is ?\($0)" } ?? ""
      let all =
        known.isEmpty ? "none is" : known.map { "?\($0)" }.joined(separator: ", ") + " can be"
      throw Problem(
        400, "?\(name.prefix(64)) is not known on this path\(nearest); \(all)".showingControls,
        .malformed)
    }
  }
}

/// A request on its way to its answer.
struct Call: Sendable {
  let request: HTTPRequest
  let parameters: [String: String]
  /// What is loaded; the same for the whole of a request.
  let shelf: Shelf
  let service: Service
  let id: String
  /// The name of the key that it came with.
  let client: String?

  func flag(_ name: String) throws(Problem) -> Bool {
    switch request.query[name] {
    case nil, "false", "0": return false
    case "true", "1", "": return true
    case let other?:
      throw Problem(400, "?\(name)= is true or false, not '\(other)'", .malformed)
    }
  }

  /// A parameter that this kind of body, or this model, does nothing with.
  func refuse(_ names: [String], _ why: String) throws(Problem) {
    for name in names where try flag(name) {
      throw Problem(400, "?\(name) \(why)", .malformed)
    }
  }

  /// The model that the path names.
  func namedModel() throws(Problem) -> ServedModel {
    try shelf.named(parameters["name"] ?? "")
  }

  func model(for form: ShortForm) throws(Problem) -> ServedModel {
    try shelf.model(for: form, named: request.query["model"])
  }
}
