import EcommBase
import Testing

@Suite struct SeededRandomTests {
  /// Fixed for ever: sample data and models are made of these numbers.
  @Test func theFirstNumbersNeverChange() {
    var random = SeededRandom(seed: 42)
    #expect(
      (0..<3).map { _ in random.next() } == [
        1_546_998_764_402_558_742, 6_990_951_692_964_543_102, 12_544_586_762_248_559_009,
      ])
  }

  @Test func aSplitLeavesTheSourceAndIsItsOwn() {
    let random = SeededRandom(seed: 1)
    var (a, b, again) = (random.split(0), random.split(1), random.split(0))
    let first = a.next()
    #expect(first == again.next())
    #expect(first != b.next())
  }

  @Test func momentsAreRight() {
    var random = SeededRandom(seed: 7)
    let count = 200_000
    let uniforms = (0..<count).map { _ in random.uniform() }
    let normals = (0..<count).map { _ in random.normal() }
    #expect(uniforms.allSatisfy { (0..<1).contains($0) })
    #expect(abs(mean(uniforms) - 0.5) < 0.003)
    #expect(abs(mean(normals)) < 0.01)
    #expect(abs(mean(normals.map { $0 * $0 }) - 1) < 0.02)
  }

  @Test func belowIsWithoutBias() {
    var random = SeededRandom(seed: 8)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[random.below(6)] += 1 }
    let chiSquared = counts.map { Double(($0 - 10_000) * ($0 - 10_000)) / 10_000 }.reduce(0, +)
    #expect(chiSquared < 20.5)  // 0.1 % point, 5 degrees of freedom
  }

  @Test func shufflesAndSamplesKeepTheirPromise() {
    var random = SeededRandom(seed: 9)
    var values = Array(0..<50)
    random.shuffle(&values)
    #expect(values != Array(0..<50))
    #expect(values.sorted() == Array(0..<50))
    let sample = random.sample(10, of: 50)
    #expect(sample.count == 10 && Set(sample).count == 10 && sample == sample.sorted())
    #expect(random.sample(5, of: 3) == [0, 1, 2])
    #expect(random.sample(0, of: 3).isEmpty)
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
