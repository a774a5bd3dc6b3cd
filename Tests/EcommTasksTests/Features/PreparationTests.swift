import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct PreparationTests {
  private func numbers(_ table: Table, _ name: String) -> [Double]? { table[name]?.values.doubles }

  @Test func datesBecomePartsAndGaps() throws {
    let hour: Int64 = 3_600_000_000
    let monday = Int64(CivilDate.days(year: 2025, month: 11, day: 3)) * 24 * hour
    let table = Table([
      Column("time", .dates([monday + 13 * hour, ColumnValues.missingInteger])),
      Column("signup", .dates([monday, monday])),
    ])
    let step = try #require(DateParts.fit(table))
    let made = try step.apply(table)
    #expect(numbers(made, "time hour")?[0] == 13 && numbers(made, "time weekday")?[0] == 1)
    #expect(numbers(made, "time day")?[0] == 3 && numbers(made, "time month")?[0] == 11)
    #expect(numbers(made, "hours from signup to time")?[0] == 13)
    #expect(numbers(made, "hours from signup to time")?[1].isNaN == true)
    #expect(made["time"] == nil && step.origins["time hour"] == ["time"])
  }

  @Test func amountsArePutInRelationToTheirCounts() throws {
    let table = Table([
      Column("page", .numbers([0, 3])), Column("page_duration", .numbers([0, 40])),
      Column("click", .numbers([1, 1])), Column("click_duration", .numbers([10, 0])),
    ])
    let made = try #require(Ratios.fit(table)).apply(table)
    #expect(numbers(made, "page_duration per page") == [0, 10])
    #expect(numbers(made, "page + click") == [1, 4])
    #expect(numbers(made, "all amounts per count") == [5, 8])
  }

  @Test func rareAndUnknownCategoriesShareACode() throws {
    let codes = [Int32](repeating: 0, count: 20) + [Int32](repeating: 1, count: 20) + [2]
    let table = Table([
      Column("c", .categories(Categories(levels: ["a", "b", "rare"], codes: codes)))
    ])
    let step = try #require(CategoryLevels.fit(table))
    #expect(step.columns[0].kept == ["a", "b"])
    let other = Table([
      Column("c", .categories(Categories(levels: ["b", "new"], codes: [0, 1, -1])))
    ])
    guard case .categories(let made) = try #require(step.apply(other)["c"]).values else {
      Issue.record("no categories")
      return
    }
    #expect(made.codes == [1, 2, -1])
  }

  /// A row that sees its own answer would be told by it: with noise alone the shares must tell nothing.
  @Test func targetSharesOfTrainingRowsDoNotHoldTheirOwnAnswer() throws {
    var random = SeededRandom(seed: 5)
    let levels = (0..<500).map { "l\(1000 + $0)" }
    let codes = (0..<2000).map { _ in Int32(random.below(500)) }
    let labels = (0..<2000).map { _ in random.below(2) }
    let table = Table([Column("c", .categories(Categories(levels: levels, codes: codes)))])
    let (step, training) = try #require(
      try TargetEncoding.fit(table, FittingRows(labels: labels, classes: 2, seed: 1)))
    func area(_ table: Table) throws -> Double? {
      try ClassMetric.rocAUC.value(
        JudgedRows(
          heldOut: Matrix(
            rows: 2000, columns: 2,
            values: (numbers(table, "c share") ?? []).flatMap { [1 - $0, $0] }), labels: labels))
    }
    #expect(abs(try #require(try area(training)) - 0.5) < 0.04)
    // The shares for new rows do hold it, which is why training gets others.
    #expect(try #require(try area(step.apply(table))) > 0.7)
  }

  @Test func longTailsAreShortenedAndZerosMarked() throws {
    let values = [Double](repeating: 0, count: 50) + (0..<50).map { Double($0 * $0) }
    let table = Table([Column("v", .numbers(values)), Column("w", .numbers(values.map { -$0 }))])
    let step = try #require(Logarithms.fit(table))
    #expect(step.columns == ["v"] && step.marked == ["v"])
    let made = try step.apply(table)
    #expect(isClose(numbers(made, "v")?.last ?? 0, 7.784057002639929, within: 1e-9))
    #expect(numbers(made, "v above 0")?.suffix(2) == [1, 1])
  }

  @Test func missingNumbersAreFilledAndMarked() throws {
    let table = Table([
      Column("v", .numbers([1, 3, .nan, 9])), Column("w", .numbers([1, 1, 1, 1])),
    ])
    let made = try #require(Imputation.fit(table)).apply(table)
    #expect(numbers(made, "v") == [1, 3, 3, 9])
    #expect(numbers(made, "v is missing") == [0, 0, 1, 0])
    #expect(made["w is missing"] == nil)
  }

  @Test func scalesByThePopulation() throws {
    let table = Table([Column("v", .numbers([1, 3])), Column("c", .numbers([4, 4]))])
    let made = try #require(Scaling.fit(table)).apply(table)
    #expect(numbers(made, "v") == [-1, 1] && numbers(made, "c") == [0, 0])
  }

  @Test func everyCategoryGetsAColumn() throws {
    let table = Table([
      Column("c", .categories(Categories(levels: ["a", "b"], codes: [0, 1, -1])))
    ])
    let made = try #require(OneHot.fit(table)).apply(table)
    #expect(numbers(made, "c = a") == [1, 0, 0] && numbers(made, "c = b") == [0, 1, 0])
  }

  @Test func aChainReadBackDoesTheSame() throws {
    let table = ClassSamples.visits()
    let features = table.selecting(["pages", "noise", "channel"])
    let labels = table["bought"]?.values.doubles?.map { Int($0) } ?? []
    let rows = FittingRows(labels: labels, classes: 2, seed: 1)
    let (chain, made) = try PreparationRecipe.forLinear.fit(
      features, rows, parallel: Parallel())
    let schema = try ColumnRoles.find(features, .init()).features
    let again = try Preparation(
      chain.json.enumerated().map { try JSONFields($1, file: "m", path: "\($0)") }, schema: schema)
    #expect(try again.apply(features).names == made.names)
    for name in made.table.names {
      #expect(try again.apply(features).table[name]?.values.doubles == numbers(made.table, name))
    }
  }

  @Test func noStepMakesAColumnTwice() throws {
    let colours = Categories(levels: ["blue", "red"], codes: [0, 1])
    let table = Table([
      Column("colour", .categories(colours)), Column("colour = red", .numbers([1, 2])),
    ])
    let step = try #require(OneHot.fit(table))
    #expect(throws: PreparationError.twice("colour = red", step: "one-hot")) {
      try step.apply(table)
    }
  }

  @Test func aCategoryCalledLikeTheOthersIsOneOfThem() throws {
    let codes = [Int32](repeating: 0, count: 9) + [Int32](repeating: 1, count: 9)
    let table = Table([
      Column("c", .categories(Categories(levels: ["(other)", "a"], codes: codes)))
    ])
    let step = try #require(CategoryLevels.fit(table))
    #expect(step.columns[0].kept == ["a"])
    let made = try step.apply(table)
    #expect(try #require(OneHot.fit(made)).apply(made).names == ["c = a", "c = (other)"])
  }

  @Test func aRatioIsAlwaysANumber() throws {
    let table = Table([
      Column("page", .numbers([-1 + 1e-300, -1, 1])),
      Column("page_duration", .numbers([1e100, 1, 4])),
    ])
    let made = try #require(Ratios.fit(table)).apply(table)
    let ratios = try #require(numbers(made, "page_duration per page"))
    #expect(ratios[0].isNaN && ratios[1].isNaN && ratios[2] == 2)
  }
}
