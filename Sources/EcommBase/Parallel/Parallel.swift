import Dispatch
import Synchronization

/// Loops over independent pieces of work, on as many threads as are allowed.
///
/// Invariant: what a loop computes never depends on `threads`. Pieces are cut by the caller from the
/// size of the data alone, results come back in the order of the pieces, and of several errors the
/// one of the first piece is thrown. This is the only file that shares memory between threads
/// without the compiler's proof: every piece writes only its own slots.
public struct Parallel: Sendable {
  public let threads: Int

  public static let serial = Parallel(threads: 1)

  public init(threads: Int = ThreadCount.available) {
    self.threads = max(1, threads)
  }

  /// `body(0)`, `body(1)`, ... in this order, computed in any order.
  public func map<T: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> T) throws -> [T] {
    guard threads > 1, count > 1 else { return try (0..<max(0, count)).map(body) }
    let slots = UnsafeMutableBufferPointer<Result<T, any Error>>.allocate(capacity: count)
    let shared = Shared(slots)
    run(count) { index in
      shared.value.initializeElement(at: index, to: Result { try body(index) })
    }
    defer {
      slots.deinitialize()
      slots.deallocate()
    }
    return try slots.map { try $0.get() }
  }

  /// One result for each stretch of at most `size` of the numbers `0..<n`.
  public func mapChunks<T: Sendable>(
    of n: Int, size: Int, _ body: @Sendable (Range<Int>) throws -> T
  ) throws -> [T] {
    let chunks = Chunks(n, size: size)
    return try map(chunks.count) { try body(chunks[$0]) }
  }

  /// Fills `values` stretch by stretch; each body sees its own stretch only.
  public func fill<T>(
    _ values: inout [T], chunk size: Int,
    _ body: @Sendable (Range<Int>, inout MutableSpan<T>) throws -> Void
  ) throws {
    let chunks = Chunks(values.count, size: size)
    try values.withUnsafeMutableBufferPointer { buffer in
      let shared = Shared(buffer)
      _ = try map(chunks.count) { index in
        let range = chunks[index]
        var span = UnsafeMutableBufferPointer(rebasing: shared.value[range]).mutableSpan
        try body(range, &span)
      }
    }
  }

  /// `body(0)`, `body(1)`, ... in any order. What they compute goes into a `SharedBuffer`, each into
  /// places of its own.
  public func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    guard threads > 1, count > 1 else { return (0..<max(0, count)).forEach(body) }
    run(count, body)
  }

  /// Workers take the next piece until none is left, so uneven pieces even out.
  private func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { return }
        body(index)
      }
    }
  }
}

/// A buffer that the pieces of a `forEach` write at once, for kernels that scatter: rows of a tree's
/// leaves, histograms of its nodes. Two rules make it sound, and whoever uses it keeps them: no
/// place is written by two pieces, and no piece reads what another one of the same loop writes. It must
/// not outlive the call of `sharing` that made it.
public struct SharedBuffer<T: BitwiseCopyable>: @unchecked Sendable {
  public let base: UnsafeMutablePointer<T>
  public let count: Int

  /// Lends `values` to `body`.
  public static func sharing<R>(
    _ values: inout [T], _ body: (SharedBuffer<T>) throws -> R
  ) rethrows -> R {
    try values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        return try withUnsafeTemporaryAllocation(of: T.self, capacity: 1) {
          try body(SharedBuffer(base: $0.baseAddress!, count: 0))
        }
      }
      return try body(SharedBuffer(base: base, count: buffer.count))
    }
  }
}

/// A buffer whose slots are written by one piece of work each.
private struct Shared<T>: @unchecked Sendable {
  let value: UnsafeMutableBufferPointer<T>
  init(_ value: UnsafeMutableBufferPointer<T>) { self.value = value }
}
