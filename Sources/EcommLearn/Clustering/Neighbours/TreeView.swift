import EcommBase

/// A `NeighbourTree` as its searches read it. Must not outlive the call of `viewing` that made it.
struct TreeView {
  let columns: Int
  let firstLeaf: Int
  let order: UnsafePointer<Int32>
  let points: UnsafePointer<Double>
  let starts: UnsafePointer<Int32>
  let ends: UnsafePointer<Int32>
  let floors: UnsafePointer<Double>
  let ceilings: UnsafePointer<Double>
  let lowestRows: UnsafePointer<Int32>

  @inline(__always)
  func places(_ box: Int) -> Range<Int> { Int(starts[box])..<Int(ends[box]) }

  @inline(__always)
  func isLeaf(_ box: Int) -> Bool { box >= firstLeaf }

  /// Squared distance of a point to the nearest place of a box.
  @inline(__always)
  func nearest(_ point: UnsafePointer<Double>, _ box: Int) -> Double {
    let (floor, ceiling) = (floors + box * columns, ceilings + box * columns)
    var sum = 0.0
    for column in 0..<columns {
      let outside = max(floor[column] - point[column], point[column] - ceiling[column])
      let gap = max(0, outside)
      sum += gap * gap
    }
    return sum
  }

  /// Squared distance of a point to the furthest corner of a box.
  @inline(__always)
  func furthest(_ point: UnsafePointer<Double>, _ box: Int) -> Double {
    let (floor, ceiling) = (floors + box * columns, ceilings + box * columns)
    var sum = 0.0
    for column in 0..<columns {
      let gap = max(point[column] - floor[column], ceiling[column] - point[column])
      sum += gap * gap
    }
    return sum
  }

  /// Squared distance between the nearest places of two boxes.
  @inline(__always)
  func nearest(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for column in 0..<columns {
      let outside = max(
        floors[a * columns + column] - ceilings[b * columns + column],
        floors[b * columns + column] - ceilings[a * columns + column])
      let gap = max(0, outside)
      sum += gap * gap
    }
    return sum
  }

  /// Squared distance of the points at two places, column after column.
  @inline(__always)
  func squared(_ a: UnsafePointer<Double>, _ place: Int) -> Double {
    let b = points + place * columns
    var sum = 0.0
    for column in 0..<columns {
      let difference = a[column] - b[column]
      sum += difference * difference
    }
    return sum
  }

  /// The leaf that holds a place.
  func leaf(of place: Int) -> Int {
    var box = 0
    while !isLeaf(box) { box = place < Int(ends[2 * box + 1]) ? 2 * box + 1 : 2 * box + 2 }
    return box
  }
}

extension NeighbourTree {
  func viewing<R>(_ body: (TreeView) throws -> R) rethrows -> R {
    try order.withUnsafeBufferPointer { order in
      try points.withUnsafeBufferPointer { points in
        try starts.withUnsafeBufferPointer { starts in
          try ends.withUnsafeBufferPointer { ends in
            try floors.withUnsafeBufferPointer { floors in
              try ceilings.withUnsafeBufferPointer { ceilings in
                try lowestRows.withUnsafeBufferPointer { lowestRows in
                  // A tree has at least one row and one box.
                  try body(
                    TreeView(
                      columns: columns, firstLeaf: firstLeaf, order: order.baseAddress!,
                      points: points.baseAddress!, starts: starts.baseAddress!,
                      ends: ends.baseAddress!, floors: floors.baseAddress!,
                      ceilings: ceilings.baseAddress!, lowestRows: lowestRows.baseAddress!))
                }
              }
            }
          }
        }
      }
    }
  }
}
