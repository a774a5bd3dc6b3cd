import EcommLearn
import Testing

@Suite struct RollingOriginTests {
  @Test func futuresDoNotOverlapAndEndTheSeries() {
    #expect(RollingOrigin(length: 100, horizon: 10, count: 3, minimum: 20).origins == [70, 80, 90])
    #expect(RollingOrigin(length: 35, horizon: 10, count: 9, minimum: 14).origins == [15, 25])
    #expect(RollingOrigin(length: 20, horizon: 10, count: 3, minimum: 14).origins.isEmpty)
  }

  @Test func noOriginWithoutRoom() {
    for (horizon, count) in [(0, 3), (-4, 3), (10, 0), (10, -1), (Int.max, Int.max), (200, 2)] {
      let split = RollingOrigin(length: 100, horizon: horizon, count: count, minimum: 1)
      #expect(split.origins.isEmpty)
    }
    #expect(RollingOrigin(length: 5, horizon: 2, count: .max, minimum: 1).origins == [1, 3])
  }
}
