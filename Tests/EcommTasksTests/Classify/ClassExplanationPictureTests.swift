import EcommBase
import Testing

@testable import EcommTasks

@Suite struct ClassExplanationPictureTests {
  @Test func samplesAddUpAndRanksFollowValues() throws {
    let table = ClassSamples.visits(200)
    let training = try ClassSamples.train(table, target: "bought", kinds: [.boosting])
    let model = try ClassModel(training.model, name: "m")
    let explanation = try model.explain(table)
    let picture = ClassExplanationPicture(explanation, table, types: model.columnTypes)
    for sample in picture.samples {
      let sum = sample.parts.reduce(sample.base) { $0 + $1.part }
      #expect(abs(sum - sample.score) < 1e-9)
    }
    let pages = try #require(picture.columns.first { $0.name == "pages" })
    for row in pages.rows where row.value == 0 { #expect(row.rank < 0.2) }
    let channel = try #require(picture.columns.first { $0.name == "channel" })
    #expect(channel.levels.reduce(0) { $0 + $1.rows } == 200)
    #expect(channel.levels.max { $0.part < $1.part }?.name == "search")
    let contested = try #require(picture.contested)
    #expect(contested.parts.contains { $0.part > 0 } && contested.parts.contains { $0.part < 0 })
  }

  /// As whole numbers that the model took as categories come back from a file.
  @Test func whatTheModelTakesAsCategoriesIsShownAsSuch() throws {
    let table = ClassSamples.visits(200)
    let model = try ClassModel(
      ClassSamples.train(table, target: "bought", kinds: [.boosting]).model, name: "m")
    let explanation = try model.explain(table)
    let picture = ClassExplanationPicture(explanation, table, types: ["pages": .category])
    let pages = try #require(picture.columns.first { $0.name == "pages" })
    #expect(!pages.levels.isEmpty && pages.rows.allSatisfy { $0.value.isNaN && $0.rank.isNaN })
  }

  @Test func theConfusionOfTwoClassesIsThatOfTheDecision() throws {
    let training = try ClassSamples.train(ClassSamples.visits(200), target: "bought")
    let evaluation = training.evaluation
    let counts = try #require(evaluation.binary?.decision)
    #expect(
      evaluation.confusion == [
        [counts.trueNegatives, counts.falsePositives],
        [counts.falseNegatives, counts.truePositives],
      ])
    #expect(evaluation.confusion.joined().reduce(0, +) == 200)
  }
}
