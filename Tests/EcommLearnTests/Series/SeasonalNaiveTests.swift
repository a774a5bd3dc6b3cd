import EcommBase
import EcommLearn
import Testing

@Suite struct SeasonalNaiveTests {
  @Test func repeatsTheLastSeason() throws {
    let model = try SeasonalNaive.fit([1, 2, 3, 4, 5, 6], period: 3)
    #expect(model.forecast(7) == [4, 5, 6, 4, 5, 6, 4])
  }

  @Test func passesOverMissingValues() throws {
    let model = try SeasonalNaive.fit([1, 2, 3, 4, .nan, 6], period: 3)
    #expect(model.forecast(3) == [4, 2, 6])
  }

  @Test func refusesASeriesShorterThanItsSeason() {
    #expect(throws: SeriesError.tooShort(count: 2, needed: 8)) {
      try SeasonalNaive.fit([1, 2], period: 7)
    }
    #expect(throws: SeriesError.self) { try SeasonalNaive.fit([.nan, .nan], period: 1) }
  }

  @Test func comesBackFromJSONTheSame() throws {
    let model = try SeasonalNaive.fit([0.1, 0.7, 0.2, 1e-9], period: 2)
    let read = try SeasonalNaive(JSONFields(model.json, file: "m", path: "model"))
    #expect(read == model)
  }

  @Test(arguments: [
    #"{"season":[]}"#, #"{"season":[1,null]}"#, "{}", #"{"season":"x"}"#, "[]",
  ])
  func refusesHostileJSON(text: String) throws {
    let json = try JSONReader.read(text)
    #expect(throws: FieldError.self) {
      try SeasonalNaive(JSONFields(json, file: "m", path: "model"))
    }
  }
}
