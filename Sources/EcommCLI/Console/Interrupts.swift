import EcommBase
import Glibc

/// Ctrl-C and a polite kill leave no half-written file; a closed pipe is an error to be handled, not
/// a signal.
enum Interrupts {
  /// Call before any thread starts: the others inherit the blocked signals, one thread waits for them.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    pthread_create(&thread, nil, { _ in Interrupts.wait() }, nil)
    pthread_detach(thread)
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    var received: Int32 = 0
    sigwait(&signals, &received)
    PendingFiles.removeAll()
    _exit(128 + received)
  }
}
