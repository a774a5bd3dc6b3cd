import EcommBase
import EcommLearn
import Glibc
import Synchronization
import Testing

@Suite struct SearchTests {
  private func space() throws -> SearchSpace {
    try SearchSpace([
      .init("rate", .number(1e-4...1, logarithmic: true)),
      .init("share", .number(0...1, logarithmic: false)),
      .init("depth", .integer(1...12, logarithmic: false)),
      .init("kind", .choice(["a", "b", "c"])),
    ])
  }

  /// Least, 0, at rate 0.01, share 0.3, depth 5, kind b.
  @Sendable private static func bowl(_ values: [TuningValue]) -> Double {
    let rate = log10(values[0].number ?? 1) + 2
    let share = (values[1].number ?? 0) - 0.3
    let depth = Double(values[2].integer ?? 0) - 5
    return rate * rate + 10 * share * share + depth * depth / 9 + (values[3].choice == "b" ? 0 : 1)
  }

  private func search(_ strategy: Search.Strategy, trials: Int = 60) throws -> Search {
    var search = Search(try space())
    search.strategy = strategy
    search.trials = trials
    return search
  }

  @Test(arguments: [Search.Strategy.random, .parzen(randomTrials: 10), .grid(places: 2)])
  func threadsDoNotShow(_ strategy: Search.Strategy) throws {
    var search = try search(strategy)
    search.pruning = MedianPruning(leastTrials: 3, freeSteps: 1)
    let results = try [1, 2, 5].map { threads in
      try search.run(on: Parallel(threads: threads)) { values, progress in
        let score = Self.bowl(values)
        for step in 1...3 where !progress.report(score + 1 / Double(step)) { return nil }
        return score
      }
    }
    #expect(results[0] == results[1] && results[0] == results[2])
    #expect(results[0].trials.contains { $0.outcome == .pruned })
    #expect(results[0].trials.map(\.index) == Array(0..<results[0].trials.count))
  }

  @Test func parzenFindsMoreThanChance() throws {
    var wins = 0
    for seed in UInt64(1)...10 {
      var parzen = try search(.parzen(randomTrials: 10))
      var random = try search(.random)
      (parzen.seed, random.seed) = (seed, seed)
      let a = try parzen.run { values, _ in Self.bowl(values) }
      let b = try random.run { values, _ in Self.bowl(values) }
      if a.best.score ?? .infinity < b.best.score ?? .infinity { wins += 1 }
    }
    #expect(wins >= 8)
  }

  @Test func higherCanBeBetter() throws {
    var search = try search(.parzen(randomTrials: 5), trials: 40)
    search.isLowerBetter = false
    let result = try search.run { values, _ in -Self.bowl(values) }
    #expect(result.best.score == result.trials.compactMap(\.score).max())
    #expect((result.best.score ?? -9) > -1)
  }

  @Test func aGridIsEveryCombinationOnce() throws {
    let search = try search(.grid(places: 3), trials: 1000)
    let result = try search.run { values, _ in Self.bowl(values) }
    #expect(result.trials.count == 3 * 3 * 3 * 3)
    let texts = Set(result.trials.map { JSONWriter.text(.array($0.values.map(\.json))) })
    #expect(texts.count == 81)
    #expect(result.trials[0].values[0] == .number(1e-4))
    #expect(result.trials[80].values == [.number(1), .number(1), .integer(12), .choice("c")])
  }

  @Test(arguments: [0, 1, 2, 6, 11, 24]) func goesOnWhereItStopped(kept: Int) throws {
    var search = try search(.parzen(randomTrials: 6), trials: 24)
    search.pruning = MedianPruning(leastTrials: 3, freeSteps: 0)
    let calls = Atomic(0)
    func run(_ journal: [JSON]) throws -> (Search.Result, [JSON]) {
      var lines: [JSON] = []
      let result = try search.run(
        journal: journal, record: { lines.append($0) },
        evaluate: { values, progress in
          calls.wrappingAdd(1, ordering: .relaxed)
          return progress.report(Self.bowl(values)) ? Self.bowl(values) : nil
        })
      return (result, lines)
    }
    let (whole, lines) = try run([])
    #expect(lines.count == 25 && calls.load(ordering: .relaxed) == 24)
    // As it comes back from a file.
    let journal = try lines.prefix(kept).map { try JSONReader.read(JSONWriter.bytes($0)) }
    let (resumed, rest) = try run(journal)
    #expect(resumed == whole)
    #expect(rest.map { JSONWriter.text($0) } == lines.dropFirst(kept).map { JSONWriter.text($0) })
    #expect(calls.load(ordering: .relaxed) == 48 - max(0, kept - 1))
  }

  @Test func aJournalOfAnotherSearchIsRefused() throws {
    let search = try search(.random, trials: 3)
    var lines: [JSON] = []
    _ = try search.run(
      record: { lines.append($0) }, evaluate: { values, _ in Self.bowl(values) })
    var other = search
    other.seed = 7
    #expect(throws: TuningError.otherSearch) {
      try other.run(journal: lines) { _, _ in 1 }
    }
    let values = lines[1]["values"] ?? [:]
    let hostile: [JSON] = [
      [:], 3, ["trial": 0, "values": [:], "steps": [], "outcome": "done", "score": 1],
      ["trial": 5, "values": values, "steps": [], "outcome": "done", "score": 1],
      ["trial": 0, "values": values, "steps": [], "outcome": "done"],
      [
        "trial": 0, "steps": [], "outcome": "done", "score": 1,
        "values": ["rate": 7, "share": 0.5, "depth": 3, "kind": "a"],
      ],
    ]
    for entry in hostile {
      #expect(throws: TuningError.badEntry(index: 1)) {
        try search.run(journal: [lines[0], entry]) { _, _ in 1 }
      }
    }
  }

  @Test func trialsMayFail() throws {
    let search = try search(.parzen(randomTrials: 3), trials: 20)
    let result = try search.run { values, _ in
      values[3].choice == "a" ? nil : values[2].integer == 1 ? .nan : Self.bowl(values)
    }
    #expect(result.trials.contains { $0.outcome == .failed })
    #expect(throws: TuningError.nothingWorked(trials: 20)) { try search.run { _, _ in nil } }
  }

  @Test func badSpacesAreRefused() {
    #expect(throws: TuningError.self) { try SearchSpace([]) }
    #expect(throws: TuningError.self) {
      try SearchSpace([.init("x", .number(0...1, logarithmic: true))])
    }
    #expect(throws: TuningError.self) { try SearchSpace([.init("x", .choice([]))]) }
    #expect(throws: TuningError.self) {
      try SearchSpace([.init("x", .choice(["a"])), .init("x", .choice(["b"]))])
    }
    #expect(throws: TuningError.self) {
      try SearchSpace([.init("x", .integer(Int.min...Int.max, logarithmic: false))])
    }
  }
}
