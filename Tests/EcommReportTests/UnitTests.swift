import Testing

@testable import EcommReport

@Suite struct UnitTests {
  @Test(arguments: [
    (0.0, 0.1, "0.0"), (2e-7, 1e-7, "2·10⁻⁷"), (0, 1e-7, "0"), (1e16, 1e16, "1·10¹⁶"),
    (20_000, 10_000, "20k"), (0, 1e6, "0"), (-3e6, 1e6, "-3M"),
  ])
  func ticks(value: Double, step: Double, text: String) {
    #expect(Unit.number.tick(value, step: step) == text)
  }

  @Test(
    arguments: [
      (Unit.number, 0.000012, "1.2·10⁻⁵"), (.percent, 0.413, "41 %"), (.percent, 0.034, "3.4 %"),
      (.named("days"), 12, "12 days"), (.decimals(3), 0.5, "0.500"), (.number, .nan, "missing"),
    ] as [(Unit, Double, String)])
  func words(unit: Unit, value: Double, text: String) { #expect(unit.text(value) == text) }

  @Test func cellsHaveAsManyDecimalsAsHaveRoom() {
    #expect(Unit.number.cell(0.90934, width: 40) == "0.91")
    #expect(Unit.number.cell(0.90934, width: 25) == "0.9")
    #expect(Unit.number.cell(0.90934, width: 8) == nil)
  }
}
