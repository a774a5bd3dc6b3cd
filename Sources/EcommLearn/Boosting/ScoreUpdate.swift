import EcommBase

/// Adds a grown tree to the scores of the rows, by the leaves they are marked with.
struct ScoreUpdate {
  /// What each leaf adds, by its number.
  let values: [Double]
  let parallel: Parallel

  private static let stretch = 1 << 15

  /// `start` is where the scores of the tree's output begin.
  func add(_ marks: [UInt16], to scores: inout [Double], from start: Int) {
    let chunks = Chunks(marks.count, size: Self.stretch)
    SharedBuffer.sharing(&scores) { scores in
      parallel.forEach(chunks.count) { index in
        let target = scores.base + start
        values.withUnsafeBufferPointer { values in
          marks.withUnsafeBufferPointer { marks in
            for row in chunks[index] { target[row] += values[Int(marks[row])] }
          }
        }
      }
    }
  }
}
