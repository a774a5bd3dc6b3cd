import EcommBase

/// Notes for each row which leaf of a grown tree it is in: by the leaf's number among `leaves`.
///
/// Two bytes a row are small enough to be scattered cheaply; scores are then updated in the order of the
/// rows. Where the rows of a node were not parted for its leaves, their bins say which one is theirs.
struct LeafMarks {
  let tree: GrowingTree
  let matrix: BinnedMatrix
  let parallel: Parallel

  private struct Piece {
    let segment: Range<Int>
    let side: Int
    let left: UInt16
    let right: UInt16
    /// The split between both; none where they are the same.
    let split: Int?
  }

  func mark(_ marks: inout [UInt16], _ order: inout RowOrder) {
    let pieces = pieces()
    let splits = tree.nodes.map(\.split)
    let columns = matrix.columns
    order.sharing { order in
      SharedBuffer.sharing(&marks) { marks in
        parallel.forEach(pieces.count) { index in
          let piece = pieces[index]
          let ids = order.places(piece.segment, side: piece.side).ids
          let rows = UnsafeBufferPointer(start: ids, count: piece.segment.count)
          guard let node = piece.split, let split = splits[node] else {
            for row in rows { marks.base[Int(row)] = piece.left }
            return
          }
          let table = split.goesLeft.table.map { $0 == 1 ? piece.left : piece.right }
          Self.mark(rows, columns[split.feature], table, marks.base)
        }
      }
    }
  }

  private static func mark(
    _ rows: UnsafeBufferPointer<UInt32>, _ column: [UInt8], _ table: [UInt16],
    _ marks: UnsafeMutablePointer<UInt16>
  ) {
    column.withUnsafeBufferPointer { column in
      table.withUnsafeBufferPointer { table in
        for row in rows { marks[Int(row)] = table[Int(column[Int(row)])] }
      }
    }
  }

  private func pieces() -> [Piece] {
    var pieces: [Piece] = []
    var isDone = [Bool](repeating: false, count: tree.nodes.count)
    let leaves = tree.leaves
    let parents = tree.parents
    for (number, leaf) in leaves.enumerated() where !isDone[leaf] {
      let number = UInt16(truncatingIfNeeded: number)
      if let parent = parents[leaf], tree.nodes[parent].lefts == nil {
        isDone[leaf + 1] = true
        pieces += self.pieces(parent, number, number &+ 1, split: parent)
      } else {
        for holder in tree.holders(of: leaf) {
          pieces += self.pieces(holder, number, number, split: nil)
        }
      }
    }
    return pieces
  }

  private func pieces(_ node: Int, _ left: UInt16, _ right: UInt16, split: Int?) -> [Piece] {
    tree.nodes[node].segments.map {
      Piece(segment: $0, side: tree.nodes[node].side, left: left, right: right, split: split)
    }
  }
}
