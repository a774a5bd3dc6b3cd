import EcommBase

/// A copy of the bins by rows, in blocks of a few features, for histograms.
///
/// A row of a block is at most 32 bytes and, where it is long, lies in one cache line: rows of a node are
/// scattered, so what counts is how many lines each of them touches. Features of few bins have blocks of
/// their own, with narrow histograms.
struct BinBlocks: Sendable {
  let blocks: [Block]
  /// Where the histogram of each feature begins, in words.
  let offsets: [Int]
  /// Words of the histograms of all features.
  let width: Int

  struct Block: Sendable {
    let features: [Int]
    /// Features of a row in fours, the last filled up with zeros.
    let quads: Int
    /// Bytes from row to row.
    let stride: Int
    /// Words of one feature's histogram.
    let slot: Int
    /// Where the first feature's histogram begins, in words.
    let offset: Int
    /// (rows, stride), from `start`.
    let bins: [UInt8]
    let start: Int

    var width: Int { quads * 4 * slot }
  }

  static let narrow = 32
  /// A little more than the bins: sums of different features then differ in the low bits of their addresses,
  /// by which a processor tells loads from the stores before them.
  static let wide = 264
  static let widest = 32
  private static let line = 64

  init(_ matrix: BinnedMatrix, parallel: Parallel) {
    let groups = [Self.narrow, Self.wide].flatMap { slot in
      Self.groups(
        matrix.features.indices.filter {
          (matrix.features[$0].count <= Self.narrow) == (slot == Self.narrow)
        }
      ).map { (slot, $0) }
    }
    var offset = 0
    var layout: [(features: [Int], slot: Int, offset: Int)] = []
    for (slot, features) in groups {
      layout.append((features, slot, offset))
      offset += Self.quads(features.count) * 4 * slot
    }
    blocks = layout.map { Self.block(matrix, $0, parallel) }
    width = offset
    var offsets = [Int](repeating: 0, count: matrix.features.count)
    for block in blocks {
      for (place, feature) in block.features.enumerated() {
        offsets[feature] = block.offset + place * block.slot
      }
    }
    self.offsets = offsets
  }

  /// Of nearly equal size, none larger than `widest`.
  private static func groups(_ features: [Int]) -> [[Int]] {
    let count = (features.count + widest - 1) / widest
    guard count > 0 else { return [] }
    let size = quads((features.count + count - 1) / count) * 4
    return Chunks(features.count, size: size).map { Array(features[$0]) }
  }

  private static func quads(_ count: Int) -> Int { (count + 3) / 4 }

  /// Rows of 28 bytes would lie across the ends of lines too often.
  private static func stride(quads: Int) -> Int { quads == 7 ? 32 : quads * 4 }

  private static func block(
    _ matrix: BinnedMatrix, _ plan: (features: [Int], slot: Int, offset: Int), _ parallel: Parallel
  ) -> Block {
    let quads = quads(plan.features.count)
    let stride = stride(quads: quads)
    let size = matrix.rows * stride + line
    var bins = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      LargePages.advise(target)
      target.initialize(repeating: 0)
      count = size
    }
    var start = 0
    SharedBuffer.sharing(&bins) { bins in
      start = (line - Int(bitPattern: bins.base) % line) % line
      let first = start
      let chunks = Chunks(matrix.rows, size: 1 << 12)
      parallel.forEach(chunks.count) { index in
        for (place, feature) in plan.features.enumerated() {
          fill(bins.base + (first + place), stride, matrix.columns[feature], chunks[index])
        }
      }
    }
    return Block(
      features: plan.features, quads: quads, stride: stride, slot: plan.slot,
      offset: plan.offset, bins: bins, start: start)
  }

  private static func fill(
    _ records: UnsafeMutablePointer<UInt8>, _ stride: Int, _ column: [UInt8], _ rows: Range<Int>
  ) {
    column.withUnsafeBufferPointer { column in
      for row in rows { records[row &* stride] = column[row] }
    }
  }
}
