import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ClassTrainingTests {
  @Test(arguments: ClassifierKind.allCases)
  func learnsWhatWasPlanted(_ kind: ClassifierKind) throws {
    let training = try ClassSamples.train(
      ClassSamples.visits(), target: "bought", kinds: [kind])
    let area = try #require(training.leaderboard.champion.mean(.rocAUC))
    #expect(area > 0.85)
    let base = try #require(training.leaderboard.baseline[.rocAUC])
    #expect(base == 0.5)
  }

  @Test func theBetterClassifierIsKept() throws {
    let training = try ClassSamples.train(ClassSamples.visits(), target: "bought")
    let means = training.leaderboard.entries.compactMap { $0.mean(.logLoss) }
    #expect(means.count == 2 && means[0] <= means[1])
    let margin = try #require(training.leaderboard.margin)
    #expect(isClose(margin.mean, means[1] - means[0], within: 1e-12))
    #expect(training.model.learner == training.leaderboard.champion.kind.rawValue)
  }

  @Test(arguments: ClassifierKind.allCases)
  func sameBytesOnAnyNumberOfThreads(_ kind: ClassifierKind) throws {
    let models = try [1, 2, 7].map { threads in
      try ClassSamples.train(
        ClassSamples.visits(), target: "bought", kinds: [kind],
        parallel: Parallel(threads: threads)
      ).model.bytes
    }
    #expect(models[0] == models[1] && models[0] == models[2])
  }

  @Test func aModelReadBackAnswersTheSame() throws {
    let table = ClassSamples.visits()
    for kind in ClassifierKind.allCases {
      let file = try ClassSamples.train(table, target: "bought", kinds: [kind]).model
      let direct = try ClassModel(file, name: "m").predict(table)
      let again = try ClassModel(ModelFile.parse(file.bytes, file: "m"), name: "m").predict(table)
      #expect(direct.probabilities == again.probabilities && direct.labels == again.labels)
    }
  }

  @Test func orderOfColumnsDoesNotMatterToAModel() throws {
    let table = ClassSamples.visits()
    let model = try ClassModel(ClassSamples.train(table, target: "bought").model, name: "m")
    let turned = Table(table.columns.reversed())
    #expect(try model.predict(table).probabilities == model.predict(turned).probabilities)
  }

  /// None stands for those that suit texts; trees of so many columns are slow without optimisation.
  @Test(arguments: [[]] + ClassifierKind.allCases.filter { $0 != .boosting }.map { [$0] })
  func tellsSeveralClassesByTheirWords(_ kinds: [ClassifierKind]) throws {
    let training = try ClassSamples.train(ClassSamples.goods(), target: "kind", kinds: kinds)
    #expect(try #require(training.leaderboard.champion.mean(.accuracy)) > 0.95)
    #expect(training.evaluation.perClass.map(\.name) == ["cup", "lamp", "sock"])
    #expect(training.decision.threshold == nil)
  }

  @Test(arguments: ClassBalance.allCases)
  func everyBalanceTrains(_ balance: ClassBalance) throws {
    let training = try ClassSamples.train(
      ClassSamples.visits(), target: "bought", kinds: [.boosting]
    ) { $0.balance = balance }
    #expect(try #require(training.leaderboard.champion.mean(.rocAUC)) > 0.85)
  }

  @Test func theThresholdFollowsItsRule() throws {
    let few = try ClassSamples.train(ClassSamples.visits(), target: "bought", kinds: [.logistic]) {
      $0.rule = .flagShare(0.1)
    }
    #expect(try #require(few.evaluation.binary).decision.flaggedShare < 0.15)
    let careful = try ClassSamples.train(
      ClassSamples.visits(), target: "bought", kinds: [.logistic]
    ) { $0.rule = .leastCost(falsePositive: 1, falseNegative: 20) }
    #expect(try #require(careful.evaluation.binary).decision.recall > 0.95)
  }

  @Test func anOrderThatIsAskedForHolds() throws {
    let training = try ClassSamples.train(
      ClassSamples.visits(), target: "bought", kinds: [.boosting]
    ) { $0.monotone = ["noise": -1] }
    let model = try ClassModel(training.model, name: "m")
    let steps = (0..<40).map { Double($0) / 10 - 2 }
    let rows = Table([
      Column("pages", .numbers(steps.map { _ in 9 })), Column("noise", .numbers(steps)),
      Column("channel", .categories(Categories(levels: ["ad"], codes: steps.map { _ in 0 }))),
    ])
    let chances = try model.predict(rows).probabilities.column(1)
    #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test func timeOrderedFoldsLearnFromThePast() throws {
    var columns = ClassSamples.visits().columns
    let day = (0..<400).map { Double(($0 * 37) % 400) }
    columns.append(Column("day", .numbers(day)))
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    wishes.time = "day"
    let input = try ClassInput(Table(columns), wishes: wishes, rejectedRows: 0)
    for fold in try input.data.splitting.folds(input.data.labels, count: 4, seed: 1) {
      let last = try #require(fold.training.map { day[$0] }.max())
      let first = try #require(fold.test.map { day[$0] }.min())
      #expect(last < first)
    }
  }

  @Test func refusesWhatCannotBeLearned() throws {
    let visits = ClassSamples.visits()
    func error(_ change: (inout [Column]) -> Void) -> (any Error)? {
      var columns = visits.columns
      change(&columns)
      do {
        _ = try ClassSamples.train(Table(columns), target: "bought")
        return nil
      } catch { return error }
    }
    #expect(
      error { $0[3].values = .booleans([Int8](repeating: 1, count: 400)) } as? ClassifyError
        == .oneClass(column: "bought", value: "true"))
    #expect(
      error { $0[3].values = .booleans([1] + [Int8](repeating: 0, count: 399)) } as? ClassifyError
        == .rareClass("true", column: "bought", rows: 1, needed: 2))
    #expect(
      error { $0[3].values = .numbers((0..<400).map(Double.init)) } as? ClassifyError
        == .manyClasses(column: "bought", count: 400))
    #expect(
      error { $0 = [$0[3]] } as? ClassifyError == .noFeatures(target: "bought", notes: []))
  }
}
