import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct SeenRowsTests {
  private func table(_ rows: Range<Int>) -> Table {
    Table([
      Column("a", .numbers(rows.map { Double($0) / 7 })),
      Column("b", .categories(Categories(of: rows.map { $0 % 5 == 0 ? nil : "level \($0 % 3)" }))),
    ])
  }

  @Test func allThatWereSeenAreToldAndFewOthers() {
    let seen = SeenRows(table(0..<10_000))
    #expect(seen.contains(table(0..<10_000)).allSatisfy { $0 })
    let others = seen.contains(table(10_000..<30_000)).count { $0 }
    #expect(seen.falseShare > 0.02 && seen.falseShare < 0.08)
    #expect(abs(Double(others) / 20_000 - seen.falseShare) < 0.01)
  }

  @Test func overlapIsCountedWithoutTheChance() {
    let seen = SeenRows(table(0..<10_000))
    #expect(seen.overlap(table(10_000..<20_000)) == 0)
    #expect(abs(seen.overlap(table(9000..<12_000)) - 1000) < 50)
    #expect(seen.warning(table(0..<10_000))?.contains("these are the rows") == true)
    #expect(seen.warning(table(10_000..<10_400)) == nil)
  }

  /// Of three equal rows two were there: the third is new.
  @Test func copiesAreCounted() {
    func copies(_ count: Int) -> Table {
      Table([Column("a", .numbers(.init(repeating: 1, count: count)))])
    }
    #expect(SeenRows(copies(2)).contains(copies(3)) == [true, true, false])
  }

  /// Categories by their names, numbers by their value.
  @Test func rowsAreToldByTheirValues() {
    let seen = SeenRows(
      Table([
        Column("c", .categories(Categories(levels: ["x", "y"], codes: [0, 1]))),
        Column("n", .numbers([0, .nan])),
      ]))
    let same = Table([
      Column("c", .categories(Categories(levels: ["y", "x"], codes: [0, 1]))),
      Column("n", .numbers([-Double.nan, -0.0])),
    ])
    #expect(seen.contains(same) == [true, true])
  }

  @Test func manyRowsStayWithinTheLimit() {
    let seen = SeenRows(table(0..<400_000))
    #expect(seen.bits.count == 1 << 17 && seen.falseShare < 0.35)
    #expect(seen.contains(table(0..<1000)).allSatisfy { $0 })
  }

  @Test func hostileFilesAreRefused() throws {
    func read(_ json: JSON) throws -> SeenRows {
      try SeenRows(JSONFields(json, file: "m", path: "data/seen_rows"))
    }
    let seen = SeenRows(table(0..<10))
    #expect(try read(seen.json) == seen)
    for bits in ["", "abc", "zz", String(repeating: "00", count: (1 << 17) + 1)] {
      #expect(throws: FieldError.self) {
        try read(["rows": 1, "probes": 1, "bits": .string(bits)])
      }
    }
    #expect(throws: FieldError.self) { try read(["rows": 1, "probes": 0, "bits": "00"]) }
  }
}
