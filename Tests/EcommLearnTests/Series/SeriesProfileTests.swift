import EcommBase
import Glibc
import Testing

@testable import EcommLearn

@Suite struct SeriesProfileTests {
  private func series(trend: Double, season: Double, noise: Double) -> [Double] {
    var random = SeededRandom(seed: 3)
    return (0..<400).map {
      trend * Double($0) + season * sin(2 * .pi * Double($0) / 7) + noise * random.normal()
    }
  }

  @Test func strengthsTellTrendFromSeason() throws {
    let both = SeriesProfile(series(trend: 0.1, season: 5, noise: 1), period: 7)
    #expect(try #require(both.trendStrength) > 0.9)
    #expect(try #require(both.seasonStrength) > 0.9)
    let none = SeriesProfile(series(trend: 0, season: 0, noise: 1), period: 7)
    #expect(try #require(none.trendStrength) < 0.4)
    #expect(try #require(none.seasonStrength) < 0.1)
  }

  @Test func theSeasonIsGivenBack() {
    let profile = SeriesProfile(series(trend: 0.1, season: 5, noise: 0), period: 7)
    for (place, value) in profile.season.enumerated() {
      #expect(abs(value - 5 * sin(2 * .pi * Double(place) / 7)) < 0.05)
    }
  }

  @Test func evenSeasonsAndGapsAreFine() throws {
    var values = (0..<120).map { Double($0 % 12) + Double($0) }
    values[40] = .nan
    let profile = SeriesProfile(values, period: 12)
    #expect(try #require(profile.seasonStrength) > 0.9)
    #expect(profile.season.allSatisfy { $0.isFinite })
  }

  @Test func autocorrelationOfAWave() throws {
    let wave = (0..<700).map { sin(2 * .pi * Double($0) / 7) }
    #expect(try #require(SeriesProfile.autocorrelation(wave, lag: 7)) > 0.98)
    #expect(SeriesProfile.autocorrelation([1, 1, 1], lag: 1) == nil)
    #expect(SeriesProfile.autocorrelation(wave, lag: 700) == nil)
  }

  @Test func tooShortSaysNothing() {
    #expect(SeriesProfile([1, 2, 3], period: 7).trendStrength == nil)
    #expect(SeriesProfile([], period: 7).season.isEmpty)
  }
}
