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
    #expect(try BinnedMatrix([.numbers(values)]).features == [.cuts([2.5])])
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
    let cuts = CutPoints.quantiles(values, 16)
    #expect(cuts.contains { $0 > -2 && $0 <= 0 })
    #expect(cuts.contains { $0 > 0 && $0 <= 1 })
  }

  @Test func infiniteValuesAreTheOutermost() {
    let values: [Float] = [.infinity, 1, -.infinity, .greatestFiniteMagnitude]
    let cuts = CutPoints.quantiles(values, 8)
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

  /// However rows are cut in blocks, they have the bins of all at once.
  @Test(arguments: [[300_000], [1, 140_000, 159_999], [100_000, 100_000, 100_000]])
  func rowsInBlocksAreBinnedAlike(blocks: [Int]) throws {
    var random = SeededRandom(seed: 6)
    let values = (0..<300_000).map { _ in Float(random.normal()) }
    let few = values.map { $0.rounded() }
    let codes = values.map { $0 < -1 ? Int32(-1) : Int32($0 * 100) + 100 }
    let all: [FeatureColumn] = [
      .numbers(values), .numbers(few), .categories(codes), .doubles(values.map { Double($0) }),
    ]
    let plain = try BinnedMatrix(all, bins: 200)
    var finder = BinFinder(all.map(\.kind), bins: 200)
    var starts = [0]
    for size in blocks { starts.append(starts[starts.count - 1] + size) }
    let pieces = zip(starts, starts.dropFirst()).map { start, end in
      all.map { $0.rows(start..<end) }
    }
    for piece in pieces { try finder.add(piece) }
    var matrix = try BinnedMatrix(features: finder.features(), expected: finder.rows)
    for piece in pieces { try matrix.append(rows: piece) }
    #expect(matrix.rows == plain.rows)
    #expect(matrix.features == plain.features)
    #expect(matrix.columns == plain.columns)
  }

  @Test(arguments: [10, 100, 1000]) func rowsAreDrawnByTheirHashesAlone(block: Int) {
    var draw = RowDraw(size: 50)
    var held: [Int] = []
    for start in stride(from: 0, to: 1000, by: block) {
      held += draw.offer(block).map { start + $0 }
      if let kept = draw.thin() { held = kept.map { held[$0] } }
      #expect(held.count <= 100 + block)
    }
    let drawn = draw.drawn.map { held[$0] }
    var plain = RowDraw(size: 50)
    let once = plain.offer(1000)
    #expect(drawn == plain.drawn.map { once[$0] })
    #expect(drawn.count == 50)
    #expect((15...35).contains(drawn.count { $0 < 500 }))
  }

  @Test func refusesBlocksOfOtherFeatures() throws {
    var finder = BinFinder([.number, .number])
    #expect(throws: BoostingError.featureCount(1, expected: 2)) { try finder.add([.numbers([1])]) }
    var matrix = BinnedMatrix(features: [.cuts([1]), .cuts([2])], expected: -1)
    #expect(throws: BoostingError.columnLength(feature: 1, count: 1, expected: 2)) {
      try matrix.append(rows: [.numbers([1, 2]), .numbers([1])])
    }
  }
}

extension FeatureColumn {
  fileprivate func rows(_ range: Range<Int>) -> FeatureColumn {
    switch self {
    case .numbers(let values): .numbers(Array(values[range]))
    case .doubles(let values): .doubles(Array(values[range]))
    case .categories(let codes): .categories(Array(codes[range]))
    }
  }
}
