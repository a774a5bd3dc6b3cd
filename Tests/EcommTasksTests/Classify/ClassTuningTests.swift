import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ClassTuningTests {
  private func train(_ journal: String?, trials: Int = 5, threads: Int = 2) throws -> ClassTraining
  {
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    var settings = ClassSettings()
    settings.kinds = [.logistic]
    settings.folds = 3
    settings.trials = trials
    return try ClassTraining.train(
      ClassInput(ClassSamples.visits(), wishes: wishes, rejectedRows: 0), settings: settings,
      journal: journal.map { LineLog($0) }, parallel: Parallel(threads: threads))
  }

  @Test func theReportIsOfRowsThatTheSearchNeverSaw() throws {
    let training = try train(nil)
    #expect(training.isHeldOut && training.evaluation.rows == 80)
    #expect(training.leaderboard.champion.judged.count == 320)
    #expect(training.model.evaluation["held_out"] != nil)
  }

  @Test func aSearchGoesOnFromItsJournal() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("trials.jsonl")
    let whole = try train(path).model.bytes
    let lines = try SmallFile.bytes(path).split(separator: 10)
    #expect(lines.count == 6)
    // Cut off in the middle of the fifth line.
    let cut = lines.prefix(4).flatMap { $0 + [10] } + lines[4].prefix(20)
    try AtomicFile.write(Array(cut), to: path)
    #expect(try train(path, threads: 1).model.bytes == whole)
    #expect(try LineLog(path).values().count == 6)
  }
}
