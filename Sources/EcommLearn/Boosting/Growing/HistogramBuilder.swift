import EcommBase

/// Fills the histograms of several nodes, on all threads.
///
/// A piece of work is a block of features and some segments of a node's rows. The first piece counts into the
/// node's histogram, the others into parts that are added afterwards; sums of integers are
/// the same in any order.
struct HistogramBuilder {
  let blocks: BinBlocks
  let parallel: Parallel

  struct Job {
    let segments: [Range<Int>]
    let side: Int
    let histogram: Int
  }

  private struct Piece {
    let block: Int
    let segments: ArraySlice<Range<Int>>
    let side: Int
    let histogram: Int
    /// Where in the parts, in words; nil for the histogram itself.
    let part: Int?
  }

  /// Where sums go: histograms and parts of them.
  private struct Sums: Sendable {
    let histograms: SharedBuffer<UInt64>
    let parts: SharedBuffer<UInt64>
    let width: Int
  }

  /// The least rows of a piece, and the most pieces of a job and block.
  private static let stretch = 1 << 14
  private static let stretches = 16

  func build(_ jobs: [Job], of order: inout RowOrder, pool: inout HistogramPool) {
    var room = 0
    let pieces = jobs.flatMap { self.pieces($0, &room) }
    let extra = pieces.filter { $0.part != nil }
    if pool.parts.count < room {
      pool.parts.append(contentsOf: repeatElement(0, count: room - pool.parts.count))
    }
    let width = pool.width
    order.sharing { order in
      SharedBuffer.sharing(&pool.words) { histograms in
        SharedBuffer.sharing(&pool.parts) { parts in
          let sums = Sums(histograms: histograms, parts: parts, width: width)
          parallel.forEach(pieces.count) { count(pieces[$0], order, sums) }
          guard !extra.isEmpty else { return }
          parallel.forEach(blocks.blocks.count) { block in
            for piece in extra where piece.block == block { merge(piece, sums) }
          }
        }
      }
    }
  }

  private func pieces(_ job: Job, _ room: inout Int) -> [Piece] {
    var pieces: [Piece] = []
    for (index, segments) in groups(job.segments).enumerated() {
      for block in blocks.blocks.indices {
        pieces.append(
          Piece(
            block: block, segments: segments, side: job.side, histogram: job.histogram,
            part: index > 0 ? room : nil))
        if index > 0 { room += blocks.blocks[block].width }
      }
    }
    return pieces
  }

  /// Neighbouring segments together, until they are worth a piece.
  private func groups(_ segments: [Range<Int>]) -> [ArraySlice<Range<Int>>] {
    let total = segments.reduce(0) { $0 + $1.count }
    let size = max(Self.stretch, (total + Self.stretches - 1) / Self.stretches)
    var groups: [ArraySlice<Range<Int>>] = []
    var start = 0
    var count = 0
    for (index, segment) in segments.enumerated() {
      count += segment.count
      guard count >= size || index == segments.count - 1 else { continue }
      groups.append(segments[start...index])
      start = index + 1
      count = 0
    }
    return groups.isEmpty ? [[]] : groups
  }

  private func count(_ piece: Piece, _ order: RowOrder.Shared, _ sums: Sums) {
    let block = blocks.blocks[piece.block]
    let target = piece.part.map { sums.parts.base + $0 } ?? place(piece, sums)
    Histogram.clear(target, count: block.width)
    for segment in piece.segments {
      let places = order.places(segment, side: piece.side)
      Histogram.add(places.ids, places.words, count: segment.count, of: block, to: target)
    }
  }

  private func merge(_ piece: Piece, _ sums: Sums) {
    guard let part = piece.part else { return }
    Histogram.add(
      sums.parts.base + part, to: place(piece, sums), count: blocks.blocks[piece.block].width)
  }

  private func place(_ piece: Piece, _ sums: Sums) -> UnsafeMutablePointer<UInt64> {
    sums.histograms.base + (piece.histogram * sums.width + blocks.blocks[piece.block].offset)
  }
}
