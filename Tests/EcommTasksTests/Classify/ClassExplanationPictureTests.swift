import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ClassExplanationPictureTests {
  @Test func samplesAddUpAndRanksFollowValues() throws {
    let table = ClassSamples.visits(200)
    let training = try ClassSamples.train(table, target: "bought", kinds: [.boosting])
    let model = try ClassModel(training.model, name: "m")
    let explanation = try model.explain(table)
    let picture = ClassExplanationPicture(explanation, table, schema: model.schema)
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

  /// A file has whole numbers where the model took categories.
  @Test func whatTheModelTakesAsCategoriesIsShownAsSuch() throws {
    let path = SourceTree.root + "/Models/purchase.json"
    let model = try ClassModel(ModelFile.read(path), name: path)
    let table = try TableReader.read(SourceTree.root + "/Data/sessions.csv").table.evenly(300)
    let picture = ClassExplanationPicture(
      try model.explain(table), table, schema: model.schema)
    #expect(table["TrafficType"]?.values.type != .category)
    let traffic = try #require(picture.columns.first { $0.name == "TrafficType" })
    #expect(!traffic.levels.isEmpty && traffic.rows.allSatisfy { $0.value.isNaN })
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
