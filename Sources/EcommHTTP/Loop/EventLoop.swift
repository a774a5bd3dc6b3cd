import Glibc

/// Serves its connections on the thread that made it.
///
/// Invariant: a connection is touched by this thread only. No call here waits but the poller's.
final class EventLoop {
  let core: ServerCore
  let mailbox: LoopMailbox
  let poller: Poller
  let input: UnsafeMutableBufferPointer<UInt8>
  /// Milliseconds of a clock that nobody sets, read once for each round of events.
  var now = 0
  var date = HTTPDate()
  /// The request being read. Its arrays are used again and again.
  var request = HTTPRequest.empty
  /// Answers to the connection being looked at; most leave in one piece, before the next one is.
  var output: [UInt8] = []
  var slots: [Connection?] = []
  /// When each slot's connection is looked at for slowness, apart from the connections: ten thousand
  /// of them are compared in a few microseconds.
  var deadlines: [Int] = []
  var draining = false

  private var freeSlots: [Int] = []
  private var generation: UInt32 = 0
  private var open = 0
  private var nextSweep = 0
  private var drainEnd = Int.max
  private var acceptor: Acceptor?

  /// Falling asleep and being woken costs more than an answer. So after a round of events a loop looks a
  /// few times more, and lets others run before it does: a busy client has its next request there by then.
  private static let looksBeforeSleep = 3

  private static let mailKey = UInt64.max
  private static let listenerKey = UInt64.max - 1
  static let inputBytes = 1 << 16

  init(_ core: ServerCore, index: Int, listener: Int32?) throws {
    self.core = core
    mailbox = core.mailboxes[index]
    acceptor = listener.map { Acceptor($0, core) }
    poller = try Poller()
    input = .allocate(capacity: Self.inputBytes)
    input.initialize(repeating: 0)
    guard poller.add(mailbox.descriptor, .read, key: Self.mailKey) else {
      throw SocketError.cannotWait(code: errno)
    }
  }

  deinit { input.deallocate() }

  func run() throws {
    if let acceptor { _ = poller.add(acceptor.listener, .read, key: Self.listenerKey) }
    var emptyLooks = Self.looksBeforeSleep
    while !(draining && open == 0) {
      let sleeps = emptyLooks >= Self.looksBeforeSleep
      if emptyLooks > 0, !sleeps { sched_yield() }
      let hadEvents = poller.wait(milliseconds: sleeps ? patience : 0) {
        handle($0, $1)
      } before: {
        tick()
      }
      emptyLooks = hadEvents ? 0 : min(emptyLooks + 1, Self.looksBeforeSleep)
      if now >= nextSweep { try sweep() }
    }
  }

  private func tick() {
    now = Self.milliseconds()
    date.update()
  }

  private func handle(_ key: UInt64, _ events: Poller.Interest) {
    switch key {
    case Self.mailKey: for message in mailbox.take() { receive(message) }
    case Self.listenerKey: acceptor?.accept()
    default:
      let token = ConnectionToken(
        slot: Int(key & 0xffff_ffff), generation: UInt32(truncatingIfNeeded: key >> 32))
      if let connection = connection(token) { handle(connection, events) }
    }
  }

  private func handle(_ connection: Connection, _ events: Poller.Interest) {
    if events.contains(.write) { settle(connection) }
    if connection.isGone { return }
    if events.contains(.read) {
      read(connection)
    } else if !events.isDisjoint(with: .failure) {
      drop(connection)
    }
  }

  private func receive(_ message: LoopMailbox.Message) {
    switch message {
    case .adopt(let descriptor, let peer): adopt(descriptor, peer)
    case .answer(let token, let response): connection(token).map { finish($0, response) }
    case .piece(let token, let bytes): connection(token).map { append(bytes, to: $0) }
    case .streamEnd(let token, let whole): connection(token).map { endStream($0, whole) }
    case .bodyWanted(let token): connection(token).map(resumeBody)
    case .stop: stopAccepting()
    case .drain: drain()
    }
  }

  func connection(_ token: ConnectionToken) -> Connection? {
    guard slots.indices.contains(token.slot), let found = slots[token.slot], found.token == token
    else { return nil }
    return found
  }

  private func adopt(_ descriptor: Int32, _ peer: PeerAddress) {
    let slot = freeSlots.popLast() ?? slots.count
    generation &+= 1
    let connection = Connection(
      descriptor, ConnectionToken(slot: slot, generation: generation), peer, core.limits)
    if slot == slots.count {
      slots.append(connection)
      deadlines.append(.max)
    } else {
      slots[slot] = connection
    }
    open += 1
    guard poller.add(descriptor, .read, key: connection.token.key) else {
      return drop(connection)
    }
    updateDeadline(connection)
    if draining { read(connection) }
  }

  func drop(_ connection: Connection) {
    let slot = connection.token.slot
    guard !connection.isGone else { return }
    connection.isGone = true
    connection.reader?.abandon()
    if case .streaming(let writer) = connection.answering { writer.abandon() }
    close(connection.descriptor)
    slots[slot] = nil
    deadlines[slot] = .max
    freeSlots.append(slot)
    open -= 1
    core.open.wrappingSubtract(1, ordering: .relaxed)
  }

  /// Mail is read in its order, so the last clients are with their loops before these drain.
  private func stopAccepting() {
    guard let acceptor else { return }
    acceptor.accept()
    poller.remove(acceptor.listener)
    self.acceptor = nil
    for mailbox in core.mailboxes { mailbox.post(.drain) }
  }

  /// Connections that wait for a request are looked at once more, so that one that is on its way is
  /// not lost, and end.
  private func drain() {
    guard !draining else { return }
    draining = true
    drainEnd = now + Self.milliseconds(core.limits.drainSeconds)
    for connection in slots {
      guard let connection, connection.isIdle else { continue }
      read(connection)
      if connection.isIdle { drop(connection) }
    }
  }

  private func sweep() throws {
    nextSweep = now + sweepInterval
    if let acceptor {
      try acceptor.retry()
    }
    for slot in deadlines.indices where deadlines[slot] <= now {
      if let connection = slots[slot] { expire(connection) }
    }
    guard now >= drainEnd else { return }
    for connection in slots { connection.map(drop) }
  }

  private var sweepInterval: Int {
    let shortest = min(
      core.limits.idleSeconds, core.limits.requestSeconds, core.limits.writeSeconds,
      core.limits.drainSeconds)
    return max(10, min(250, Self.milliseconds(shortest) / 4))
  }

  /// How long to wait for events: for ever, when nobody can be late.
  private var patience: Int32 {
    open == 0 && acceptor?.isResting != true ? -1 : Int32(max(0, min(250, nextSweep - now)))
  }

  static func milliseconds(_ seconds: Double) -> Int { Int(max(0, min(seconds, 1e9)) * 1000) }

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

extension ConnectionToken {
  var key: UInt64 { UInt64(generation) << 32 | UInt64(truncatingIfNeeded: slot) }
}
