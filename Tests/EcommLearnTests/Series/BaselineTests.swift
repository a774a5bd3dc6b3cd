import EcommBase
import EcommLearn
import EcommTestKit
import Testing

@Suite struct BaselineTests {
  @Test func driftGoesOnAlongTheLineThroughTheEnds() throws {
    let model = try NaiveDrift.fit([.nan, 2, 9, 4, 8, .nan])
    #expect(model.forecast(2) == [12, 14])
    #expect(try NaiveDrift.fit([3, 5, 4], hasDrift: false).forecast(2) == [4, 4])
  }

  @Test func driftIsUpdatedAsIfFittedAgain() throws {
    let values = SeriesContract.series(40)
    var model = try NaiveDrift.fit(Array(values.prefix(30)))
    model.update(with: Array(values.suffix(10)))
    let whole = try NaiveDrift.fit(values)
    #expect(zip(model.forecast(5), whole.forecast(5)).allSatisfy { isClose($0, $1, within: 1e-12) })
  }

  @Test func averagesAndSeasonsMoveOn() throws {
    var average = try MovingAverage.fit([9, 1, 2, 3], window: 3)
    average.update(with: [.nan, 7])
    #expect(average.forecast(1) == [4])
    #expect(average.fitted([1, 2, 3, 9]).last == 2)
    var season = try SeasonalNaive.fit([1, 2, 3, 4, 5, 6], period: 3)
    season.update(with: [10, .nan])
    #expect(season.forecast(3) == [6, 10, 5])
  }

  /// Demand of 6 at every third step.
  @Test func intermittentDemandIsSizeByFrequency() throws {
    let values = (0..<300).map { $0 % 3 == 2 ? 6.0 : 0 }
    let croston = try IntermittentDemand.fit(values, method: .croston)
    #expect(isClose(croston.forecast(1)[0], 2, within: 1e-6))
    let sba = try IntermittentDemand.fit(values, method: .sba)
    #expect(isClose(sba.forecast(1)[0], 2 * (1 - sba.frequencyWeight / 2), within: 1e-6))
    let tsb = try IntermittentDemand.fit(values, method: .tsb)
    #expect((tsb.forecast(1)[0] - 2).magnitude < 0.5)
  }

  /// The forecast of a product that died: TSB forgets it, Croston does not.
  @Test func onlyTSBForgets() throws {
    let values = (0..<60).map { $0 % 3 == 2 ? 6.0 : 0 } + [Double](repeating: 0, count: 100)
    let tsb = try IntermittentDemand.fit(values, method: .tsb).forecast(1)[0]
    let croston = try IntermittentDemand.fit(values, method: .croston).forecast(1)[0]
    #expect(tsb < 0.05 && croston > 1)
    #expect(throws: SeriesError.negative(place: 1)) { try IntermittentDemand.fit([1, -1, 2]) }
  }
}
