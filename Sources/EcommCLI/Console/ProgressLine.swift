import EcommBase
import Glibc
import Synchronization

/// One line on the terminal that says how far the work is and how long it will take; gone when there is
/// something else to say, never there for work of less than a second, nowhere but on a terminal.
final class ProgressLine: Sendable {
  private let console: Console
  private let what: String
  private let clock: @Sendable () -> Double
  private let started: Double
  private let lastShown = Mutex(0.0)

  private static let patienceSeconds = 1.0
  private static let intervalSeconds = 0.1

  /// `clock` counts seconds from anywhere.
  init(
    _ what: String, _ console: Console, clock: @escaping @Sendable () -> Double = ProgressLine.now
  ) {
    self.what = what
    self.console = console
    self.clock = clock
    started = clock()
  }

  /// Counts `total` units and shows them here.
  func progress(total: Int) -> Progress {
    guard console.showsProgress else { return .silent }
    let begun = clock()
    return Progress(total: total) { self.show(done: $0, total: $1, since: begun) }
  }

  private func show(done: Int, total: Int, since begun: Double) {
    let now = clock()
    let elapsed = now - started
    let isDue = lastShown.withLock { last -> Bool in
      guard elapsed > Self.patienceSeconds, elapsed - last > Self.intervalSeconds else {
        return false
      }
      last = elapsed
      return true
    }
    guard isDue, done > 0, total > 0 else { return }
    let left = (now - begun) * Double(total - done) / Double(done)
    let share = Figures.percent(Double(done) / Double(total), 0)
    console.showPassing("\(what) \(share), \(Self.duration(left)) left")
  }

  static func duration(_ seconds: Double) -> String {
    seconds < 90 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
