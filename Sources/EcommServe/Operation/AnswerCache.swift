import EcommHTTP
import Synchronization

/// Answers to bodies that were asked before, by the very bytes. Two generations: when the younger is full
/// it becomes the older, and what was not asked for since is gone.
final class AnswerCache: Sendable {
  struct Key: Hashable, Sendable {
    let path: String
    let query: [String: String]
    /// Of the shelf: a reload answers anew.
    let shelf: ObjectIdentifier
    let body: [UInt8]
  }

  struct Counts: Sendable, Equatable {
    var hits = 0
    var misses = 0
    var entries = 0
  }

  private struct State {
    var young: [Key: [UInt8]] = [:]
    var old: [Key: [UInt8]] = [:]
    var counts = Counts()
  }

  /// Longer bodies are seldom asked twice.
  static let longestBody = 4 << 10

  private let state = Mutex(State())
  private let most: Int

  init(entries: Int) { most = max(1, entries / 2) }

  var counts: Counts {
    state.withLock { state in
      var counts = state.counts
      counts.entries = state.young.count + state.old.count
      return counts
    }
  }

  func answer(_ key: Key) -> [UInt8]? {
    state.withLock { state in
      if let found = state.young[key] {
        state.counts.hits += 1
        return found
      }
      guard let found = state.old[key] else {
        state.counts.misses += 1
        return nil
      }
      state.counts.hits += 1
      Self.keep(found, key, &state, most)
      return found
    }
  }

  func keep(_ answer: [UInt8], _ key: Key) {
    state.withLock { Self.keep(answer, key, &$0, most) }
  }

  private static func keep(_ answer: [UInt8], _ key: Key, _ state: inout State, _ most: Int) {
    if state.young.count >= most {
      state.old = state.young
      state.young = [:]
    }
    state.young[key] = answer
  }
}
