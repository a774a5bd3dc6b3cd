import EcommBase
import EcommTestKit
import Testing

@testable import EcommLearn

@Suite struct EmpiricalDistributionTests {
  private func numbers(_ count: Int, seed: UInt64, shift: Double = 0) -> [Double] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in random.normal() + shift }.sorted()
  }

  @Test func keepsFewValuesAsTheyAre() {
    let own = EmpiricalDistribution(sorted: [1, 1, 2, 5])
    #expect(own.isExact && own.points == [1, 2, 5] && own.counts == [2, 1, 1])
    #expect(own.count == 4 && own.mean == 2.25)
    #expect(EmpiricalDistribution(sorted: []).count == 0)
  }

  /// A thinned reference says nearly what all of its values would.
  @Test(arguments: [(5000, 0.0), (20_000, 0.2), (3000, 1.0)])
  func thinnedIsNearlyWhole(_ count: Int, _ shift: Double) throws {
    let values = numbers(count, seed: 3)
    let current = EmpiricalDistribution(sorted: numbers(700, seed: 4, shift: shift))
    let thinned = EmpiricalDistribution(sorted: values)
    let whole = EmpiricalDistribution(sorted: values, isThinned: false)
    #expect(!thinned.isExact && thinned.points.count <= 420 && thinned.count == count)
    #expect(thinned.points.first == values.first && thinned.points.last == values.last)
    let (a, b) = (
      try #require(KolmogorovSmirnov(thinned, current)),
      try #require(KolmogorovSmirnov(whole, current))
    )
    #expect(a.statistic <= b.statistic + 1e-12 && b.statistic - a.statistic <= 1.0 / 250)
    let (c, d) = (
      try #require(Wasserstein.distance(thinned, current)),
      try #require(Wasserstein.distance(whole, current))
    )
    #expect(abs(c - d) < 0.01)
  }

  /// Values that many rows have, gaps, and a few far out: what columns of shops look like.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func lumpsAndTails(_ seed: UInt64) throws {
    func values(_ count: Int, _ seed: UInt64, _ zeros: Int) -> [Double] {
      var random = SeededRandom(seed: seed)
      return (0..<count).map { _ -> Double in
        let kind = random.below(100)
        if kind < zeros { return 0 }
        if kind < zeros + 8 { return 200 }
        return (random.normal() * 20).magnitude + (kind == 99 ? 5000 * random.uniform() : 0)
      }.sorted()
    }
    let reference = values(8000, seed, 40)
    let current = EmpiricalDistribution(sorted: values(700, seed + 9, 44))
    let thinned = EmpiricalDistribution(sorted: reference)
    let whole = EmpiricalDistribution(sorted: reference, isThinned: false)
    #expect(!thinned.isExact && thinned.count == 8000)
    let (a, b) = (
      try #require(Wasserstein.distance(thinned, current)),
      try #require(Wasserstein.distance(whole, current))
    )
    #expect(abs(a - b) < 0.002 * whole.deviation)
  }

  @Test func nothingMovedIsNoDistance() throws {
    let own = EmpiricalDistribution(sorted: numbers(300, seed: 9))
    let test = try #require(KolmogorovSmirnov(own, own))
    #expect(test.statistic == 0 && test.pValue == 1 && Wasserstein.distance(own, own) == 0)
    #expect(KolmogorovSmirnov(own, EmpiricalDistribution(sorted: [])) == nil)
  }

  /// The limit, for sizes that are too large for the exact way, comes near it; values of scipy.
  /// However large the samples are, a distance of nearly one is no chance.
  @Test(arguments: [(60, 80), (1200, 16_000), (1201, 9000), (2000, 9913), (4000, 5000)])
  func aGreatDistanceIsNoChance(_ n: Int, _ m: Int) {
    #expect(KolmogorovSmirnov.chance(of: 0.92, n, m) < 1e-9)
    #expect(KolmogorovSmirnov.chance(of: 0.5 / Double(n), n, m) > 0.999)
  }

  @Test func limitAndExactAgree() {
    #expect(
      isClose(KolmogorovSmirnov.chance(of: 0.1, 400, 500), 0.021943929144191892, within: 1e-9))
    let large = KolmogorovSmirnov.chance(of: 0.01, 40_000, 50_000)
    #expect(isClose(large, 0.023330961380072845, within: 2e-4))
  }
}
