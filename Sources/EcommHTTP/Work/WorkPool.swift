import Dispatch
import Synchronization

/// Threads for work that is too long for a loop, first come first served.
final class WorkPool: Sendable {
  private struct Queue {
    var work: [(@Sendable () -> Void)?] = []
    var next = 0
    var stopped = false

    var waiting: Int { work.count - next }

    mutating func take() -> (@Sendable () -> Void)? {
      guard next < work.count else { return nil }
      let taken = work[next]
      work[next] = nil
      next += 1
      if next == work.count {
        work.removeAll(keepingCapacity: true)
        next = 0
      }
      return taken
    }
  }

  private let queue = Mutex(Queue())
  private let ready = DispatchSemaphore(value: 0)
  private let maximumWaiting: Int

  init(maximumWaiting: Int) { self.maximumWaiting = maximumWaiting }

  /// How many threads there are then.
  func start(threads: Int) -> Int {
    (0..<threads).count { _ in DetachedThread.start { self.work() } }
  }

  /// False when too much is waiting already.
  func submit(_ body: @escaping @Sendable () -> Void) -> Bool {
    let taken = queue.withLock { queue in
      guard !queue.stopped, queue.waiting < maximumWaiting else { return false }
      queue.work.append(body)
      return true
    }
    if taken { ready.signal() }
    return taken
  }

  /// The threads end with the work they have begun.
  func stop(threads: Int) {
    queue.withLock { $0.stopped = true }
    for _ in 0..<threads { ready.signal() }
  }

  private func work() {
    while true {
      ready.wait()
      let (stopped, body) = queue.withLock { ($0.stopped, $0.stopped ? nil : $0.take()) }
      body?()
      if stopped { return }
    }
  }
}
