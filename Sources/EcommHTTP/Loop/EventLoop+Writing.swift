import Glibc

extension EventLoop {
  private static let lingerSeconds = 2.0

  /// Sends as much as the kernel takes; the rest stays with the connection.
  func flush(_ connection: Connection) {
    guard !connection.isGone else { return output.removeAll(keepingCapacity: true) }
    if connection.backlog > 0 {
      connection.output.append(contentsOf: output)
      guard sendBacklog(connection) else { return }
    } else if !output.isEmpty {
      let count = send(connection, output, from: 0)
      guard count >= 0 else { return }
      if count < output.count {
        connection.output = Array(output[count...])
        connection.sent = 0
        connection.writeStart = now
        connection.written = 0
      }
    }
    output.removeAll(keepingCapacity: output.capacity <= 1 << 18)
    if connection.backlog == 0 { drained(connection) }
  }

  private func sendBacklog(_ connection: Connection) -> Bool {
    let count = send(connection, connection.output, from: connection.sent)
    guard count >= 0 else { return false }
    connection.sent += count
    connection.written += count
    if connection.sent > 1 << 18 {
      connection.output.removeFirst(connection.sent)
      connection.sent = 0
    }
    return true
  }

  /// All that was to be sent is with the kernel.
  private func drained(_ connection: Connection) {
    if connection.sent > 0 || connection.writeStart != nil {
      connection.output = []
      connection.sent = 0
      connection.writeStart = nil
    }
    if case .streaming(let writer) = connection.answering, connection.unreleased > 0 {
      writer.release(connection.unreleased)
      connection.unreleased = 0
    }
    if connection.closing, !connection.lingering, !connection.isAnswering { linger(connection) }
  }

  /// The client sees a broken connection in place of an end.
  func reset(_ connection: Connection) {
    var now = Glibc.linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      connection.descriptor, SOL_SOCKET, SO_LINGER, &now,
      socklen_t(MemoryLayout<Glibc.linger>.size))
    drop(connection)
  }

  private func linger(_ connection: Connection) {
    shutdown(connection.descriptor, Int32(SHUT_WR))
    connection.lingering = true
    connection.requestStart = now
  }

  /// -1 when the connection is gone.
  private func send(_ connection: Connection, _ bytes: [UInt8], from start: Int) -> Int {
    let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
    var count = -1
    repeat {
      count = bytes.withUnsafeBytes {
        Glibc.send(connection.descriptor, $0.baseAddress! + start, $0.count - start, flags)
      }
    } while count < 0 && errno == EINTR
    if count >= 0 { return count }
    if errno == EAGAIN { return 0 }
    output.removeAll(keepingCapacity: true)
    drop(connection)
    return -1
  }

  func updateInterest(_ connection: Connection) {
    var wanted: Poller.Interest = []
    if connection.lingering || connection.takesInput { wanted.insert(.read) }
    if connection.backlog > 0 { wanted.insert(.write) }
    guard wanted != connection.interest else { return }
    connection.interest = wanted
    poller.change(connection.descriptor, wanted, key: connection.token.key)
  }

  /// Whoever is late then is cut off by `expire`.
  func updateDeadline(_ connection: Connection) {
    let limits = core.limits
    let rate = max(1, limits.bytesPerSecond)
    let deadline: Int
    if connection.backlog > 0 {
      deadline =
        (connection.writeStart ?? now)
        + Self.milliseconds(
          limits.writeSeconds + Double(connection.written) / Double(rate))
    } else if connection.lingering {
      deadline = (connection.requestStart ?? now) + Self.milliseconds(Self.lingerSeconds)
    } else if !connection.takesInput {
      deadline = .max
    } else if let start = connection.requestStart {
      deadline =
        start
        + Self.milliseconds(
          limits.requestSeconds + Double(connection.parser.bodyTaken) / Double(rate))
    } else {
      deadline = now + Self.milliseconds(limits.idleSeconds)
    }
    deadlines[connection.token.slot] = deadline
  }

  func expire(_ connection: Connection) {
    let isReading = connection.requestStart != nil && connection.takesInput
    if !connection.isIdle, !connection.lingering {
      core.timedOut.wrappingAdd(1, ordering: .relaxed)
    }
    guard isReading, !connection.isAnswering else { return drop(connection) }
    connection.isHead = false
    respondLast(connection, .problem(408, "the request took too long"))
    settle(connection)
  }
}
