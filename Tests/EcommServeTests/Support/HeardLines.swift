import Synchronization

/// What a service said, from whichever thread.
final class HeardLines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func hear(_ line: String) { lines.withLock { $0.append(line) } }
}
