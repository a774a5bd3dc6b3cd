import EcommLearn
import Testing

@Suite struct MovingAverageTests {
  @Test func isTheMeanOfTheLast() throws {
    let model = try MovingAverage.fit([9, 1, 2, 3], window: 3)
    #expect(model.forecast(2) == [2, 2])
  }

  @Test func refusesTooFewValues() {
    #expect(throws: SeriesError.tooShort(count: 2, needed: 4)) {
      try MovingAverage.fit([1, .nan, 2], window: 3)
    }
  }
}
