/// The bytes of an answer before its body.
enum ResponseHead {
  enum Length {
    case known(Int)
    case chunked
    /// The body ends with the connection.
    case untilTheEnd
  }

  /// Appends the head. A HEAD request gets the same one as GET.
  static func append(
    _ response: HTTPResponse, length: Length, keepAlive: Bool, date: [UInt8],
    to wire: inout [UInt8]
  ) {
    append("HTTP/1.1 ", to: &wire)
    append(response.status, to: &wire)
    append(" ", to: &wire)
    append(HTTPStatus.reason(response.status), to: &wire)
    append("\r\nDate: ", to: &wire)
    wire.append(contentsOf: date)
    if HTTPStatus.hasBody(response.status) {
      append("\r\nContent-Type: ", to: &wire)
      wire.append(response.contentType, onlyIf: ByteClass.isFieldText)
      switch length {
      case .known(let count):
        append("\r\nContent-Length: ", to: &wire)
        append(count, to: &wire)
      case .chunked: append("\r\nTransfer-Encoding: chunked", to: &wire)
      case .untilTheEnd: break
      }
    }
    append(keepAlive ? "\r\n" : "\r\nConnection: close\r\n", to: &wire)
    wire.append(contentsOf: response.headers.wire)
    append("\r\n", to: &wire)
  }

  private static func append(_ text: String, to wire: inout [UInt8]) {
    wire.append(contentsOf: text.utf8)
  }

  private static func append(_ number: Int, to wire: inout [UInt8]) {
    var number = max(0, number)
    let start = wire.count
    repeat {
      wire.append(UInt8(truncatingIfNeeded: 48 + number % 10))
      number /= 10
    } while number > 0
    wire[start...].reverse()
  }
}
