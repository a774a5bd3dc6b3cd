import EcommTestKit
import Testing

@testable import EcommLearn

@Suite struct DieboldMarianoTests {
  /// Values of scipy.stats.t.
  @Test(arguments: [
    (2.0, 11.0, 0.07080395506803458), (0.5, 3, 0.651447964848151),
    (4.5, 11, 0.0009012090098737869), (1, 1, 0.5), (0, 5, 1), (-12, 2, 0.00687293367715846),
  ])
  func student(_ t: Double, _ freedom: Double, _ expected: Double) {
    #expect(
      isClose(StudentDistribution.beyond(t, freedom: freedom), expected, within: 1e-12))
  }

  @Test func tellsABetterForecastFromChance() throws {
    let base = (0..<12).map { 10 + Double($0 % 3) }
    let better = base.enumerated().map { $1 - 2 - 0.1 * Double($0 % 4) }
    let sure = try #require(DieboldMariano(better, base))
    #expect(sure.difference < -2 && sure.pValue < 1e-6)
    let other = base.enumerated().map { $1 + ($0 % 2 == 0 ? 1 : -1.1) }
    #expect(try #require(DieboldMariano(other, base)).pValue > 0.5)
  }

  @Test func saysNothingOfTooLittle() {
    #expect(DieboldMariano([1, 2], [2, 1]) == nil)
    #expect(DieboldMariano([1, 2, 3], [2, 3, 4]) == nil)
  }
}
