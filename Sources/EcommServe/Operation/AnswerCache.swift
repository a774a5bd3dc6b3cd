import EcommData
import EcommHTTP
import Synchronization

/// Answers to bodies that were asked before, by the very bytes. Two generations: when the younger is full
/// it becomes the older, and what was not asked for since is gone.
///
/// An answer from here counts like any other, so what there is to note of it is kept beside it.
final class AnswerCache: Sendable {
  struct Key: Hashable, Sendable {
    let path: String
    let query: [String: String]
    /// By name and id: a model that was read anew answers anew.
    let model: [String]
    let body: [UInt8]
  }

  struct Entry: Sendable {
    let answer: [UInt8]
    let scored: Scored
    let rows: Table
  }

  struct Counts: Sendable, Equatable {
    var hits = 0
    var misses = 0
    var entries = 0
  }

  private struct State {
    var young: [Key: Entry] = [:]
    var old: [Key: Entry] = [:]
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

  func entry(_ key: Key) -> Entry? {
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

  func keep(_ entry: Entry, _ key: Key) {
    state.withLock { Self.keep(entry, key, &$0, most) }
  }

  private static func keep(_ entry: Entry, _ key: Key, _ state: inout State, _ most: Int) {
    if state.young.count >= most {
      state.old = state.young
      state.young = [:]
    }
    state.young[key] = entry
  }
}

extension Call {
  /// Nil where the answer must not come from the cache: there is none, or a challenger takes part, whose
  /// requests are told apart by their ids.
  func cacheKey(_ model: ServedModel) throws(Problem) -> AnswerCache.Key? {
    guard service.cache != nil, request.incoming == nil,
      request.body.count <= AnswerCache.longestBody, shelf.challengers[model.name] == nil,
      try BodyFormat.of(request) == .json
    else { return nil }
    return AnswerCache.Key(
      path: request.path, query: request.query, model: [model.name, model.id],
      body: request.body)
  }

  /// The answer that was given before, noted again.
  func repeated(_ key: AnswerCache.Key?) -> HTTPResponse? {
    guard let key, let entry = service.cache?.entry(key) else { return nil }
    service.trials.record(entry.scored, entry.rows, self)
    return HTTPResponse(status: 200, contentType: "application/json", body: entry.answer)
  }
}
