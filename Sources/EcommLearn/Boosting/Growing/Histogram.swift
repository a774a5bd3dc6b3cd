import CKernels

/// Sums of packed gradients by bin, for all features of a block at once.
///
/// One addition for each row and feature. Rows of a node are scattered, so the bins of later rows are asked
/// for early; their gradients stand in the order of the node. Cost: 1.5 to 2 cycles an addition.
enum Histogram {
  /// How many rows ahead to fetch.
  private static let ahead = 24

  /// Adds `count` rows to `sums` (features, slot).
  static func add(
    _ ids: UnsafePointer<UInt32>, _ words: UnsafePointer<UInt64>, count: Int,
    of block: BinBlocks.Block, to sums: UnsafeMutablePointer<UInt64>
  ) {
    block.bins.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let run = Run(
        ids: ids, words: words, count: count, bins: UnsafeRawPointer(base + block.start),
        stride: block.stride, sums: sums)
      if block.slot == BinBlocks.wide {
        add(run, quads: block.quads, slot: BinBlocks.wide)
      } else {
        add(run, quads: block.quads, slot: BinBlocks.narrow)
      }
    }
  }

  /// Rows and where their sums go.
  private struct Run {
    let ids: UnsafePointer<UInt32>
    let words: UnsafePointer<UInt64>
    let count: Int
    let bins: UnsafeRawPointer
    let stride: Int
    let sums: UnsafeMutablePointer<UInt64>
  }

  /// Inlined for each layout, so that `quads` and `slot` are constants of the loop.
  @inline(__always)
  private static func add(_ run: Run, quads: Int, slot: Int) {
    switch quads {
    case 1: loop(run, quads: 1, slot: slot)
    case 2: loop(run, quads: 2, slot: slot)
    case 3: loop(run, quads: 3, slot: slot)
    case 4: loop(run, quads: 4, slot: slot)
    case 5: loop(run, quads: 5, slot: slot)
    case 6: loop(run, quads: 6, slot: slot)
    case 7: loop(run, quads: 7, slot: slot)
    default: loop(run, quads: 8, slot: slot)
    }
  }

  @inline(__always)
  private static func loop(_ run: Run, quads: Int, slot: Int) {
    let early = max(0, run.count - ahead)
    for place in 0..<min(ahead, run.count) {
      kernel_prefetch(run.bins + Int(run.ids[place]) &* run.stride)
    }
    for place in 0..<early {
      kernel_prefetch(run.bins + Int(run.ids[place &+ ahead]) &* run.stride)
      add(run, place, quads, slot)
    }
    for place in early..<run.count { add(run, place, quads, slot) }
  }

  /// Written out, as the compiler unrolls no loop of more than five quads.
  @inline(__always)
  private static func add(_ run: Run, _ place: Int, _ quads: Int, _ slot: Int) {
    let word = run.words[place]
    let bins = run.bins + Int(run.ids[place]) &* run.stride
    quad(0, bins, word, run.sums, slot)
    if quads > 1 { quad(1, bins, word, run.sums, slot) }
    if quads > 2 { quad(2, bins, word, run.sums, slot) }
    if quads > 3 { quad(3, bins, word, run.sums, slot) }
    if quads > 4 { quad(4, bins, word, run.sums, slot) }
    if quads > 5 { quad(5, bins, word, run.sums, slot) }
    if quads > 6 { quad(6, bins, word, run.sums, slot) }
    if quads > 7 { quad(7, bins, word, run.sums, slot) }
  }

  @inline(__always)
  private static func quad(
    _ quad: Int, _ bins: UnsafeRawPointer, _ word: UInt64,
    _ sums: UnsafeMutablePointer<UInt64>, _ slot: Int
  ) {
    let sums = sums + quad &* 4 &* slot
    let bins = bins + quad &* 4
    sums[Int(bins.load(fromByteOffset: 0, as: UInt8.self))] &+= word
    sums[slot &+ Int(bins.load(fromByteOffset: 1, as: UInt8.self))] &+= word
    sums[2 &* slot &+ Int(bins.load(fromByteOffset: 2, as: UInt8.self))] &+= word
    sums[3 &* slot &+ Int(bins.load(fromByteOffset: 3, as: UInt8.self))] &+= word
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
