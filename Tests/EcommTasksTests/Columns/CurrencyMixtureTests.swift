import EcommBase
import EcommData
import EcommTasks
import Testing

@Suite struct CurrencyMixtureTests {
  private func table(_ cities: [Int32], _ couriers: [Int32]) -> Table {
    Table([
      Column(
        "city", .categories(Categories(levels: ["Brno", "Eger", "Łódź", "Pécs"], codes: cities))),
      Column("courier", .categories(Categories(levels: ["home", "hu"], codes: couriers))),
    ])
  }

  @Test func namesTheColumnThatSaysItShortest() throws {
    let cities: [Int32] = (0..<40).map { $0 < 8 ? ($0 % 2 == 0 ? 1 : 3) : ($0 % 2 == 0 ? 0 : 2) }
    let couriers: [Int32] = (0..<40).map { $0 < 8 ? 1 : 0 }
    let amounts = (0..<40).map { Double($0 < 8 ? 9_000 + $0 : 80 + $0) }
    let found = try #require(CurrencyMixture.find(in: table(cities, couriers), amounts: amounts))
    #expect(found.column == "courier" && found.categories == ["hu"] && found.rows == 8)
    #expect((80...110).contains(found.factor))
    #expect(found.warning.hasPrefix("warning: 8 rows with courier 'hu' have amounts"))
  }

  @Test func oneDearOrderIsNoCurrency() {
    let amounts = [90_000.0] + (1..<40).map { Double(80 + $0) }
    let codes: [Int32] = [1] + [Int32](repeating: 0, count: 39)
    #expect(CurrencyMixture.find(in: table(codes, codes), amounts: amounts) == nil)
    #expect(CurrencyMixture.find(in: Table(), amounts: []) == nil)
  }
}
