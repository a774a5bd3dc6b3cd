import Testing

@testable import EcommReport

@Suite struct AxisTests {
  /// Numbers of a model file can be as odd as a Double can.
  @Test(
    arguments: [
      [], [0], [.nan], [.infinity], [0, .leastNonzeroMagnitude],
      [-Double.leastNonzeroMagnitude, .leastNonzeroMagnitude], [1e308, 1.7e308],
      [-1.7e308, 1.7e308], [1e300, 1e300], [3, 3], [-2, 7.5], [1e16, 1e16 + 2],
    ] as [[Double]])
  func hasTicksForAnything(data: [Double]) {
    let axis = Axis(covering: data, points: 0...100)
    #expect(axis.ticks.count >= 2 && axis.ticks.count <= 101)
    #expect(!axis.ticks.contains { !$0.isFinite })
    #expect(axis.values.lowerBound < axis.values.upperBound)
  }
}
