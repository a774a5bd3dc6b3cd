import Synchronization

/// How far a long piece of work has come, told to whoever watches. The work only counts; when and how
/// to show it is the watcher's business, and without one counting costs an addition.
public final class Progress: Sendable {
  /// `done` of `total` units.
  public typealias Watcher = @Sendable (_ done: Int, _ total: Int) -> Void

  private let total: Int
  private let step: Int
  private let done = Atomic(0)
  private let watcher: Watcher?

  public static let silent = Progress(total: 0, watcher: nil)

  /// The watcher is called about 200 times in all.
  public init(total: Int, watcher: Watcher?) {
    self.total = total
    self.watcher = watcher
    step = max(1, total / 200)
  }

  /// `units` more are done; from any thread.
  public func advance(by units: Int) {
    guard let watcher else { return }
    let (before, after) = done.wrappingAdd(units, ordering: .relaxed)
    if before / step != after / step { watcher(min(after, total), total) }
  }
}
