/// Takes requests off the front of what a connection has sent (RFC 9112), strictly: whatever two
/// readers could understand differently is refused.
///
/// Invariant: what comes out does not depend on how the bytes were cut on their way. The bytes of an
/// unfinished header stay with the caller; those of a body are taken as they come. Each byte is
/// looked at a fixed number of times.
struct RequestParser: Sendable {
  enum Step: Equatable {
    /// All was taken that can be; more bytes are needed.
    case incomplete
    /// The header is whole and a body follows.
    case head
    /// The request is whole.
    case complete
  }

  private enum Phase: Sendable {
    case head(HeadScan)
    case sized(remaining: Int)
    case chunked(ChunkedBody)
  }

  private var phase = Phase.head(HeadScan())
  private(set) var framing = Framing()
  private(set) var bodyTaken = 0
  let limits: HTTPLimits
  /// Of the request under way; the plan for its body may set it lower or higher.
  var bodyLimit: Int

  init(limits: HTTPLimits) {
    self.limits = limits
    bodyLimit = limits.bodyBytes
  }

  var isAtStart: Bool {
    if case .head = phase { true } else { false }
  }

  /// What the header says of the body's length, where it says it.
  var declaredLength: Int? {
    if case .length(let length) = framing.body { length } else { nil }
  }

  /// Goes on at `at`, which moves over what was taken.
  mutating func take(
    _ bytes: Span<UInt8>, from at: inout Int, into request: inout HTTPRequest
  ) throws(Refusal) -> Step {
    switch phase {
    case .head(var scan):
      let length = try scan.end(bytes, from: &at, limit: limits.headerBytes)
      phase = .head(scan)
      guard let length else { return .incomplete }
      framing = try HeadParser.parse(bytes, at..<(at + length), limits: limits, into: &request)
      at += length
      return begin()
    case .sized(let remaining):
      let count = min(remaining, bytes.count - at)
      try append(bytes.extracting(at..<(at + count)), to: &request.body)
      at += count
      return end(remaining > count ? .sized(remaining: remaining - count) : nil)
    case .chunked(var chunks):
      let ended = try takeChunks(&chunks, bytes, from: &at, into: &request.body)
      return end(ended ? nil : .chunked(chunks))
    }
  }

  /// The limit is checked before the body is asked for, and again as it comes.
  func checkDeclaredLength() throws(Refusal) {
    if let length = declaredLength, length > bodyLimit { throw tooLarge }
  }

  private mutating func begin() -> Step {
    bodyTaken = 0
    bodyLimit = limits.bodyBytes
    switch framing.body {
    case .none, .length(0):
      phase = .head(HeadScan())
      return .complete
    case .length(let length): phase = .sized(remaining: length)
    case .chunked: phase = .chunked(ChunkedBody(limits: limits))
    }
    return .head
  }

  private mutating func end(_ next: Phase?) -> Step {
    phase = next ?? .head(HeadScan())
    return next == nil ? .complete : .incomplete
  }

  private mutating func takeChunks(
    _ chunks: inout ChunkedBody, _ bytes: Span<UInt8>, from at: inout Int, into body: inout [UInt8]
  ) throws(Refusal) -> Bool {
    while at < bytes.count {
      switch try chunks.next(bytes, from: &at) {
      case .data(let range): try append(bytes.extracting(range), to: &body)
      case .nothing: continue
      case .end: return true
      }
    }
    return false
  }

  private mutating func append(_ bytes: Span<UInt8>, to body: inout [UInt8]) throws(Refusal) {
    guard bytes.count <= bodyLimit - bodyTaken else { throw tooLarge }
    bodyTaken += bytes.count
    bytes.withUnsafeBufferPointer { body.append(contentsOf: $0) }
  }

  private var tooLarge: Refusal { Refusal(413, "a body may have \(bodyLimit) bytes") }
}
