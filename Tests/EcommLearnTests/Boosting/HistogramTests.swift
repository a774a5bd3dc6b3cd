import EcommBase
import Testing

@testable import EcommLearn

/// The plain twin of the histogram kernel.
enum HistogramReference {
  static func sums(
    _ matrix: BinnedMatrix, feature: Int, rows: [UInt32], words: [UInt64]
  ) -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: matrix.features[feature].count)
    for row in rows { sums[Int(matrix.columns[feature][Int(row)])] &+= words[Int(row)] }
    return sums
  }
}

@Suite struct HistogramTests {
  @Test(arguments: [1, 3, 4, 7, 11, 14, 17, 22, 26, 28, 30, 33]) func equalsThePlainTwin(
    features: Int
  ) throws {
    let sample = BoostingSample(rows: 1000, numbers: features, categories: 9)
    let matrix = try BinnedMatrix(sample.columns)
    let blocks = BinBlocks(matrix, parallel: .serial)
    var random = SeededRandom(seed: 5)
    let words = (0..<1000).map { _ in
      PackedSums.pack(
        gradient: Int32(random.below(2000)) - 1000, hessian: UInt32(random.below(2000)))
    }
    let rows = random.sample(600, of: 1000).map { UInt32($0) }
    var order = RowOrder(rows: 1000)
    let segments = [0..<1, 1..<30, 40..<300, 300..<600]
    for (place, row) in rows.enumerated() {
      order.ids[1000 + place] = row
      order.words[1000 + place] = words[Int(row)]
    }
    let counted = segments.flatMap { rows[$0] }
    var pool = HistogramPool(width: blocks.width)
    let slot = pool.take()
    HistogramBuilder(blocks: blocks, parallel: Parallel(threads: 2)).build(
      [.init(segments: segments, side: 1, histogram: slot)], of: &order, pool: &pool)
    for feature in matrix.features.indices {
      let start = slot * blocks.width + blocks.offsets[feature]
      #expect(
        Array(pool.words[start..<start + matrix.features[feature].count])
          == HistogramReference.sums(matrix, feature: feature, rows: counted, words: words))
    }
  }

  @Test func sumsOfBothHalvesAreExact() {
    var random = SeededRandom(seed: 2)
    let pairs = (0..<5000).map { _ in
      (Int32(random.below(800_000)) - 400_000, UInt32(random.below(800_000)))
    }
    let word = pairs.reduce(UInt64(0)) { $0 &+ PackedSums.pack(gradient: $1.0, hessian: $1.1) }
    #expect(PackedSums.gradient(word) == Double(pairs.reduce(0) { $0 + Int($1.0) }))
    #expect(PackedSums.hessian(word) == Double(pairs.reduce(0) { $0 + Int($1.1) }))
  }

  @Test func roundingIsFairAndKeepsWholeSteps() {
    let count = 20_000
    var words = (0..<count).map { row in Derivatives(row % 3 == 0 ? 0.1 : -0.37, 1).word }
    let sizes = GradientQuantizer.sizes(0..<count, of: words)
    let quantizer = GradientQuantizer(sizes: sizes, rows: count)
    let exact = words.reduce(0.0) { $0 + Double(Derivatives(word: $1).gradient) }
    let derivatives = words
    quantizer.quantize(0..<count, from: derivatives, to: &words, seed: 7)
    let sums = quantizer.sums(words.reduce(0, &+))
    #expect(sums.hessian == Double(count))
    #expect(abs(sums.gradient - exact) < 1e-4 * sizes.gradient)
  }
}
