import CKernels
import EcommBase

/// Parts the rows of several nodes in left and right ones, each in the order they had.
///
/// Every stretch of rows is parted into two spare buffers without a branch, then all stretches are copied to
/// where they belong: the left ones of a node first. Reads one byte a row, from the column of the
/// split's feature.
struct NodePartition {
  let matrix: BinnedMatrix
  let parallel: Parallel

  struct Job {
    let rows: Range<Int>
    let feature: Int
    let goesLeft: BinSet
  }

  private struct Piece {
    let job: Int
    let rows: Range<Int>
  }

  private static let stretch = 1 << 14
  private static let ahead = 32

  /// Returns how many rows of each job went left.
  func part(
    _ jobs: [Job], rows: inout [UInt32], spareLeft: inout [UInt32], spareRight: inout [UInt32]
  ) throws -> [Int] {
    let tables = jobs.map(\.goesLeft.table)
    let pieces = jobs.indices.flatMap { job in
      Chunks(jobs[job].rows.count, size: Self.stretch).map { chunk in
        let start = jobs[job].rows.lowerBound
        return Piece(job: job, rows: start + chunk.lowerBound..<start + chunk.upperBound)
      }
    }
    return try SharedBuffer.sharing(&rows) { rows in
      try SharedBuffer.sharing(&spareLeft) { left in
        try SharedBuffer.sharing(&spareRight) { right in
          let counts = try parallel.map(pieces.count) { index in
            let piece = pieces[index]
            return Self.part(
              piece.rows, matrix.columns[jobs[piece.job].feature], tables[piece.job], rows.base,
              left.base, right.base)
          }
          return place(pieces, jobs, counts, rows, left, right)
        }
      }
    }
  }

  private static func part(
    _ range: Range<Int>, _ column: [UInt8], _ table: [UInt8], _ rows: UnsafePointer<UInt32>,
    _ left: UnsafeMutablePointer<UInt32>, _ right: UnsafeMutablePointer<UInt32>
  ) -> Int {
    column.withUnsafeBufferPointer { column in
      table.withUnsafeBufferPointer { table in
        guard let bins = column.baseAddress, let goes = table.baseAddress else { return 0 }
        var toLeft = range.lowerBound
        var toRight = range.lowerBound
        for place in range {
          kernel_prefetch(bins + Int(rows[min(place &+ ahead, range.upperBound &- 1)]))
          let row = rows[place]
          let isLeft = Int(goes[Int(bins[Int(row)])])
          left[toLeft] = row
          right[toRight] = row
          toLeft &+= isLeft
          toRight &+= 1 &- isLeft
        }
        return toLeft - range.lowerBound
      }
    }
  }

  /// Copies every piece to its place and returns how many rows of each job are left ones.
  private func place(
    _ pieces: [Piece], _ jobs: [Job], _ counts: [Int], _ rows: SharedBuffer<UInt32>,
    _ left: SharedBuffer<UInt32>, _ right: SharedBuffer<UInt32>
  ) -> [Int] {
    var lefts = [Int](repeating: 0, count: jobs.count)
    for (piece, count) in zip(pieces, counts) { lefts[piece.job] += count }
    var toLeft = jobs.map(\.rows.lowerBound)
    var toRight = jobs.indices.map { jobs[$0].rows.lowerBound + lefts[$0] }
    var targets: [(left: Int, right: Int)] = []
    for (piece, count) in zip(pieces, counts) {
      targets.append((toLeft[piece.job], toRight[piece.job]))
      toLeft[piece.job] += count
      toRight[piece.job] += piece.rows.count - count
    }
    let places = targets
    parallel.forEach(pieces.count) { index in
      let start = pieces[index].rows.lowerBound
      let count = counts[index]
      (rows.base + places[index].left).update(from: left.base + start, count: count)
      (rows.base + places[index].right)
        .update(from: right.base + start, count: pieces[index].rows.count - count)
    }
    return lefts
  }
}
