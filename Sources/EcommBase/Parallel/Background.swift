import Dispatch
import Synchronization

extension Parallel {
  /// Starts `body(0)`, `body(1)`, ... on the other threads, while the caller goes on with something
  /// else. On one thread nothing is done until the results are asked for.
  public func start<T: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> T
  ) -> Background<T> {
    let work = Background(count, body)
    for _ in 0..<min(threads - 1, count) { work.help() }
    return work
  }
}

/// Pieces of work under way. Their results come in order, whoever did which piece.
public final class Background<T: Sendable>: Sendable {
  private let count: Int
  private let body: @Sendable (Int) throws -> T
  private let next = Atomic(0)
  private let done: Mutex<[Int: Result<T, any Error>]> = Mutex([:])
  private let helpers = DispatchGroup()

  fileprivate init(_ count: Int, _ body: @escaping @Sendable (Int) throws -> T) {
    self.count = count
    self.body = body
  }

  fileprivate func help() {
    DispatchQueue.global().async(group: helpers) { self.work() }
  }

  /// Does what nobody has begun yet, waits for the rest; throws the error of the first piece that has
  /// one.
  public func results() throws -> [T] {
    work()
    helpers.wait()
    return try done.withLock { done in
      try (0..<count).compactMap { try done[$0]?.get() }
    }
  }

  private func work() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if index >= count { return }
      let result = Result { try body(index) }
      done.withLock { $0[index] = result }
    }
  }
}
