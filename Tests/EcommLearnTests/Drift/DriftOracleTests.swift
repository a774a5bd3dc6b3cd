import EcommBase
import EcommTestKit
import Testing

@testable import EcommLearn

/// Against scipy; see Tests/Oracles/drift.py.
@Suite struct DriftOracleTests {
  private func distribution(_ values: [Double]) -> EmpiricalDistribution {
    EmpiricalDistribution(sorted: values.sorted())
  }

  @Test func samples() throws {
    let samples = try #require(Oracle.read("drift.json")["samples"]?.array)
    #expect(samples.count == 6)
    for sample in samples {
      let a = distribution(try #require(sample["reference"]?.doubles))
      let b = distribution(try #require(sample["current"]?.doubles))
      let test = try #require(KolmogorovSmirnov(a, b))
      #expect(isClose(test.statistic, sample["ks"]?["statistic"]?.double ?? -1, within: 1e-12))
      #expect(isClose(test.pValue, sample["ks"]?["p"]?.double ?? -1, within: 1e-9))
      let moved = try #require(Wasserstein.distance(a, b))
      #expect(isClose(moved, sample["wasserstein"]?.double ?? -1, within: 1e-12))
      #expect(isClose(a.deviation, sample["deviation"]?.double ?? -1, within: 1e-12))
    }
  }

  @Test func counts() throws {
    let cases = try #require(Oracle.read("drift.json")["counts"]?.array)
    #expect(cases.count == 4)
    for one in cases {
      let reference = try #require(one["reference"]?.integers)
      let current = try #require(one["current"]?.integers)
      let drift = try #require(CountDrift(reference: reference, current: current))
      for (name, value) in [
        ("psi", drift.stabilityIndex), ("psi_critical", drift.criticalIndex(at: 0.05)),
        ("jensen_shannon", drift.jensenShannon), ("chi_squared", drift.chiSquared),
        ("p", drift.pValue),
        ("goodness_p", CountDrift.goodnessOfFit(reference: reference, current: current) ?? -1),
      ] {
        #expect(isClose(value, one[name]?.double ?? -1, within: 1e-9), "\(name)")
      }
    }
  }

  /// A rare bin says nothing by itself, a common one does.
  @Test func rareBinsAreTakenTogether() throws {
    let rare = [900, 90] + [Int](repeating: 1, count: 10)
    let current = [36, 3] + [1] + [Int](repeating: 0, count: 9)
    let p = try #require(CountDrift.pooledP(reference: rare, current: current))
    #expect(p > 0.1)
    let moved = try #require(CountDrift.pooledP(reference: [900, 100], current: [20, 20]))
    #expect(moved < 1e-6 && CountDrift.pooledP(reference: [1], current: [0]) == nil)
  }

  @Test func manyTests() throws {
    let case1 = try #require(Oracle.read("drift.json")["benjamini_hochberg"])
    let corrected = ManyTests.corrected(try #require(case1["p"]?.doubles) + [.nan])
    for (own, expected) in zip(corrected, try #require(case1["corrected"]?.doubles)) {
      #expect(isClose(own, expected, within: 1e-12))
    }
    #expect(corrected.last?.isNaN == true)
  }

  @Test func shares() throws {
    let expected = try #require(Oracle.read("drift.json")["shares"]?["p"]?.double)
    #expect(
      isClose(try #require(ShareTest.pValue(30, of: 200, 45, of: 180)), expected, within: 1e-12))
    #expect(ShareTest.pValue(0, of: 0, 1, of: 2) == nil)
  }
}
