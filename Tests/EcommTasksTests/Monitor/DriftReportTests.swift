import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct DriftReportTests {
  static let file: ModelFile? = try? ClassSamples.train(
    ClassSamples.visits(2000), target: "bought", kinds: [.logistic]
  ).model

  private func report(_ table: Table, rules: DriftRules = DriftRules()) throws -> DriftReport {
    let file = try #require(Self.file)
    let read = try ModelFile.parse(file.bytes, file: "m.json")
    return try ClassModel(read, name: "m.json").drift(
      table, from: WatchedModel(read, name: "m.json"), rejectedRows: 0, rules: rules)
  }

  private func replacing(_ table: Table, _ name: String, _ values: ColumnValues) -> Table {
    Table(table.columns.map { $0.name == name ? Column(name, values) : $0 })
  }

  @Test func sameSourceDoesNotDrift() throws {
    let found = try report(ClassSamples.visits(1500, seed: 2))
    #expect(!found.hasDrifted && found.driftedColumns == 0 && found.columns.count == 3)
    #expect(found.target?.isDrifted == false && found.prediction?.isDrifted == false)
    #expect(found.performance.count == 4 && !found.performance.contains(where: \.isWorse))
  }

  @Test func movedColumnTripsTheGate() throws {
    let table = ClassSamples.visits(1500, seed: 2)
    let moved = try #require(table["noise"]?.values.doubles).map { $0 + 1 }
    let found = try report(replacing(table, "noise", .numbers(moved)))
    #expect(found.columns.filter(\.isDrifted).map(\.name) == ["noise"])
    #expect(found.alarms.contains { $0.hasPrefix("noise: PSI") })
  }

  @Test func missingValuesAndUnknownCategories() throws {
    let table = ClassSamples.visits(600, seed: 2)
    let noise = try #require(table["noise"]?.values.doubles).enumerated().map {
      $0 % 4 == 0 ? .nan : $1
    }
    let channel = (0..<600).map { $0 % 5 == 0 ? "social" : "mail" }
    let found = try report(
      replacing(
        replacing(table, "noise", .numbers(noise)), "channel", .categories(Categories(of: channel)))
    )
    let reasons = Dictionary(uniqueKeysWithValues: found.columns.map { ($0.name, $0.reasons) })
    #expect(reasons["noise"] == ["missing 25.0 %, was 0.0 %"])
    #expect(reasons["channel"]?.contains("20.0 % of unknown categories") == true)
    #expect(reasons["pages"] == [])
  }

  @Test func columnsGoneAndRetyped() throws {
    let table = ClassSamples.visits(300, seed: 2)
    let texts = (0..<300).map { "word \($0)" }
    let found = try report(
      Table([
        Column("pages", .categories(Categories(of: texts))), table.columns[1], table.columns[3],
      ]))
    #expect(found.quality.missingColumns == ["channel"])
    #expect(found.quality.retyped.map(\.name) == ["pages"])
    #expect(found.hasDrifted && found.prediction == nil)
  }

  @Test func nothingToSay() throws {
    #expect(throws: DriftError.noRows) { try report(ClassSamples.visits(0)) }
    var file = try #require(Self.file)
    file.reference = .null
    #expect(throws: DriftError.noReference(file: "m")) { try WatchedModel(file, name: "m") }
  }

  @Test func fewRowsAreNoDrift() throws {
    let found = try report(ClassSamples.visits(6, seed: 5))
    #expect(found.columns.allSatisfy { ($0.criticalIndex ?? 0) > 1 })
    #expect(found.driftedColumns == 0)
  }

  @Test func wordsOfTexts() throws {
    let file = try ClassSamples.train(ClassSamples.goods(), target: "kind", kinds: [.svm]).model
    let watched = try WatchedModel(file, name: "m")
    let model = try ClassModel(file, name: "m")
    #expect(try !model.drift(ClassSamples.goods(90), from: watched, rejectedRows: 0).hasDrifted)
    var texts = Texts()
    for row in 0..<90 { texts.append("ganz andere Worte über Nummer \(row)".utf8) }
    let other = try model.drift(
      Table([Column("title", .texts(texts))]), from: watched, rejectedRows: 0)
    #expect(other.alarms.contains { $0.hasPrefix("title: PSI") })
  }
}
