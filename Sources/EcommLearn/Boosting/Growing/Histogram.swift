import CKernels

/// Sums of packed gradients by bin, for all features of a block at once.
///
/// One addition for each row and feature. Rows of a node are scattered, so what later rows need is
/// asked for early; all features of a block fit the first-level cache. Cost: about 1.5 cycles an
/// addition.
enum Histogram {
  /// How many rows ahead to fetch.
  private static let ahead = 24

  /// Adds the rows to `sums` (stride, slot).
  static func add(
    _ rows: UnsafeBufferPointer<UInt32>, of block: BinBlocks.Block,
    words: UnsafePointer<UInt64>, to sums: UnsafeMutablePointer<UInt64>
  ) {
    block.bins.withUnsafeBufferPointer { buffer in
      guard let bins = buffer.baseAddress else { return }
      switch (block.slot, block.stride) {
      case (BinBlocks.wide, 16): add(rows, bins, words, sums, quads: 4, slot: BinBlocks.wide)
      case (BinBlocks.wide, 12): add(rows, bins, words, sums, quads: 3, slot: BinBlocks.wide)
      case (BinBlocks.wide, 8): add(rows, bins, words, sums, quads: 2, slot: BinBlocks.wide)
      case (BinBlocks.wide, _): add(rows, bins, words, sums, quads: 1, slot: BinBlocks.wide)
      case (_, 16): add(rows, bins, words, sums, quads: 4, slot: BinBlocks.narrow)
      case (_, 12): add(rows, bins, words, sums, quads: 3, slot: BinBlocks.narrow)
      case (_, 8): add(rows, bins, words, sums, quads: 2, slot: BinBlocks.narrow)
      default: add(rows, bins, words, sums, quads: 1, slot: BinBlocks.narrow)
      }
    }
  }

  /// Inlined for each layout, so that `quads` and `slot` are constants of the loop.
  @inline(__always)
  private static func add(
    _ rows: UnsafeBufferPointer<UInt32>, _ bins: UnsafePointer<UInt8>,
    _ words: UnsafePointer<UInt64>, _ sums: UnsafeMutablePointer<UInt64>, quads: Int, slot: Int
  ) {
    let stride = quads * 4
    let raw = UnsafeRawPointer(bins)
    let early = max(0, rows.count - ahead)
    for place in 0..<early {
      let later = Int(rows[place &+ ahead])
      kernel_prefetch(raw + later &* stride)
      kernel_prefetch(words + later)
      add(Int(rows[place]), raw, words, sums, stride, quads, slot)
    }
    for place in early..<rows.count {
      add(Int(rows[place]), raw, words, sums, stride, quads, slot)
    }
  }

  @inline(__always)
  private static func add(
    _ row: Int, _ bins: UnsafeRawPointer, _ words: UnsafePointer<UInt64>,
    _ sums: UnsafeMutablePointer<UInt64>, _ stride: Int, _ quads: Int, _ slot: Int
  ) {
    let word = words[row]
    let start = bins + row &* stride
    for place in 0..<quads &* 4 {
      let bin = Int(start.load(fromByteOffset: place, as: UInt8.self))
      sums[place &* slot &+ bin] &+= word
    }
  }

  static func clear(_ sums: UnsafeMutablePointer<UInt64>, count: Int) {
    sums.update(repeating: 0, count: count)
  }

  /// Rows of two nodes: `sums` of both less `part` of one is the other's.
  static func subtract(
    _ part: UnsafePointer<UInt64>, from sums: UnsafeMutablePointer<UInt64>, count: Int
  ) {
    for place in 0..<count { sums[place] &-= part[place] }
  }

  static func add(
    _ part: UnsafePointer<UInt64>, to sums: UnsafeMutablePointer<UInt64>, count: Int
  ) {
    for place in 0..<count { sums[place] &+= part[place] }
  }
}
