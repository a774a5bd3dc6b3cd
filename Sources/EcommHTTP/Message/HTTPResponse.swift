import EcommBase

public struct HTTPResponse: Sendable {
  public var status: Int
  public var contentType: String
  /// Beside Content-Type, Content-Length, Connection and Date, which the server writes.
  public var headers: HTTPHeaders
  public var body: [UInt8]
  /// Writes the body piece by piece on a thread of the pool, in place of `body`.
  public var stream: (@Sendable (HTTPBodyWriter) throws -> Void)?
  /// This is the last answer of its connection.
  public var closes = false

  public init(status: Int, contentType: String, body: [UInt8], headers: HTTPHeaders = .init()) {
    self.status = status
    self.contentType = contentType
    self.body = body
    self.headers = headers
  }

  public static func json(_ value: JSON, status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      status: status, contentType: "application/json", body: JSONWriter.bytes(value) + [10])
  }

  public static func html(_ page: String) -> HTTPResponse {
    HTTPResponse(status: 200, contentType: "text/html; charset=utf-8", body: Array(page.utf8))
  }

  /// A body of unknown length: `write` runs on a thread of the pool and may wait for the client there.
  public static func stream(
    contentType: String, status: Int = 200,
    _ write: @escaping @Sendable (HTTPBodyWriter) throws -> Void
  ) -> HTTPResponse {
    var response = HTTPResponse(status: status, contentType: contentType, body: [])
    response.stream = write
    return response
  }

  /// RFC 9457.
  public static func problem(_ status: Int, _ detail: String) -> HTTPResponse {
    let body: JSON = [
      "type": "about:blank", "title": .string(HTTPStatus.reason(status)),
      "status": .integer(status), "detail": .string(detail),
    ]
    return HTTPResponse(
      status: status, contentType: "application/problem+json", body: JSONWriter.bytes(body) + [10])
  }
}
