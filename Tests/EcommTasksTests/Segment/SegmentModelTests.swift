import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct SegmentModelTests {
  private func model() throws -> SegmentModel {
    let file = try SegmentSamples.trained.get().model
    return try SegmentModel(ModelFile.parse(file.bytes, file: "m"), name: "m")
  }

  @Test func whatWasReadAnswersAsWhatWasTrained() throws {
    let training = try SegmentSamples.trained.get()
    let answers = try model().answers(training.answers.customers)
    #expect(answers.segments == training.answers.segments)
    #expect(answers.isOdd == training.answers.isOdd)
    #expect(answers.expectedPurchases == training.answers.expectedPurchases)
    #expect(answers.scores == training.answers.scores)
  }

  @Test func theTableOfCustomersSaysTheSameAsThePurchases() throws {
    let training = try SegmentSamples.trained.get()
    let source = PurchaseSource(Loaded(table: training.answers.wideTable, report: ReadReport()))
    let input = try SegmentInput(source, wishes: .init())
    #expect(input.isReadyTable)
    let answers = try model().answers(input.customers)
    #expect(answers.customers.names == training.answers.customers.names)
    #expect(answers.segments == training.answers.segments)
    #expect(answers.expectedPurchases == training.answers.expectedPurchases)
  }

  @Test func theModelHoldsNoCustomer() throws {
    let training = try SegmentSamples.trained.get()
    let text = String(decoding: training.model.bytes, as: UTF8.self)
    for name in training.answers.customers.names.prefix(50) {
      #expect(!text.contains("\"\(name)\"") && !text.contains(" \(name),"), "\(name)")
    }
  }

  @Test func aTableOfThreeFiguresIsEnough() throws {
    let source = try SegmentSamples.source(
      "customer,recency,frequency,monetary\na,5,20,4000\nb,260,1,15\nc,,1,15\nd,nan,1,1\n"
    )
    let input = try SegmentInput(source, wishes: .init())
    let answers = try model().answers(input.customers)
    let names = answers.segments.map { $0 < 0 ? "" : answers.segmentNames[$0] }
    #expect(names == ["Champions", "Lost", "", ""])
    #expect(answers.expectedPurchases == nil)
  }

  @Test func nobodyIsNoTrouble() throws {
    let none = Customers(names: [], figures: [.recency: [], .frequency: [], .monetary: []])
    #expect(try model().answers(none).table.rowCount == 0)
  }

  @Test func infiniteFiguresGetAnAnswer() throws {
    let odd = Customers(
      names: ["a", "b"],
      figures: [
        .recency: [-5, 1e300], .frequency: [1e300, -1], .monetary: [-1e300, 1e300],
      ])
    let answers = try model().answers(odd)
    #expect(answers.segments.allSatisfy { $0 >= 0 })
    #expect(answers.distances.allSatisfy { $0.isFinite })
  }

  @Test func migrationsAddUp() throws {
    let input = try SegmentSamples.sample()
    let day = try #require(CivilDate(iso: "2024-09-30"))
    let source = PurchaseSource(try TableReader.read(SegmentSamples.transactions))
    let migration = try model().migration(input, of: source, since: day)
    #expect(migration.counts.reduce(0) { $0 + $1.reduce(0, +) } == input.customers.count)
    let moved = migration.moves.count { $0.from != nil }
    #expect(moved > 0 && (0.5...0.99).contains(migration.shareStayed))
    let same = SegmentMigration.between(
      try model().answers(input.customers), try model().answers(input.customers))
    #expect(same.moves.isEmpty && same.shareStayed == 1)
  }

  @Test func rulesFindTheirSegments() throws {
    let training = try SegmentSamples.trained.get()
    let explanation = try model().explain(training.answers)
    let lost = try #require(explanation.segments.last)
    let rule = try #require(lost.rule)
    #expect(rule.precision > 0.95 && rule.recall > 0.95)
    #expect(lost.differences.first?.figure == .recency)
  }

  @Test func anEvaluationOnTheSameCustomersIsThatOfTraining() throws {
    let training = try SegmentSamples.trained.get()
    let evaluation = try model().evaluate(training.answers.customers)
    let silhouette = try #require(evaluation.silhouette)
    let before = try #require(training.model.evaluation["silhouette"]?.double)
    #expect(isClose(silhouette, before, within: 1e-9))
    #expect((evaluation.agreement ?? 0) > 0.98)
    #expect(evaluation.profiles.map(\.customers) == training.profiles.map(\.customers))
  }

  @Test func aHostileModelIsRefusedOrAnswersSoundly() throws {
    var settings = SegmentSamples.fast
    settings.k = 2
    let lines = (1...30).map { row in
      (0...row % 4).map {
        "\(row * 10 + $0),\(row),2025-0\(1 + $0)-1\(row % 9),1,\(row + $0),a,PL\n"
      }.joined()
    }.joined()
    let input = try SegmentSamples.input(lines)
    let file = try SegmentTraining.train(input, settings: settings).model
    #expect(file.model["value"] != .null)
    func tryOut(_ changed: ModelFile, _ name: String) {
      guard let model = try? SegmentModel(changed, name: "m"),
        let answers = try? model.answers(input.customers)
      else { return }
      #expect(answers.segments.allSatisfy { $0 < model.segments.count }, "\(name)")
      _ = model.explain(answers)
    }
    for change in JSONMutation.all(of: file.model) {
      var changed = file
      changed.model = change.json
      tryOut(changed, change.name)
    }
    for change in JSONMutation.all(of: .array(file.preparation)) {
      guard let steps = change.json.array else { continue }
      var changed = file
      changed.preparation = steps
      tryOut(changed, change.name)
    }
  }
}
