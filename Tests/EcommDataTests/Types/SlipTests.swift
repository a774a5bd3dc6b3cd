import EcommBase
import Testing

@testable import EcommData

/// A cell that does not fit a column of numbers is a slip, to be reported, or the sign that it is no
/// column of numbers.
@Suite struct SlipTests {
  private func type(numbers: Int, others: [String]) throws -> ColumnType? {
    let cells = (0..<numbers).map { String($0 + 1) } + others
    var options = ReadOptions()
    options.errorPolicy = .skip
    let loaded = try TableReader.read(
      [input("x\n" + cells.joined(separator: "\n") + "\n")], options)
    return loaded.table["x"]?.values.type
  }

  @Test(arguments: [
    (100, ["12x"], ColumnType.integer), (99, ["12x"], .integer), (98, ["12x"], .text),
    (400, ["a", "b", "c"], .integer), (400, ["a", "b", "c", "d"], .text),
    (9_000, [String](repeating: "12x", count: 9), .integer),
    (9_000, [String](repeating: "12x", count: 10), .text),
  ])
  func fewAreSlips(numbers: Int, others: [String], type: ColumnType) throws {
    #expect(try self.type(numbers: numbers, others: others) == type)
  }

  /// Codes among numbers are no slips, however few.
  @Test(arguments: ["C536379", "AB12345", "007"]) func codesMakeAColumnOfCodes(code: String) throws
  {
    #expect(try type(numbers: 5_000, others: [code]) == .text)
  }
}
