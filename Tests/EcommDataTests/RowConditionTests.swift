import EcommData
import Testing

@Suite struct RowConditionTests {
  private let table = Table([
    Column("weekend", .booleans([1, 0, ColumnValues.missingBoolean, 1])),
    Column("price", .numbers([1, 2, .nan, 3])),
  ])

  @Test(arguments: ["weekend=TRUE", "weekend=true", "weekend=1", "weekend = yes"])
  func truthIsToldInAnyOfItsWords(_ text: String) throws {
    #expect(try RowCondition(text).holds(in: table) == [true, false, false, true])
  }

  @Test func whatIsMissingIsUnequal() throws {
    #expect(try RowCondition("weekend!=false").holds(in: table) == [true, false, true, true])
    #expect(try RowCondition("price!=2").holds(in: table) == [true, false, true, true])
    #expect(try RowCondition("price>=2").holds(in: table) == [false, true, false, true])
  }

  @Test func aWordThatIsNoTruthIsAnError() {
    #expect(throws: RowConditionError.self) { try RowCondition("weekend=maybe").holds(in: table) }
    #expect(throws: RowConditionError.self) { try RowCondition("weekend>0").holds(in: table) }
  }
}
