import EcommBase
import Glibc
import Synchronization

/// Ctrl-C and a polite kill leave no half-written file; a closed pipe is an error to be handled, not
/// a signal.
enum Interrupts {
  /// Call before any thread starts: the others inherit the blocked signals, one thread waits for them.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    var signals = awaited()
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    pthread_create(&thread, nil, { _ in Interrupts.wait() }, nil)
    pthread_detach(thread)
  }

  private static let politeEnd = Mutex<(@Sendable () -> Void)?>(nil)

  /// The first signal calls `end` and leaves the rest to the command; the second one ends the program.
  static func endPolitely(_ end: @escaping @Sendable () -> Void) {
    politeEnd.withLock { $0 = end }
  }

  private static let hangUp = Mutex<(@Sendable () -> Void)?>(nil)

  /// SIGHUP no longer ends the program but calls `body`, as daemons read their files again.
  static func onHangUp(_ body: @escaping @Sendable () -> Void) {
    hangUp.withLock { $0 = body }
  }

  /// The next signal that means the end.
  private static func next(_ signals: inout sigset_t) -> Int32 {
    var received: Int32 = 0
    while true {
      sigwait(&signals, &received)
      guard received == SIGHUP, let body = hangUp.withLock({ $0 }) else { return received }
      body()
    }
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var signals = awaited()
    var received = next(&signals)
    if let end = politeEnd.withLock({ $0.take() }) {
      end()
      received = next(&signals)
    }
    PendingFiles.removeAll()
    _exit(128 + received)
  }

  /// A signal that whoever started us wants ignored, as a shell does for its background jobs, stays so.
  private static func awaited() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(number, nil, &action)
      let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
      if handler != ignored { sigaddset(&signals, number) }
    }
    return signals
  }
}
