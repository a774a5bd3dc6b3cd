import EcommBase
import EcommData
import EcommTestKit
import Glibc
import Testing

@testable import EcommTasks

@Suite struct ClassModelTests {
  private let table = ClassSamples.visits()

  private func model(_ kind: ClassifierKind = .boosting) throws -> ClassModel {
    try ClassModel(
      ClassSamples.train(table, target: "bought", kinds: [kind]).model, name: "m")
  }

  @Test func aMissingColumnIsNamedWithTheNearest() throws {
    let renamed = Table(
      table.columns.map { Column($0.name == "pages" ? "Pages_" : $0.name, $0.values) })
    #expect(throws: ColumnError.needed("pages", nearest: "Pages_")) {
      try model().predict(renamed)
    }
  }

  @Test func aColumnOfAnotherTypeIsRefused() throws {
    let columns = table.columns.map { column in
      column.name == "pages"
        ? Column(
          "pages",
          .categories(Categories(levels: ["many"], codes: [Int32](repeating: 0, count: 400))))
        : column
    }
    #expect(throws: ColumnError.wrongType("pages", type: .category, expected: ["number"])) {
      try model().predict(Table(columns))
    }
  }

  @Test(arguments: ClassifierKind.allCases)
  func unknownCategoriesAndMissingValuesGetAnAnswer(_ kind: ClassifierKind) throws {
    let rows = Table([
      Column("pages", .numbers([.nan, 5, .infinity])),
      Column("noise", .numbers([.nan, 0, 1])),
      Column("channel", .categories(Categories(levels: ["moon"], codes: [-1, 0, 0]))),
    ])
    let chances = try model(kind).predict(rows).probabilities.values
    #expect(chances.count == 6 && chances.allSatisfy { (0...1).contains($0) })
  }

  @Test func noRowsAreNoTrouble() throws {
    #expect(try model().predict(table.selecting(rows: [])).labels.isEmpty)
  }

  @Test(arguments: ClassifierKind.allCases)
  func aHostileLearnerIsRefusedOrAnswersSoundly(_ kind: ClassifierKind) throws {
    try tryOut(kind, [\.model])
  }

  /// One chain that ends in trees, and one that ends in numbers.
  @Test(arguments: [ClassifierKind.boosting, .logistic])
  func aHostileModelIsRefusedOrAnswersSoundly(_ kind: ClassifierKind) throws {
    try tryOut(kind, [\.decision, \.reference])
    let file = try hostile(kind)
    for mutation in JSONMutation.all(of: .array(file.preparation)) {
      guard let steps = mutation.json.array else { continue }
      var changed = file
      changed.preparation = steps
      tryOut(changed, mutation.name)
    }
  }

  private func hostile(_ kind: ClassifierKind) throws -> ModelFile {
    try ClassSamples.train(table, target: "bought", kinds: [kind]) { $0.boosting.trees = 2 }.model
  }

  private func tryOut(_ kind: ClassifierKind, _ parts: [WritableKeyPath<ModelFile, JSON>]) throws {
    let file = try hostile(kind)
    for part in parts {
      for mutation in JSONMutation.all(of: file[keyPath: part]) {
        var changed = file
        changed[keyPath: part] = mutation.json
        tryOut(changed, mutation.name)
      }
    }
  }

  private func tryOut(_ changed: ModelFile, _ name: String) {
    guard let model = try? ClassModel(changed, name: "m"),
      let found = try? model.predict(table.selecting(rows: Array(0..<5)))
    else { return }
    #expect(found.probabilities.values.allSatisfy { !$0.isNaN }, "\(name)")
  }

  @Test(arguments: ClassifierKind.allCases)
  func whatColumnsAddSumsToTheScore(_ kind: ClassifierKind) throws {
    let model = try model(kind)
    let rows = table.selecting(rows: Array(0..<50))
    let explanation = try model.explain(rows)
    let raw = try model.fitted.probabilities(
      try Schema.read(rows, model.schema), parallel: Parallel()
    ).column(1)
    for row in 0..<50 {
      let score = explanation.base[row] + explanation.parts(ofRow: row).reduce(0, +)
      let odds = log(raw[row] / (1 - raw[row]))
      // A support vector machine's two margins are each other's negative.
      #expect(isClose(kind == .svm ? 2 * score : score, odds, within: 1e-6))
    }
    #expect(Set(explanation.names) == ["pages", "noise", "channel"])
    #expect(explanation.importance[0].name == "pages")
  }

  @Test func reasonsNameTheColumnItsValueAndItsPlace() throws {
    let model = try model()
    let rows = table.selecting(
      rows: (0..<400).filter { table["pages"]?.values.doubles?[$0] == 19 })
    let words = try Reasons(model.explain(rows), rows, model).words(0, count: 1)
    #expect(words.count == 1)
    #expect(words[0].hasPrefix("+") && words[0].hasSuffix(" pages 19 (high)"), "\(words)")
  }
}
