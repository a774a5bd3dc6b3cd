import EcommBase

/// Fills the histograms of several nodes, on all threads.
///
/// A piece of work is a block of features and a stretch of a node's rows. The first stretch counts into the
/// node's histogram, the others into parts that are added afterwards; sums of integers are
/// the same in any order.
struct HistogramBuilder {
  let blocks: BinBlocks
  let parallel: Parallel

  struct Job {
    let rows: Range<Int>
    let histogram: Int
  }

  private struct Piece {
    let block: Int
    let rows: Range<Int>
    let histogram: Int
    /// Where in the parts, in words; nil for the histogram itself.
    let part: Int?
  }

  private static let stretch = 1 << 16
  private static let stretches = 16

  func build(_ jobs: [Job], rows: [UInt32], words: [UInt64], pool: inout HistogramPool) {
    var room = 0
    let pieces = jobs.flatMap { self.pieces($0, &room) }
    var parts = [UInt64](repeating: 0, count: room)
    let width = pool.width
    SharedBuffer.sharing(&pool.words) { sums in
      SharedBuffer.sharing(&parts) { parts in
        parallel.forEach(pieces.count) { index in
          count(pieces[index], rows, words, parts, sums, width)
        }
        let extra = pieces.filter { $0.part != nil }
        guard !extra.isEmpty else { return }
        parallel.forEach(blocks.blocks.count) { block in
          for piece in extra where piece.block == block { merge(piece, parts, sums, width) }
        }
      }
    }
  }

  private func pieces(_ job: Job, _ room: inout Int) -> [Piece] {
    let size = max(Self.stretch, (job.rows.count + Self.stretches - 1) / Self.stretches)
    var pieces: [Piece] = []
    for (index, chunk) in Chunks(job.rows.count, size: size).enumerated() {
      let start = job.rows.lowerBound
      let rows = start + chunk.lowerBound..<start + chunk.upperBound
      for block in blocks.blocks.indices {
        pieces.append(
          Piece(block: block, rows: rows, histogram: job.histogram, part: index > 0 ? room : nil))
        if index > 0 { room += blocks.blocks[block].width }
      }
    }
    return pieces
  }

  private func count(
    _ piece: Piece, _ rows: [UInt32], _ words: [UInt64], _ parts: SharedBuffer<UInt64>,
    _ sums: SharedBuffer<UInt64>, _ width: Int
  ) {
    let block = blocks.blocks[piece.block]
    let target =
      piece.part.map { parts.base + $0 }
      ?? sums.base + (piece.histogram * width + block.offset)
    if piece.part == nil { Histogram.clear(target, count: block.width) }
    rows.withUnsafeBufferPointer { all in
      words.withUnsafeBufferPointer { words in
        guard let first = words.baseAddress else { return }
        Histogram.add(
          UnsafeBufferPointer(rebasing: all[piece.rows]), of: block, words: first, to: target)
      }
    }
  }

  private func merge(
    _ piece: Piece, _ parts: SharedBuffer<UInt64>, _ sums: SharedBuffer<UInt64>, _ width: Int
  ) {
    guard let part = piece.part else { return }
    let block = blocks.blocks[piece.block]
    Histogram.add(
      parts.base + part, to: sums.base + (piece.histogram * width + block.offset),
      count: block.width)
  }
}
