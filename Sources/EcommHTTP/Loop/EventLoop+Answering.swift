extension EventLoop {
  /// Notes what the answer has to know of its request.
  func begin(_ connection: Connection) {
    core.requests.wrappingAdd(1, ordering: .relaxed)
    connection.isHead = request.method == "HEAD"
    connection.keepAlive = connection.parser.framing.keepAlive
    connection.isOld = connection.parser.framing.isOld
  }

  func answer(_ connection: Connection) {
    request.peer = connection.peer
    begin(connection)
    switch core.handler(request) {
    case .now(let response): respond(connection, response)
    case .later(let work): submit(connection, work)
    }
  }

  func submit(_ connection: Connection, _ work: @escaping @Sendable () -> HTTPResponse) {
    let (mailbox, token) = (mailbox, connection.token)
    connection.answering = .working
    if !core.pool.submit({ mailbox.post(.answer(token, work())) }) {
      connection.answering = .no
      respond(connection, .problem(503, "too much work is waiting"))
    }
  }

  /// An answer from the pool.
  func finish(_ connection: Connection, _ response: HTTPResponse) {
    connection.answering = .no
    respond(connection, response)
    settle(connection)
  }

  /// The answer after which the connection ends.
  func respondLast(_ connection: Connection, _ response: HTTPResponse) {
    connection.keepAlive = false
    respond(connection, response)
  }

  private func respond(_ connection: Connection, _ response: HTTPResponse) {
    if response.closes || draining { connection.keepAlive = false }
    if let stream = response.stream, !connection.isHead, HTTPStatus.hasBody(response.status) {
      return begin(stream, of: response, connection)
    }
    endAnswer(connection)
    let length = response.stream == nil ? .known(response.body.count) : streamLength(connection)
    ResponseHead.append(
      response, length: length, keepAlive: connection.keepAlive, date: date.bytes, to: &output)
    if !connection.isHead, HTTPStatus.hasBody(response.status) {
      output.append(contentsOf: response.body)
    }
  }

  private func begin(
    _ stream: @escaping @Sendable (HTTPBodyWriter) throws -> Void, of response: HTTPResponse,
    _ connection: Connection
  ) {
    let (mailbox, token) = (mailbox, connection.token)
    let writer = HTTPBodyWriter(mailbox, token, isChunked: !connection.isOld)
    connection.answering = .streaming(writer)
    let taken = core.pool.submit {
      let result: Void? = try? {
        try stream(writer)
        try writer.flush()
      }()
      mailbox.post(.streamEnd(token, whole: result != nil))
    }
    guard taken else {
      connection.answering = .no
      return respond(connection, .problem(503, "too much work is waiting"))
    }
    ResponseHead.append(
      response, length: streamLength(connection), keepAlive: connection.keepAlive,
      date: date.bytes, to: &output)
  }

  private func streamLength(_ connection: Connection) -> ResponseHead.Length {
    connection.isOld ? .untilTheEnd : .chunked
  }

  func append(_ piece: [UInt8], to connection: Connection) {
    output.append(contentsOf: piece)
    connection.unreleased += piece.count
    settle(connection)
  }

  /// A stream that failed ends without its last chunk, or without an orderly end where there are no
  /// chunks, so that nobody takes it for whole.
  func endStream(_ connection: Connection, _ whole: Bool) {
    guard case .streaming = connection.answering else { return }
    if connection.isOld, !whole { return reset(connection) }
    connection.answering = .no
    connection.unreleased = 0
    if !whole {
      connection.keepAlive = false
    } else if !connection.isOld {
      output.append(contentsOf: "0\r\n\r\n".utf8)
    }
    endAnswer(connection)
    settle(connection)
  }

  /// After the last answer, or one that came before its request was whole, the connection ends.
  private func endAnswer(_ connection: Connection) {
    if connection.reader != nil {
      connection.reader?.abandon()
      connection.reader = nil
      connection.keepAlive = false
    }
    if !connection.keepAlive {
      connection.closing = true
      connection.partial = nil
      connection.pending = []
    }
  }
}
