import EcommBase

/// The rows of a tree and their packed gradients, sorted by node.
///
/// There are two copies. The rows of a node stand in the one of its depth's parity; parting them writes the
/// children's into the other, at the same places. So rows are moved once a level, and histograms read
/// gradients in the order they are stored. A node's places are segments, one at most for each stretch
/// of rows: stretches are parted independently of each other.
///
/// Before a tree is planted, the second copy of the words holds the rows' `Derivatives`.
struct RowOrder {
  let rows: Int
  /// (2, rows)
  var ids: [UInt32]
  /// (2, rows)
  var words: [UInt64]

  private static let stretch = 1 << 16
  private static let stretches = 64

  init(rows: Int) {
    self.rows = rows
    ids = [UInt32](repeating: 0, count: 2 * rows)
    words = [UInt64](repeating: 0, count: 2 * rows)
  }

  /// All rows of the sample, or all rows at all: their derivatives rounded. Returns the root's places.
  mutating func plant(
    _ sample: [UInt32]?, quantizer: GradientQuantizer, seed: UInt32, parallel: Parallel
  ) -> [Range<Int>] {
    sharing { order in
      let chunks = Chunks(order.rows, size: GradientPass.chunk)
      parallel.forEach(chunks.count) { index in
        order.plant(chunks[index], quantizer, seed: seed, isSample: sample != nil)
      }
      for (place, row) in (sample ?? []).enumerated() {
        order.ids.base[place] = row
        order.words.base[place] = order.words.base[order.rows + Int(row)]
      }
    }
    let count = sample?.count ?? rows
    let size = max(Self.stretch, (count + Self.stretches - 1) / Self.stretches)
    return Array(Chunks(count, size: size))
  }

  func rows(_ segments: [Range<Int>], side: Int) -> [UInt32] {
    segments.flatMap { ids[side * rows + $0.lowerBound..<side * rows + $0.upperBound] }
  }

  /// Both copies, while several threads work on them.
  struct Shared: Sendable {
    let rows: Int
    let ids: SharedBuffer<UInt32>
    let words: SharedBuffer<UInt64>
  }

  mutating func sharing<R>(_ body: (Shared) throws -> R) rethrows -> R {
    let rows = rows
    return try SharedBuffer.sharing(&ids) { ids in
      try SharedBuffer.sharing(&words) { words in
        try body(Shared(rows: rows, ids: ids, words: words))
      }
    }
  }
}

extension RowOrder.Shared {
  typealias Places = (ids: UnsafeMutablePointer<UInt32>, words: UnsafeMutablePointer<UInt64>)

  func places(_ segment: Range<Int>, side: Int) -> Places {
    let first = side * rows + segment.lowerBound
    return (ids.base + first, words.base + first)
  }

  /// Rounds some rows' derivatives: to where the root's rows stand, or, for a sample, where they are.
  fileprivate func plant(
    _ range: Range<Int>, _ quantizer: GradientQuantizer, seed: UInt32, isSample: Bool
  ) {
    let derivatives = words.base + rows
    quantizer.quantize(
      range, from: derivatives, to: isSample ? derivatives : words.base, seed: seed)
    guard !isSample else { return }
    for row in range { ids.base[row] = UInt32(row) }
  }
}
