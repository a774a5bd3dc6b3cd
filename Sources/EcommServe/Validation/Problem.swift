import EcommBase
import EcommHTTP

/// Why a request gets no answer: RFC 9457 with every fault of its fields named.
struct Problem: Error, Sendable {
  /// One thing that is wrong in the body.
  struct Fault: Sendable, Equatable {
    enum Spot: Sendable, Equatable {
      /// A JSON pointer as a fragment: `#/rows/3/Month`.
      case pointer(String)
      /// Of a file, from 1 on.
      case line(Int)
      /// Of a file, from 1 on, the header not counted.
      case row(Int, column: String)
    }

    let spot: Spot
    let detail: String

    var json: JSON {
      switch spot {
      case .pointer(let text): ["pointer": .string(text), "detail": .string(detail)]
      case .line(let number): ["line": .integer(number), "detail": .string(detail)]
      case .row(let number, let column):
        ["row": .integer(number), "column": .string(column), "detail": .string(detail)]
      }
    }
  }

  var status: Int
  var detail: String
  var faults: [Fault] = []
  private var notShown = 0
  /// Seconds after which to try again.
  var retryAfter: Int?
  /// For metrics: what kind of error it is.
  var kind: Kind

  enum Kind: String, CaseIterable, Sendable {
    case malformed, invalid, unauthorized, limited
    case notFound = "not_found"
    case unready, failed
    case refused
  }

  /// More faults are counted, not named.
  static let mostFaults = 100

  init(_ status: Int, _ detail: String, _ kind: Kind) {
    self.status = status
    self.detail = detail
    self.kind = kind
  }

  /// - Parameter count: of all faults, where only the first are here.
  init(faults: [Fault], of count: Int? = nil) {
    let count = count ?? faults.count
    let words = count == 1 ? "1 field is" : "\(count) fields are"
    self.init(422, words + " not as the model needs it", .invalid)
    self.faults = faults
    notShown = count - min(faults.count, Self.mostFaults)
  }

  static func notFound(_ detail: String) -> Problem { Problem(404, detail, .notFound) }

  static func invalid(_ pointer: String, _ detail: String) -> Problem {
    Problem(faults: [Fault(spot: .pointer(pointer), detail: detail)])
  }

  /// Any error as what the client is told; words of errors that are no complaints stay inside.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case is ClientGone: self.init(400, "the body did not come whole", .malformed)
    case let error as JSONError: self.init(400, error.textForClients, .malformed)
    case let complaint as any Complaint: self.init(422, complaint.textForClients, .invalid)
    default: self.init(500, "the request failed", .failed)
    }
  }

  var response: HTTPResponse {
    var response = faults.isEmpty ? HTTPResponse.problem(status, detail) : withFaults
    if status == 401 { response.headers.add("WWW-Authenticate", "Bearer") }
    if let retryAfter { response.headers.add("Retry-After", String(retryAfter)) }
    return response
  }

  private var withFaults: HTTPResponse {
    var members: [(String, JSON)] = [
      ("type", "about:blank"), ("title", "Unprocessable Content"), ("status", .integer(status)),
      ("detail", .string(detail)),
      ("errors", .array(faults.prefix(Self.mostFaults).map(\.json))),
    ]
    if notShown > 0 { members.append(("errors_not_shown", .integer(notShown))) }
    return HTTPResponse(
      status: status, contentType: "application/problem+json",
      body: JSONWriter.bytes(.object(JSON.Object(members))) + [10])
  }
}

extension Complaint {
  /// Without advice that only the command line can follow.
  fileprivate var textForClients: String {
    guard let remedy, remedy.contains("--") || remedy.contains("ecomml ") else { return text }
    return ((place.map { "\($0): " } ?? "") + problem).showingControls
  }
}
