import EcommBase
import EcommTestKit
import Testing

@testable import EcommLearn

@Suite struct ThetaTests {
  /// Hyndman and Billah (2003): simple smoothing with half the slope of the line as drift.
  @Test func standardThetaIsSmoothingWithHalfTheDrift() throws {
    let values = SeriesContract.series(60)
    let model = try Theta.fit(values, period: 1, variant: .standard)
    let ahead = model.forecast(5)
    let steps = zip(ahead.dropFirst(), ahead).map { $0 - $1 }
    #expect(steps.allSatisfy { isClose($0, model.line.slope / 2, within: 1e-9) })
    #expect(isClose(model.theta, 2, within: 1e-12))
  }

  @Test func theWeightIsThatOfTheLeastSquares() throws {
    let values = SeriesContract.series(80)
    let search = ThetaSearch(values, variant: .optimised)
    let best = search.best()
    let model = try Theta.fit(values, period: 1)
    let squares = model.residuals(values).reduce(0) { $0 + $1 * $1 }
    #expect(isClose(squares, best.squares, within: 1e-6))
    let standard = try Theta.fit(values, period: 1, variant: .standard)
    #expect(squares <= standard.residuals(values).reduce(0) { $0 + $1 * $1 })
  }

  @Test func seasonIsFoundAndGivenBack() throws {
    let factors = [0.8, 0.9, 1.0, 1.3]
    let values = (0..<80).map { (100 + Double($0)) * factors[$0 % 4] }
    let season = SeasonalAdjustment.estimate(values, period: 4)
    #expect(season.isProduct)
    #expect(zip(season.factors, factors).allSatisfy { isClose($0, $1, within: 0.01) })
    let ahead = try Theta.fit(values, period: 4).forecast(4)
    for step in 0..<4 {
      #expect(isClose(ahead[step], (180 + Double(step)) * factors[step], within: 0.02))
    }
  }

  @Test func noSeasonIsSeenInNoise() {
    var random = SeededRandom(seed: 2)
    let noise = (0..<100).map { _ in 50 + random.normal() }
    #expect(SeasonalAdjustment.estimate(noise, period: 7) == .none)
  }
}
