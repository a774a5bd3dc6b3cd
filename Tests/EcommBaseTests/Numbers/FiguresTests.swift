import EcommBase
import Testing

@Suite struct FiguresTests {
  @Test(arguments: [
    (1234.5, 2, "1,234.50"), (-0.001, 2, "0.00"), (999.995, 0, "1,000"), (0.05, 1, "0.1"),
    (-1_234_567, 0, "-1,234,567"), (.nan, 2, "-"), (.infinity, 0, "inf"), (1e300, 0, "1e+300"),
  ])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(Figures.fixed(value, decimals) == text)
  }

  @Test func sizesAndShares() {
    #expect(Figures.bytes(512) == "512 bytes")
    #expect(Figures.bytes(1_100_000) == "1.1 MB")
    #expect(Figures.percent(0.156) == "15.6 %")
    #expect(Figures.count(12_345) == "12,345")
    #expect(Figures.short(0.12345) == "0.1235")
  }
}
