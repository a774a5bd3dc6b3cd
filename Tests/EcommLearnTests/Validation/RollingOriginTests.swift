import EcommLearn
import Testing

@Suite struct RollingOriginTests {
  @Test func futuresDoNotOverlapAndEndTheSeries() {
    #expect(RollingOrigin(length: 100, horizon: 10, count: 3, minimum: 20).origins == [70, 80, 90])
    #expect(RollingOrigin(length: 35, horizon: 10, count: 9, minimum: 14).origins == [15, 25])
    #expect(RollingOrigin(length: 20, horizon: 10, count: 3, minimum: 14).origins.isEmpty)
  }
}
