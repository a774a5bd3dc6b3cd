import EcommBase
import EcommHTTP

/// What is remembered of a request until it is answered.
struct Visit: Sendable {
  let id: String
  let start: Double
  let method: String
  let origin: String?
  let peer: PeerAddress
  var pass = Gate.Pass()

  init(_ request: HTTPRequest, id: String) {
    self.id = id
    start = Clock.steady
    method = request.method
    origin = request.headers["Origin"]
    peer = request.peer
  }

  /// A line of the access log. The template stands for the path, so that no customer's id is in it.
  func line(_ template: String, _ response: HTTPResponse, seconds: Double) -> [UInt8] {
    JSONWriter.bytes([
      "time": .string(Clock.text(Clock.now)), "request": .string(id), "method": .string(method),
      "route": .string(template), "status": .integer(response.status),
      "milliseconds": .number((seconds * 1e6).rounded() / 1e3),
      "bytes": .integer(response.body.count), "client": .optional(pass.client),
      "address": .string(peer.description),
    ]) + [10]
  }
}
