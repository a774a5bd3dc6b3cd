import CEvents
import Glibc

/// Waits for what happens to descriptors (epoll, told again as long as it lasts).
final class Poller {
  struct Interest: OptionSet {
    let rawValue: UInt32
    static let read = Interest(rawValue: EPOLLIN.rawValue)
    static let write = Interest(rawValue: EPOLLOUT.rawValue)
    static let failure = Interest(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue)
  }

  private let descriptor: Int32
  private let events: UnsafeMutableBufferPointer<epoll_event>

  init() throws {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else { throw SocketError.cannotWait(code: errno) }
    events = .allocate(capacity: 256)
    events.initialize(repeating: epoll_event())
  }

  deinit {
    events.deallocate()
    close(descriptor)
  }

  func add(_ file: Int32, _ interest: Interest, key: UInt64) -> Bool {
    control(EPOLL_CTL_ADD, file, interest, key)
  }

  func change(_ file: Int32, _ interest: Interest, key: UInt64) {
    _ = control(EPOLL_CTL_MOD, file, interest, key)
  }

  func remove(_ file: Int32) { _ = control(EPOLL_CTL_DEL, file, [], 0) }

  /// Calls `body` for what happened, at the latest after so many milliseconds (-1: however long). False when
  /// nothing did.
  func wait(
    milliseconds: Int32, _ body: (UInt64, Interest) -> Void, before: () -> Void
  ) -> Bool {
    let count = epoll_wait(descriptor, events.baseAddress, Int32(events.count), milliseconds)
    before()
    guard count > 0 else { return false }
    for event in events[..<Int(count)] { body(event.data.u64, Interest(rawValue: event.events)) }
    return true
  }

  private func control(_ what: Int32, _ file: Int32, _ interest: Interest, _ key: UInt64) -> Bool {
    var event = epoll_event()
    event.events = interest.rawValue
    event.data.u64 = key
    return epoll_ctl(descriptor, what, file, &event) == 0
  }
}
