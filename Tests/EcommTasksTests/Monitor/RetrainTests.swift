import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct RetrainTests {
  private static let metric = RetrainMetric(name: "pr_auc", title: "PR-AUC", isLowerBetter: false)

  private static func model(_ seed: Int) -> ModelFile {
    ModelFile(
      task: .classify, learner: "logistic",
      data: DataSummary(rows: 1, columns: 1, rejectedRows: 0, fingerprint: "f"), schema: [],
      settings: JSON.Object([("seed", .integer(seed))]), model: [:])
  }

  private func plan(
    score: Double? = 0.7, challenger: Double = 0.72, p: Double? = 0.01, newRows: Int = 100,
    obstacle: String? = nil
  ) -> RetrainPlan {
    RetrainPlan(
      metric: Self.metric, window: "100 rows", newRows: newRows, noun: "row", obstacle: obstacle,
      score: score, scoreInTraining: 0.8, notes: [], drift: { throw DriftError.noRows },
      challenge: {
        Challenge(
          model: Self.model(1), score: challenger, scoreInPlace: score ?? .nan, pValue: p,
          refit: { Self.model(2) })
      })
  }

  private func decide(
    _ plan: RetrainPlan, since: Int? = 0, now: Int = 864_000,
    _ change: (inout RetrainRules) -> Void = { _ in }
  ) throws -> RetrainDecision {
    var rules = RetrainRules()
    change(&rules)
    return try plan.decide(
      rules, champion: "c", asked: AskedOptions([("target", ["y"])]), now: now, since: since)
  }

  @Test func promotesTheBetter() throws {
    let decision = try decide(plan())
    #expect(decision.outcome == .promoted)
    #expect(decision.promoted?.settings["options"]?["target"] == "y")
    #expect(decision.promoted?.settings["seed"] == 2)
    #expect(try decide(plan()) { $0.refits = false }.promoted?.settings["seed"] == 1)
  }

  @Test func whatWasRolledBackDoesNotComeBackByItself() throws {
    let asked = AskedOptions([("target", ["y"])])
    let promoted = try #require(try decide(plan()).promoted?.id)
    let again = try plan().decide(
      RetrainRules(), champion: "c", asked: asked, now: 1, since: 0, refused: [promoted])
    #expect(again.outcome == .kept && again.why.contains("rolled back"))
  }

  @Test func keepsWithoutEnough() throws {
    #expect(try decide(plan(challenger: 0.7)).outcome == .kept)
    #expect(try decide(plan(challenger: 0.6)).outcome == .kept)
    #expect(try decide(plan(challenger: .nan)).outcome == .kept)
    #expect(try decide(plan()) { $0.margin = 0.03 }.outcome == .kept)
    #expect(
      try decide(plan()) {
        $0.margin = 0.02
        $0.isMarginShare = true
      }.outcome == .promoted)
    #expect(try decide(plan(p: 0.2)) { $0.significance = 0.05 }.outcome == .kept)
    #expect(try decide(plan(p: nil)) { $0.significance = 0.05 }.outcome == .kept)
    #expect(try decide(plan(obstacle: "no labels")).why == "no labels")
  }

  @Test func triggersAreEvaluated() throws {
    let week = RetrainTrigger.olderThan(seconds: 604_800, words: "7d")
    #expect(try decide(plan(), now: 1000) { $0.triggers = [week] }.outcome == .notDue)
    #expect(try decide(plan()) { $0.triggers = [week] }.outcome == .promoted)
    #expect(try decide(plan(), since: nil) { $0.triggers = [week] }.outcome == .promoted)
    let back = try decide(plan(), since: 10_000, now: 1) { $0.triggers = [week] }
    #expect(back.triggers[0].why.contains("clock"))
    #expect(try decide(plan()) { $0.triggers = [.worse(share: 0.1)] }.outcome == .promoted)
    #expect(try decide(plan()) { $0.triggers = [.worse(share: 0.2)] }.outcome == .notDue)
    #expect(try decide(plan(newRows: 9)) { $0.triggers = [.newRows(10)] }.outcome == .notDue)
    let both: (inout RetrainRules) -> Void = { $0.triggers = [week, .newRows(1000)] }
    #expect(try decide(plan(), both).outcome == .promoted)
    #expect(
      try decide(plan()) {
        both(&$0)
        $0.needsAllTriggers = true
      }.outcome == .notDue)
    #expect(throws: DriftError.noRows) { try decide(plan()) { $0.triggers = [.drift] } }
  }

  @Test func windowIsNewAndUnseen() {
    let day = Timestamp.day
    let times = (0..<100).map { Int64(99 - $0) * day }
    let window = NewestWindow(times: times, share: 0.1, trainedTo: "1970-03-31")
    #expect(window.window == Array(0..<10) && window.newRows.count == 10 && window.notes.isEmpty)
    #expect(window.training == Array(10..<100))
    let later = NewestWindow(times: times, share: 0.5, trainedTo: "1970-03-31")
    #expect(later.window.count == 10 && later.training.count == 90)
    let none = NewestWindow(times: times, share: 0.5, trainedTo: "1999-01-01")
    #expect(none.window.isEmpty && none.training.count == 100)
  }

  @Test func withoutDatesRowsLearnedFromAreNoNewOnes() {
    let window = NewestWindow(rows: 100, share: 0.2, isSeen: (0..<100).map { $0 % 2 == 0 })
    #expect(window.window == Array(stride(from: 61, to: 100, by: 2)))
    #expect(window.newRows.count == 50 && window.training.count == 80 && window.notes.isEmpty)
    let same = NewestWindow(rows: 100, isSeen: [Bool](repeating: true, count: 100))
    #expect(same.window.isEmpty && same.obstacle == "no rows that the model in place has not seen")
    let few = NewestWindow(rows: 100, isSeen: (0..<100).map { $0 < 80 })
    #expect(few.obstacle?.hasPrefix("only 20 new rows") == true)
    let blind = NewestWindow(rows: 100, share: 0.2, isSeen: nil)
    #expect(blind.window == Array(80..<100) && blind.notes.count == 1)
  }

  /// Rows made of several of the table are as many as they like.
  @Test func whatIsSeenOfOtherRowsSaysNothing() {
    let table = Table([Column("a", .numbers([1, 2, 3]))])
    let data = DataSummary(rows: 3, columns: 1, rejectedRows: 0, fingerprint: "f")
    let window = NewestWindow.of(table, time: nil, share: 0.5, trainedOn: data) { [true] }
    #expect(window.window == [2] && window.notes.count == 1)
    let known = NewestWindow.of(table, time: nil, share: 0.5, trainedOn: data) {
      [true, false, true]
    }
    #expect(known.window == [1] && known.notes.isEmpty)
  }

  /// After a promotion fitted to all rows the same file holds nothing to judge by; one that goes on does.
  @Test func championIsNotJudgedOnRowsItLearned() throws {
    let old = ClassSamples.visits(300, seed: 1)
    let all = joined(old, ClassSamples.visits(200, seed: 2))
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    var settings = ClassSettings()
    settings.kinds = [.logistic]
    settings.folds = 2
    func plan(_ learned: Table) throws -> RetrainPlan {
      let input = try ClassInput(learned, wishes: wishes, rejectedRows: 0)
      let file = try ClassTraining.train(input, settings: settings).model
      let read = try ModelFile.parse(file.bytes, file: "m")
      return try ClassRetraining(
        ClassModel(read, name: "m"), WatchedModel(read, name: "m"), wishes: wishes,
        settings: settings
      ).plan(Loaded(table: all, report: ReadReport()))
    }
    let fresh = try plan(old)
    #expect(fresh.obstacle == nil && (170...200).contains(fresh.newRows))
    #expect(fresh.window == "the last 100 rows that are new")
    #expect(try fresh.challenge().model.data.rows == 400)
    let stale = try plan(all)
    #expect(stale.newRows == 0 && stale.obstacle == "no rows that the model in place has not seen")
  }

  /// All that a model remembers is enough to train it again: the same settings, the same bytes.
  @Test func optionsRoundTrip() throws {
    let asked = AskedOptions([("target", ["y"]), ("keep-duplicates", []), ("set", ["a=1", "b=2"])])
    let again = try AskedOptions(JSONFields(asked.json, file: "m", path: ""))
    #expect(again == asked)
    let hostile: JSON = ["target": ["x": 1]]
    #expect(throws: FieldError.self) {
      try AskedOptions(JSONFields(hostile, file: "m", path: ""))
    }
  }

  @Test func classifierAgainstItsPast() throws {
    func table(_ rows: Int, seed: UInt64, day: Int) -> Table {
      let own = ClassSamples.visits(rows, seed: seed)
      let dates = (0..<rows).map { Int64(day) * Timestamp.day + Int64($0) * Timestamp.second }
      return Table(own.columns + [Column("at", .dates(dates))])
    }
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    var settings = ClassSettings()
    settings.kinds = [.logistic]
    settings.folds = 2
    let input = try ClassInput(table(300, seed: 1, day: 100), wishes: wishes, rejectedRows: 0)
    let file = try ClassTraining.train(input, settings: settings).model
    #expect(file.data.lastDate == "1970-04-11")
    let model = try ClassModel(file, name: "m")
    let retraining = ClassRetraining(
      model, try WatchedModel(file, name: "m"), wishes: wishes, settings: settings)
    let all = joined(table(300, seed: 1, day: 100), table(400, seed: 2, day: 110))
    let plan = try retraining.plan(Loaded(table: all, report: ReadReport()))
    #expect(plan.newRows == 400 && plan.obstacle == nil && plan.scoreInTraining != nil)
    #expect(plan.window.hasPrefix("140 rows from 1970-04-21"))
    let challenge = try plan.challenge()
    #expect(challenge.model.data.rows == 560 && challenge.score > 0.5)
    #expect(try challenge.refit().data.rows == 700)
    let old = try retraining.plan(
      Loaded(table: table(300, seed: 1, day: 100), report: ReadReport()))
    #expect(old.newRows == 0 && old.obstacle != nil)
  }
}

private func joined(_ a: Table, _ b: Table) -> Table {
  Table(zip(a.columns, b.columns).map { Column($0.name, $0.values.appending($1.values)) })
}

extension ColumnValues {
  fileprivate func appending(_ other: ColumnValues) -> ColumnValues {
    switch (self, other) {
    case (.numbers(let a), .numbers(let b)): .numbers(a + b)
    case (.dates(let a), .dates(let b)): .dates(a + b)
    case (.booleans(let a), .booleans(let b)): .booleans(a + b)
    case (.categories(let a), .categories(let b)):
      .categories(Categories(levels: a.levels, codes: a.codes + b.codes))
    default: self
    }
  }
}
