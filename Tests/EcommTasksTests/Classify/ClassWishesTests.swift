import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

/// What is asked for and cannot be done is an error, never passed over.
@Suite struct ClassWishesTests {
  private func train(
    _ table: Table = ClassSamples.visits(), kinds: [ClassifierKind] = [],
    time: String? = nil, group: String? = nil,
    change: (inout ClassSettings) -> Void = { _ in }
  ) throws -> ClassTraining {
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    wishes.time = time
    wishes.group = group
    var settings = ClassSettings()
    settings.kinds = kinds
    settings.boosting.trees = 20
    change(&settings)
    return try ClassTraining.train(
      ClassInput(table, wishes: wishes, rejectedRows: 0), settings: settings)
  }

  private func visits(adding columns: [Column]) -> Table {
    let visits = ClassSamples.visits()
    return Table(visits.columns + columns, rowCount: visits.rowCount)
  }

  @Test func monotoneNeedsAColumnOfNumbersAndTrees() throws {
    #expect(throws: ColumnError.missing("page", nearest: "pages")) {
      try train { $0.monotone["page"] = 1 }
    }
    #expect(throws: ColumnError.wrongType("channel", type: .category, expected: ["number"])) {
      try train { $0.monotone["channel"] = 1 }
    }
    #expect(throws: ClassifyError.boostingOnly("--monotone", kind: .logistic)) {
      try train(kinds: [.logistic]) { $0.monotone["pages"] = 1 }
    }
    #expect(try train { $0.monotone["pages"] = 1 }.leaderboard.entries.map(\.kind) == [.boosting])
  }

  /// A ratio of a monotone column could turn the answer against it.
  @Test func theAnswerNeverTurnsAgainstAMonotoneColumn() throws {
    var random = SeededRandom(seed: 8)
    let pages = (0..<400).map { _ in Double(random.below(20)) }
    let seconds = pages.map { ($0 + 1) * (random.uniform() < 0.5 ? 5 : 50) }
    let bought = zip(pages, seconds).map { pages, seconds in
      seconds > pages * 20 || random.uniform() < 0.1 ? Int8(1) : 0
    }
    let table = Table([
      Column("pages", .numbers(pages)), Column("pages_duration", .numbers(seconds)),
      Column("bought", .booleans(bought)),
    ])
    let model = try ClassModel(train(table) { $0.monotone["pages"] = 1 }.model, name: "m")
    let steps = (0..<20).map(Double.init)
    let chances = try model.predict(
      Table([
        Column("pages", .numbers(steps)),
        Column("pages_duration", .numbers(steps.map { _ in 200 })),
      ])
    ).probabilities.column(1)
    #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func aThresholdNeedsTwoClasses() throws {
    #expect(throws: ClassifyError.binaryOnly("a threshold", classes: 3)) {
      try ClassSamples.train(ClassSamples.goods(), target: "kind") { $0.rule = .flagShare(0.1) }
    }
  }

  @Test func fewGroupsMakeFewFolds() throws {
    let table = visits(adding: [Column("shop", .integers((0..<400).map { Int64($0 % 3) }))])
    #expect(try train(table, group: "shop").folds == 3)
  }

  @Test func rowsWithoutATimeAreLeftOutAloud() throws {
    let times = (0..<400).map { $0 % 10 == 0 ? ColumnValues.missingInteger : Int64($0) }
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    wishes.time = "second"
    let input = try ClassInput(
      visits(adding: [Column("second", .integers(times))]), wishes: wishes, rejectedRows: 0)
    #expect(input.rows == 360 && input.notes.contains("40 rows without second left out"))
    #expect(input.data.table["second"] == nil, "a clock is nothing to learn from")
  }

  @Test func aFoldOfOneClassIsNamed() throws {
    var table = visits(adding: [Column("second", .integers((0..<400).map { Int64($0) }))])
    table = Table(
      table.columns.map {
        $0.name == "bought" ? Column($0.name, .booleans((0..<400).map { $0 < 390 ? 0 : 1 })) : $0
      })
    #expect(throws: ClassifyError.oneClassToLearn("false", splitting: "time-ordered")) {
      try train(table, time: "second")
    }
  }

  @Test func aSearchNeedsRowsOfEveryClassBesideThoseKeptAside() throws {
    let visits = ClassSamples.visits(60)
    let table = Table(
      visits.columns.dropLast() + [Column("bought", .booleans((0..<60).map { $0 < 2 ? 1 : 0 }))])
    #expect(throws: ClassifyError.rareClass("true", column: "bought", rows: 2, needed: 4)) {
      try train(table) { $0.trials = 2 }
    }
  }

  @Test func aSettingOfNoChosenClassifierIsRefused() throws {
    var settings = ClassSettings()
    settings.kinds = [.boosting]
    try settings.checkEffect(of: "depth")
    #expect(throws: SettingError.self) { try settings.checkEffect(of: "c") }
    settings.kinds = []
    try settings.checkEffect(of: "c")
  }

  /// Copies of rows that are learned from would never say stop.
  @Test(arguments: [ClassBalance.over, .smote])
  func noiseStopsEarlyWhateverTheBalance(_ balance: ClassBalance) throws {
    var random = SeededRandom(seed: 4)
    let visits = ClassSamples.visits(600)
    let noise = (0..<600).map { _ in random.uniform() < 0.1 ? Int8(1) : 0 }
    let table = Table(visits.columns.dropLast() + [Column("bought", .booleans(noise))])
    let training = try train(table, kinds: [.boosting]) {
      $0.balance = balance
      $0.folds = 2
      $0.boosting.trees = 300
    }
    #expect(try #require(training.model.settings["rounds"]?.integer) < 60)
  }
}
