import Glibc

extension EventLoop {
  func read(_ connection: Connection) {
    let count = recv(connection.descriptor, input.baseAddress, input.count, Int32(MSG_DONTWAIT))
    guard count > 0 else {
      if count == 0 {
        end(connection)
      } else if errno != EAGAIN, errno != EINTR {
        drop(connection)
      }
      return
    }
    if connection.lingering { return }
    let bytes = UnsafeBufferPointer(rebasing: input[..<count])
    if connection.pending.isEmpty {
      let taken = advance(connection, bytes.span)
      if !connection.closing { connection.pending.append(contentsOf: bytes[taken...]) }
    } else {
      connection.pending.append(contentsOf: bytes)
      advancePending(connection)
    }
    settle(connection)
  }

  /// Sends what there is to send, and takes what was left behind for it.
  func settle(_ connection: Connection) {
    flush(connection)
    while !connection.pending.isEmpty, connection.takesInput {
      let taken = advancePending(connection)
      // A refusal takes nothing and has its answer all the same.
      flush(connection)
      if taken == 0 { break }
    }
    if connection.isGone { return }
    updateInterest(connection)
    updateDeadline(connection)
  }

  /// The client will send no more. What it asked for before, it still gets.
  private func end(_ connection: Connection) {
    if connection.lingering || connection.isIdle { return drop(connection) }
    guard connection.isAnswering || connection.backlog > 0 else { return drop(connection) }
    connection.reader?.abandon()
    connection.reader = nil
    connection.closing = true
    settle(connection)
  }

  @discardableResult
  private func advancePending(_ connection: Connection) -> Int {
    // Out of the connection while it is looked at, so that nobody can change it meanwhile.
    var pending = connection.pending
    connection.pending = []
    let taken = advance(connection, pending.span)
    if connection.closing || taken == pending.count { return taken }
    pending.removeFirst(taken)
    connection.pending = pending
    return taken
  }

  /// Takes requests and pieces of bodies until more bytes are needed or an answer has to be waited
  /// for. Says how many bytes were taken.
  private func advance(_ connection: Connection, _ bytes: Span<UInt8>) -> Int {
    var at = 0
    if let partial = connection.partial {
      request = partial
      connection.partial = nil
    }
    do {
      while connection.takesInput, output.count < Self.inputBytes * 4,
        try step(connection, bytes, &at)
      {}
      keepPartial(connection, unread: at < bytes.count)
    } catch {
      core.refused.wrappingAdd(1, ordering: .relaxed)
      connection.reader?.abandon()
      connection.reader = nil
      if !connection.isAnswering {
        connection.isHead = false
        respondLast(connection, .problem(error.status, error.why))
      } else {
        drop(connection)
      }
    }
    return at
  }

  /// False when nothing more can be done with these bytes.
  private func step(
    _ connection: Connection, _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(Refusal) -> Bool {
    if connection.parser.isAtStart { request.reset() }
    let step = try connection.parser.take(bytes, from: &at, into: &request)
    if connection.reader != nil { return pushBody(connection, step) }
    switch step {
    case .incomplete: return false
    case .head: try beginBody(connection, unread: at < bytes.count)
    case .complete: answer(connection)
    }
    return true
  }

  /// What was begun and not ended stays with its connection.
  private func keepPartial(_ connection: Connection, unread: Bool) {
    if !connection.parser.isAtStart {
      connection.partial = request
      request = .empty
    }
    let begun = unread || !connection.parser.isAtStart
    if !begun {
      connection.requestStart = nil
    } else if connection.requestStart == nil {
      connection.requestStart = now
    }
  }

  private func beginBody(_ connection: Connection, unread: Bool) throws(Refusal) {
    request.peer = connection.peer
    connection.requestStart = now
    var streams = false
    switch core.plan(request) {
    case .whole(let maximum): connection.parser.bodyLimit = maximum
    case .stream(let maximum):
      connection.parser.bodyLimit = maximum
      streams = true
    case .refuse(let response):
      connection.isHead = request.method == "HEAD"
      return respondLast(connection, response)
    }
    try connection.parser.checkDeclaredLength()
    if connection.parser.framing.expectsContinue, !unread {
      output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
    }
    if streams { answerWhileReading(connection) }
  }

  private func answerWhileReading(_ connection: Connection) {
    let reader = HTTPBodyReader(mailbox, connection.token)
    connection.reader = reader
    connection.readerIsFull = false
    var head = request
    head.incoming = reader
    let handler = core.handler
    begin(connection)
    submit(connection) { [head] in handler(head).response }
  }

  /// False while nobody wants more.
  private func pushBody(_ connection: Connection, _ step: RequestParser.Step) -> Bool {
    guard let reader = connection.reader else { return false }
    if !request.body.isEmpty {
      connection.readerIsFull = !reader.push(request.body)
      request.body = []
    }
    if step == .complete {
      reader.end()
      connection.reader = nil
      connection.readerIsFull = false
    }
    return step != .incomplete
  }

  func resumeBody(_ connection: Connection) {
    guard connection.reader != nil else { return }
    connection.readerIsFull = false
    connection.requestStart = now
    settle(connection)
  }
}
