import EcommBase

/// A copy of the bins by rows, in blocks of a few features, for histograms.
///
/// A block's histograms stay in the first-level cache while rows stream by, and a row of it is at most 16
/// bytes, fetched at once. Features of few bins have blocks of their own, with narrow histograms.
struct BinBlocks: Sendable {
  let blocks: [Block]
  /// Where the histogram of each feature begins, in words.
  let offsets: [Int]
  /// Words of the histograms of all features.
  let width: Int

  struct Block: Sendable {
    let features: [Int]
    /// Bytes of a row: a multiple of 4.
    let stride: Int
    /// Words of one feature's histogram.
    let slot: Int
    /// Where the first feature's histogram begins, in words.
    let offset: Int
    /// (rows, stride)
    let bins: [UInt8]

    var width: Int { stride * slot }
  }

  static let narrow = 32
  /// A little more than the bins: sums of different features then differ in the low bits of their addresses,
  /// by which a processor tells loads from the stores before them.
  static let wide = 264
  static let widest = 16

  init(_ matrix: BinnedMatrix, parallel: Parallel) throws {
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
      offset += Self.stride(features.count) * slot
    }
    let plan = layout
    blocks = try parallel.map(plan.count) { Self.block(matrix, plan[$0]) }
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
    let size = stride((features.count + count - 1) / count)
    return Chunks(features.count, size: size).map { Array(features[$0]) }
  }

  private static func stride(_ count: Int) -> Int { (count + 3) / 4 * 4 }

  private static func block(
    _ matrix: BinnedMatrix, _ plan: (features: [Int], slot: Int, offset: Int)
  ) -> Block {
    let stride = stride(plan.features.count)
    let rows = matrix.rows
    let bins = [UInt8](unsafeUninitializedCapacity: rows * stride) { target, count in
      target.initialize(repeating: 0)
      for chunk in Chunks(rows, size: 1024) {
        for (place, feature) in plan.features.enumerated() {
          matrix.columns[feature].withUnsafeBufferPointer { column in
            for row in chunk { target[row &* stride &+ place] = column[row] }
          }
        }
      }
      count = rows * stride
    }
    return Block(
      features: plan.features, stride: stride, slot: plan.slot, offset: plan.offset, bins: bins)
  }
}
