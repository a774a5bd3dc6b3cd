import CKernels
import EcommBase

/// Parts the rows of several nodes: the left ones to the front of each segment, the right ones to its
/// back, in falling order.
///
/// No row's place depends on another segment, so one pass does it, without counting first and without a
/// branch. Reads one byte a row, from the column of the split's feature.
struct NodePartition {
  let matrix: BinnedMatrix
  let parallel: Parallel

  struct Job {
    let segments: [Range<Int>]
    let side: Int
    let feature: Int
    let goesLeft: BinSet
  }

  private static let ahead = 32

  /// Returns how many rows of each segment went left, job by job.
  func part(_ jobs: [Job], of order: inout RowOrder) throws -> [[Int]] {
    let tables = jobs.map(\.goesLeft.table)
    let pieces = jobs.indices.flatMap { job in jobs[job].segments.map { (job, $0) } }
    let counts = try order.sharing { order in
      try parallel.map(pieces.count) { index in
        let (number, segment) = pieces[index]
        let job = jobs[number]
        return Self.part(
          segment.count, matrix.columns[job.feature], tables[number],
          from: order.places(segment, side: job.side),
          to: order.places(segment, side: 1 - job.side))
      }
    }
    var first = 0
    return jobs.map { job in
      defer { first += job.segments.count }
      return Array(counts[first..<first + job.segments.count])
    }
  }

  private static func part(
    _ count: Int, _ column: [UInt8], _ table: [UInt8], from: RowOrder.Shared.Places,
    to: RowOrder.Shared.Places
  ) -> Int {
    column.withUnsafeBufferPointer { column in
      table.withUnsafeBufferPointer { table in
        guard let bins = column.baseAddress, let goes = table.baseAddress else { return 0 }
        var left = 0
        for place in 0..<count {
          kernel_prefetch(bins + Int(from.ids[min(place &+ ahead, count &- 1)]))
          let row = from.ids[place]
          let isLeft = Int(goes[Int(bins[Int(row)])])
          let back = count &- 1 &- place &+ left
          let target = back ^ ((back ^ left) & (0 &- isLeft))
          to.ids[target] = row
          to.words[target] = from.words[place]
          left &+= isLeft
        }
        return left
      }
    }
  }
}
