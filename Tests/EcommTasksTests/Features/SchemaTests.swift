import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct SchemaTests {
  private func column(
    _ type: ColumnType, _ categories: [String] = [], range: ClosedRange<Double>? = nil,
    role: SchemaColumn.Role = .feature
  ) -> SchemaColumn {
    SchemaColumn(name: "c", type: type, role: role, categories: categories, range: range)
  }

  /// Two rows of `yes` and `no` are no booleans to a model that knows a `maybe`.
  @Test func fewRowsAreReadAsTheModelKnowsThem() throws {
    #expect(Schema.types([column(.category, ["maybe", "no", "yes"])]) == ["c": .category])
    #expect(Schema.types([column(.text)]) == ["c": .text])
    #expect(Schema.types([column(.number)]) == ["c": .number])
    #expect(Schema.types([column(.boolean, role: .target)]) == ["c": .boolean])
  }

  @Test func whatMayComeInSeveralWaysIsLeftToBeFound() throws {
    #expect(Schema.types([column(.category, ["1", "2", "13"])]).isEmpty, "1 or 1.0")
    #expect(Schema.types([column(.integer, range: 0...1)]).isEmpty, "0 and 1 or FALSE and TRUE")
    #expect(Schema.types([column(.integer, range: 0...9)]) == ["c": .number])
  }

  @Test func hugeNumbersKeepTheirOrderAndInfiniteOnesAreMissing() throws {
    let values = Column("c", .numbers([1e308, -1e308, .infinity, 5]))
    let read = try #require(Schema.values(values, as: .number).doubles)
    #expect(read[0] == 1e100 && read[1] == -1e100 && read[2].isNaN && read[3] == 5)
    #expect((read[0] * read[0] * read[0]).isFinite)
  }
}
