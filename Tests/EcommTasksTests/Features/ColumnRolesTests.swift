import EcommBase
import EcommData
import Testing

@testable import EcommTasks

@Suite struct ColumnRolesTests {
  private func roles(_ columns: [Column], _ change: (inout ColumnRoles.Wishes) -> Void = { _ in })
    throws -> ColumnRoles
  {
    var wishes = ColumnRoles.Wishes()
    change(&wishes)
    return try ColumnRoles.find(Table(columns), wishes)
  }

  private func codes(_ name: String, from least: Int64) -> Column {
    Column(name, .integers((0..<400).map { Int64($0 % 8) + least }))
  }

  @Test func fewWholeNumbersFromOneAreNames() throws {
    #expect(try roles([codes("Browser", from: 1)]).features[0].type == .category)
    #expect(try roles([codes("Browser", from: 0)]).features[0].type == .integer)
    #expect(try roles([codes("items", from: 1)]).features[0].type == .integer)
    #expect(try roles([codes("OperatingSystems", from: 1)]).features[0].type == .category)
    #expect(
      try roles([codes("Browser", from: 1)]) { $0.typed = ["Browser"] }.features[0].type
        == .integer)
  }

  @Test func whatTellsNothingIsLeftOutAloud() throws {
    let found = try roles([
      Column("user_id", .integers((0..<400).map { $0 * 7 })),
      Column("empty", .numbers([Double](repeating: .nan, count: 400))),
      Column("same", .numbers([Double](repeating: 3, count: 400))),
      codes("unwanted", from: 0), codes("paid", from: 0),
    ]) { $0.dropped = ["unwanted"] }
    #expect(found.features.map(\.name) == ["paid"])
    #expect(found.notes.count == 4)
    let kept = try roles([Column("user_id", .integers((0..<400).map { $0 * 7 }))]) {
      $0.kept = ["user_id"]
    }
    #expect(kept.features.count == 1)
  }

  @Test func aNameThatIsNotThereIsAnError() {
    #expect(throws: ColumnError.missing("Browsr", nearest: "Browser")) {
      try roles([codes("Browser", from: 1)]) { $0.dropped = ["Browsr"] }
    }
  }

  @Test func wordsOfNames() {
    #expect(NameWords.of("ProductRelated_Duration") == ["product", "related", "duration"])
    #expect(NameWords.of("CustomerID") == ["customer", "id"])
    #expect(NameWords.of("user-id 2") == ["user", "id", "2"])
  }

  @Test func aColumnThatGivesTheAnswerAwayIsNamed() throws {
    let visits = ClassSamples.visits()
    let bought = visits["bought"]?.values.doubles ?? []
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    let input = try ClassInput(
      Table(visits.columns + [Column("receipt", .numbers(bought.map { $0 * 2 + 1 }))]),
      wishes: wishes, rejectedRows: 0)
    #expect(input.warnings[0].contains("give the answer away"))
    #expect(input.warnings[0].contains("--drop receipt"))
    let honest = try ClassInput(visits, wishes: wishes, rejectedRows: 0)
    #expect(!honest.warnings.contains { $0.contains("give the answer away") })
  }

  @Test func copiesAreDroppedAloud() throws {
    let visits = ClassSamples.visits()
    let doubled = visits.selecting(rows: Array(0..<400) + [0, 1, 2])
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    #expect(try ClassInput(doubled, wishes: wishes, rejectedRows: 0).rows == 400)
    wishes.keepsDuplicates = true
    #expect(try ClassInput(doubled, wishes: wishes, rejectedRows: 0).rows == 403)
  }
}
