import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

/// Its choice of tests and their figures; see Tests/Oracles/drift.py.
@Suite struct EvidentlyTests {
  private static let exact = 1e-9
  /// A larger reference is kept in some 300 points.
  private static let thinned = 2e-3

  @Test(arguments: [
    ("numbers_small", exact), ("numbers_few_values", exact), ("numbers_two_values", exact),
    ("categories_small", exact), ("two_categories_small", exact), ("numbers_large", thinned),
    ("numbers_large_few_values", exact), ("categories_large", exact),
  ])
  func choosesAndFindsTheSame(_ name: String, _ tolerance: Double) throws {
    let expected = try #require(Oracle.read("drift.json")["evidently"]?[name])
    func column(_ part: String) throws -> Column {
      let json = try #require(expected[part])
      if let names = json.strings { return Column("x", .categories(Categories(of: names))) }
      return Column("x", .numbers(try #require(json.doubles)))
    }
    var rules = DriftRules()
    rules.choice = .evidently
    let drift = ColumnDrift(
      ColumnReference(try column("reference")), try column("current"), rules: rules)
    let test = try #require(drift.evidently)
    #expect(test.name.rawValue == expected["test"]?.string)
    #expect(isClose(test.score, try #require(expected["score"]?.double), within: tolerance))
    #expect(test.isDrifted == expected["drifted"]?.bool)
  }
}
