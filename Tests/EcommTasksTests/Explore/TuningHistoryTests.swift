import EcommLearn
import Testing

@testable import EcommTasks

@Suite struct TuningHistoryTests {
  /// The score is the first parameter alone; each seventh trial fails.
  private func history() throws -> TuningHistory {
    var search = Search(
      try SearchSpace([
        .init("matters", .number(0...1, logarithmic: false)),
        .init("idle", .choice(["a", "b"])),
      ]))
    search.strategy = .random
    search.trials = 40
    let result = try search.run(on: .serial) { values, _ in
      guard let value = values[0].number else { return nil }
      return value > 0.95 ? nil : value
    }
    return TuningHistory(name: "x", metric: "loss", search, result)
  }

  @Test func whatMattersIsToldFromWhatDoesNot() throws {
    let importance = try history().importance
    #expect(importance.first?.name == "matters")
    #expect((importance.first?.share ?? 0) > 0.8)
    #expect((importance.last?.share ?? 1) < 0.3)
  }

  @Test func theBestSoFarNeverRises() throws {
    let history = try history()
    let course = history.bestSoFar.filter(\.isFinite)
    #expect(zip(course, course.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(course.last == history.trials.first { $0.number == history.best }?.score)
  }
}
