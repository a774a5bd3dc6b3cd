import EcommBase

public struct HTTPResponse: Sendable {
  public var status: Int
  public var headers: HTTPHeaders
  public var body: [UInt8]

  public init(status: Int, contentType: String, body: [UInt8], headers: HTTPHeaders = .init()) {
    self.status = status
    self.body = body
    self.headers = headers
    self.headers.add("Content-Type", contentType)
  }

  public static func json(_ value: JSON, status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      status: status, contentType: "application/json", body: JSONWriter.bytes(value) + [10])
  }

  public static func html(_ page: String) -> HTTPResponse {
    HTTPResponse(status: 200, contentType: "text/html; charset=utf-8", body: Array(page.utf8))
  }

  /// RFC 9457.
  public static func problem(_ status: Int, _ detail: String) -> HTTPResponse {
    let body: JSON = [
      "type": "about:blank", "title": .string(Self.reason(status)), "status": .integer(status),
      "detail": .string(detail),
    ]
    return HTTPResponse(
      status: status, contentType: "application/problem+json", body: JSONWriter.bytes(body) + [10])
  }

  /// The bytes on the wire. A HEAD request gets the same header and no body.
  func bytes(keepAlive: Bool, withBody: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.reason(status))\r\n"
    for field in headers.fields { head += "\(field.name): \(field.value)\r\n" }
    head += "Content-Length: \(body.count)\r\n"
    head += "Connection: \(keepAlive ? "keep-alive" : "close")\r\n\r\n"
    return Array(head.utf8) + (withBody ? body : [])
  }

  static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 422: "Unprocessable Content"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status \(status)"
    }
  }
}
