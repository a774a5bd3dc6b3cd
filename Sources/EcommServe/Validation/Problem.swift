import EcommBase
import EcommHTTP

/// Why a request gets no answer: RFC 9457 with every fault of its fields named.
struct Problem: Error, Sendable {
  /// One thing that is wrong in the body.
  struct Fault: Sendable, Equatable {
    /// A JSON pointer as a fragment: `#/rows/3/Month`.
    let pointer: String
    let detail: String

    var json: JSON { ["pointer": .string(pointer), "detail": .string(detail)] }
  }

  var status: Int
  var detail: String
  var faults: [Fault] = []
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

  init(faults: [Fault]) {
    let count = faults.count
    let words = count == 1 ? "1 field is" : "\(count) fields are"
    self.init(422, words + " not as the model needs it", .invalid)
    self.faults = faults
  }

  static func notFound(_ detail: String) -> Problem { Problem(404, detail, .notFound) }

  static func invalid(_ pointer: String, _ detail: String) -> Problem {
    Problem(faults: [Fault(pointer: pointer, detail: detail)])
  }

  /// Any error as what the client is told; words of errors that are no complaints stay inside.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case is ClientGone: self.init(400, "the body did not come whole", .malformed)
    case let error as JSONError: self.init(400, error.text, .malformed)
    case let complaint as any Complaint: self.init(422, complaint.text, .invalid)
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
    if faults.count > Self.mostFaults {
      members.append(("errors_not_shown", .integer(faults.count - Self.mostFaults)))
    }
    return HTTPResponse(
      status: status, contentType: "application/problem+json",
      body: JSONWriter.bytes(.object(JSON.Object(members))) + [10])
  }
}
