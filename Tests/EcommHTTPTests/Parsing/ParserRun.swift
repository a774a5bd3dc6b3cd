@testable import EcommHTTP

/// What the parser makes of some bytes that come in pieces.
struct ParserRun: Equatable {
  var requests: [String] = []
  var refusal: Refusal?
  /// Bytes that were not taken.
  var rest = 0

  init(_ text: String, limits: HTTPLimits = .init()) {
    self.init(Array(text.utf8), cuts: [], limits: limits)
  }

  init(_ bytes: [UInt8], cuts: [Int], limits: HTTPLimits = .init()) {
    var parser = RequestParser(limits: limits)
    var request = HTTPRequest.empty
    var kept: [UInt8] = []
    do {
      for (start, end) in zip([0] + cuts, cuts + [bytes.count]) {
        kept += bytes[start..<end]
        kept.removeFirst(try take(kept, &parser, &request))
      }
    } catch let found as Refusal {
      refusal = found
    } catch {}
    rest = refusal == nil ? kept.count : 0
  }

  private mutating func take(
    _ bytes: [UInt8], _ parser: inout RequestParser, _ request: inout HTTPRequest
  ) throws -> Int {
    var at = 0
    while true {
      if parser.isAtStart { request.reset() }
      switch try parser.take(bytes.span, from: &at, into: &request) {
      case .incomplete: return at
      case .head: try parser.checkDeclaredLength()
      case .complete: requests.append(Self.text(request))
      }
    }
  }

  private static func text(_ request: HTTPRequest) -> String {
    let query = request.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let fields = request.headers.fields.map { "\($0.name)=\($0.value)" }
    return ([request.method, request.path] + query + fields + ["\(request.body)"])
      .joined(separator: " ")
  }
}
