import EcommBase
import Testing

@testable import EcommLearn

@Suite struct BinningTests {
  @Test func fewValuesHaveABinEach() throws {
    let values: [Float] = [3, 1, .nan, 2, 2, 1, 7]
    let matrix = try BinnedMatrix([.numbers(values)])
    #expect(matrix.features[0] == .cuts([1.5, 2.5, 5]))
    #expect(matrix.columns[0] == [3, 1, 0, 2, 2, 1, 4])
  }

  /// A rare value far behind the sample's reach still has its bin.
  @Test func fewValuesAreExactInManyRows() throws {
    var values = [Float](repeating: 0, count: CutPoints.sampleSize * 2)
    values[values.count - 1] = 5
    #expect(CutPoints.find(values, bins: 255) == [2.5])
  }

  @Test func binsFollowTheCutsForEveryValue() throws {
    var random = SeededRandom(seed: 4)
    let values = (0..<20_000).map { _ in Float(random.normal()) }
    let matrix = try BinnedMatrix([.numbers(values)])
    guard case .cuts(let cuts) = matrix.features[0] else { return }
    #expect(cuts.count == 254)
    #expect(zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 })
    for (value, bin) in zip(values, matrix.columns[0]) {
      #expect(Int(bin) == 1 + cuts.count { $0 <= value })
    }
    var counts = [Int](repeating: 0, count: 256)
    for bin in matrix.columns[0] { counts[Int(bin)] += 1 }
    #expect(counts[1...].allSatisfy { (40...160).contains($0) })
  }

  @Test func aFrequentValueIsAlone() {
    let values = (0..<10_000).map { $0 % 2 == 0 ? Float(0) : Float($0) - 5000 }
    let cuts = CutPoints.find(values, bins: 16)
    #expect(cuts.contains { $0 > -2 && $0 <= 0 })
    #expect(cuts.contains { $0 > 0 && $0 <= 1 })
  }

  @Test func infiniteValuesAreTheOutermost() {
    let values: [Float] = [.infinity, 1, -.infinity, .greatestFiniteMagnitude]
    let cuts = CutPoints.find(values, bins: 8)
    #expect(cuts.allSatisfy { $0.isFinite })
    #expect(cuts.count == 2)
  }

  @Test func onlyTheMostFrequentCategoriesAreKept() throws {
    let codes = (0..<3000).map { Int32($0 < 2000 ? $0 % 10 : $0) }
    let matrix = try BinnedMatrix([.categories(codes)], bins: 12)
    #expect(matrix.features[0] == .codes(Array(0..<10)))
    #expect(matrix.columns[0][7] == 8)
    #expect(matrix.columns[0][2500] == 11)
  }

  @Test func floatsSortByTheirKeys() {
    var random = SeededRandom(seed: 9)
    let values = (0..<1000).map { _ in Float(random.normal() * 1e3) } + [0, -0.0, .infinity]
    var keys = values.map(FloatOrder.key)
    FloatOrder.sort(&keys)
    #expect(keys.map(FloatOrder.value) == values.sorted())
  }

  @Test func refusesColumnsOfOtherLengths() {
    #expect(throws: BoostingError.columnLength(feature: 1, count: 1, expected: 2)) {
      try BinnedMatrix([.numbers([1, 2]), .numbers([1])])
    }
  }
}
