import EcommBase
import EcommReport
import EcommTasks
import EcommTestKit
import Testing

@Suite struct ModelPagesTests {
  private static let path = SourceTree.root + "/Models/purchase.json"

  private func story(_ outcome: String, challenger: Double?) -> RetrainStory {
    let sides: [RetrainStory.Side] =
      [.init(name: "in place", id: "aaaa", score: 0.71)]
      + (challenger.map { [.init(name: "challenger", id: "bbbb", score: $0)] } ?? [])
    return RetrainStory(
      model: "<b>", outcome: outcome, why: "because of <i>", metric: "PR-AUC", isLowerBetter: false,
      window: "the newest 500 rows", sides: sides, pValue: 0.02,
      triggers: [.init(name: "if-drift", isFired: true, why: "drift: <u>")], promoted: nil)
  }

  @Test func aRetrainingTellsBothScoresWindowAndReasons() {
    let page = RetrainPage.page(story("promoted", challenger: 0.74))
    let text = page.html
    for words in ["0.7100", "0.7400", "aaaa", "bbbb", "the newest 500 rows", "if-drift", "0.02"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(text.contains("more is better") && page.charts.count == 1)
    for name in ["<b>", "<i>", "<u>"] { #expect(!text.contains(name)) }
  }

  @Test func allOfAFolderAreOnOnePage() {
    let page = RetrainPage.page(
      [story("kept", challenger: 0.6), story("not due", challenger: nil)],
      others: [("sales", "failed", "no such file")], folder: "Models/")
    #expect(page.title.contains("3 models") && page.title.contains("1 failed"))
    #expect(page.html.contains("no such file"))
    #expect(RetrainPage.page([], others: [], folder: "m").charts.isEmpty)
  }

  @Test func aModelIsShownWithWhatItLearnedFrom() throws {
    let file = try ModelFile.read(Self.path)
    let page = try ModelShowPage.page(file, name: "purchase")
    #expect(page.html.contains(file.id) && page.summary.contains("9,913 rows"))
    #expect(page.charts.map(\.name).contains("column-PageValues"))
  }

  @Test func differencesOfFiguresAreDrawn() throws {
    let file = try ModelFile.read(Self.path)
    var other = file
    other.evaluation = ["folds": 7, "roc_auc": 0.5]
    var third = file
    third.evaluation = ["folds": 7, "roc_auc": 0.6]
    let page = ModelDiffPage.page(try ModelDifference.between(other, third), other, third)
    #expect(page.charts.first?.chart.title == "roc_auc changed most, by +20 %")
    #expect(ModelDiffPage.page([], file, file).title == "The models are the same")
  }
}
