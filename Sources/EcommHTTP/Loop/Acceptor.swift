import Glibc

/// Accepts clients and hands them to the loops in turn. A listening socket shared by the loops would
/// give most clients to the loop that wakes first.
final class Acceptor {
  let listener: Int32
  private let core: ServerCore
  private var next = 0
  private var failure: Int32?
  /// No descriptor is to be had: clients wait in the kernel until the next try.
  private(set) var isResting = false
  private static let most = 256

  init(_ listener: Int32, _ core: ServerCore) {
    self.listener = listener
    self.core = core
  }

  func accept() {
    for _ in 0..<Self.most {
      var name = SocketName()
      let descriptor = name.withPointers { Glibc.accept(listener, $0, $1) }
      guard descriptor >= 0 else { return explain(errno) }
      take(descriptor, name.address)
    }
  }

  /// Called now and then: tries again after a rest, tells of a failure that will not pass.
  func retry() throws {
    if let failure { throw SocketError.cannotAccept(code: failure) }
    guard isResting else { return }
    isResting = false
    accept()
  }

  deinit { close(listener) }

  private func explain(_ code: Int32) {
    switch code {
    case EAGAIN, EINTR, ECONNABORTED: return
    case EMFILE, ENFILE, ENOMEM, ENOBUFS:
      isResting = true
    default: failure = code
    }
  }

  private func take(_ descriptor: Int32, _ peer: PeerAddress) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    core.accepted.wrappingAdd(1, ordering: .relaxed)
    guard core.open.wrappingAdd(1, ordering: .relaxed).newValue <= core.limits.connections else {
      core.open.wrappingSubtract(1, ordering: .relaxed)
      return refuse(descriptor)
    }
    var yes: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    core.mailboxes[next].post(.adopt(descriptor, peer))
    next = (next + 1) % core.mailboxes.count
  }

  private func refuse(_ descriptor: Int32) {
    core.refused.wrappingAdd(1, ordering: .relaxed)
    var date = HTTPDate()
    date.update()
    let response = HTTPResponse.problem(503, "there are too many connections")
    var wire: [UInt8] = []
    ResponseHead.append(
      response, length: .known(response.body.count), keepAlive: false, date: date.bytes, to: &wire)
    wire += response.body
    send(descriptor, wire, wire.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    close(descriptor)
  }
}
