import Testing

@testable import EcommTasks

@Suite struct SpikesTests {
  @Test func oneMistypedAmountIsOne() {
    var values = ForecastSamples.weekly(days: 200).values
    values[77] *= 1000
    #expect(Spikes.places(values) == [77])
  }

  @Test func aBusySeasonIsNone() {
    let values = ForecastSamples.weekly(days: 200).values.enumerated().map {
      (100..<120).contains($0) ? $1 * 2.5 : $1
    }
    #expect(Spikes.places(values).isEmpty)
  }

  @Test func rareSalesAreNone() {
    let values = (0..<200).map { $0 % 9 == 0 ? 40.0 : 0 }
    #expect(Spikes.places(values).isEmpty)
  }

  @Test func fewValuesSayNothing() {
    #expect(Spikes.places([1, 1, 1, 1000, 1]).isEmpty)
  }
}
