import EcommBase

/// A k-d tree (Bentley, 1975): rows in boxes in boxes, so that neighbours are found without looking
/// at every row.
///
/// Each box is cut at the middle row along its widest side, down to leaves of at most `leafSize`
/// rows, all on one level: box b has the halves 2 b + 1 and 2 b + 2, and the rows of a box stand
/// together. Equal values are told apart by their row number, so the tree depends on the rows alone.
///
/// Cost: n log n to build, n (8 columns + 4) bytes. Exact in any number of columns; it saves little
/// beyond about fifteen.
public struct NeighbourTree: Sendable {
  static let leafSize = 16

  public let count: Int
  public let columns: Int
  /// Places in the tree to rows of the input.
  let order: [Int32]
  /// (count, columns): the rows in the tree's order.
  let points: [Double]
  /// Of the place `i`-th box: its rows are the places `starts[b]..<ends[b]`.
  let starts: [Int32]
  let ends: [Int32]
  /// (boxes, columns) each.
  let floors: [Double]
  let ceilings: [Double]
  let levels: Int
  /// The least row number in each box: where distances are equal it decides who can be nearer.
  let lowestRows: [Int32]

  var boxes: Int { starts.count }
  /// The first of the boxes that have no halves.
  var firstLeaf: Int { boxes / 2 }

  public init(_ rows: Matrix, on parallel: Parallel = Parallel()) throws {
    try ClusterRows.check(rows)
    guard rows.rows <= Int(Int32.max) else {
      throw ClusterError.badParameter(name: "rows", expected: "at most 2,147,483,647")
    }
    count = rows.rows
    columns = rows.columns
    var levels = 0
    while (rows.rows - 1) >> levels >= Self.leafSize { levels += 1 }
    self.levels = levels
    (starts, ends) = Self.ranges(rows.rows, levels)
    let builder = NeighbourTreeBuilder(rows: rows, starts: starts, ends: ends, parallel: parallel)
    (order, floors, ceilings) = builder.build(levels: levels)
    points = builder.points(in: order)
    lowestRows = Self.lowest(order, starts, ends)
  }

  /// The least of `values`, which stand by places, in each box.
  static func lowest<T: Comparable>(_ values: [T], _ starts: [Int32], _ ends: [Int32]) -> [T] {
    var lowest = starts.map { values[Int($0)] }
    for box in stride(from: starts.count - 1, through: 0, by: -1) {
      if box < starts.count / 2 {
        lowest[box] = min(lowest[2 * box + 1], lowest[2 * box + 2])
      } else {
        for place in Int(starts[box])..<Int(ends[box]) {
          lowest[box] = min(lowest[box], values[place])
        }
      }
    }
    return lowest
  }

  /// Every box with more than one row is cut after the middle one.
  private static func ranges(_ count: Int, _ levels: Int) -> (starts: [Int32], ends: [Int32]) {
    let boxes = (2 << levels) - 1
    var starts = [Int32](repeating: 0, count: boxes)
    var ends = [Int32](repeating: Int32(count), count: boxes)
    for box in 0..<boxes / 2 {
      let middle = starts[box] + (ends[box] - starts[box]) / 2
      (starts[2 * box + 1], ends[2 * box + 1]) = (starts[box], middle)
      (starts[2 * box + 2], ends[2 * box + 2]) = (middle, ends[box])
    }
    return (starts, ends)
  }
}

/// Puts rows in the order of a `NeighbourTree`, level by level, the boxes of a level at once.
struct NeighbourTreeBuilder: Sendable {
  let rows: Matrix
  let starts: [Int32]
  let ends: [Int32]
  let parallel: Parallel

  private struct Keyed {
    var value: Double
    var row: Int32

    @inline(__always)
    static func < (a: Keyed, b: Keyed) -> Bool {
      a.value < b.value || (a.value == b.value && a.row < b.row)
    }
  }

  func build(levels: Int) -> (order: [Int32], floors: [Double], ceilings: [Double]) {
    var order = (0..<rows.rows).map { Int32(truncatingIfNeeded: $0) }
    var floors = [Double](repeating: 0, count: starts.count * rows.columns)
    var ceilings = floors
    SharedBuffer.sharing(&order) { order in
      SharedBuffer.sharing(&floors) { floors in
        SharedBuffer.sharing(&ceilings) { ceilings in
          for level in 0...levels {
            let first = (1 << level) - 1
            parallel.forEach(first + 1) { index in
              arrange(
                first + index, order.base, floors.base, ceilings.base, cutting: level < levels)
            }
          }
        }
      }
    }
    return (order, floors, ceilings)
  }

  /// Measures one box and puts the lower half of its rows first.
  private func arrange(
    _ box: Int, _ order: UnsafeMutablePointer<Int32>, _ floors: UnsafeMutablePointer<Double>,
    _ ceilings: UnsafeMutablePointer<Double>, cutting: Bool
  ) {
    let columns = rows.columns
    let places = Int(starts[box])..<Int(ends[box])
    let (floor, ceiling) = (floors + box * columns, ceilings + box * columns)
    rows.values.withUnsafeBufferPointer { values in
      for column in 0..<columns {
        (floor[column], ceiling[column]) = (.infinity, -.infinity)
      }
      for place in places {
        let row = Int(order[place]) * columns
        for column in 0..<columns {
          floor[column] = min(floor[column], values[row + column])
          ceiling[column] = max(ceiling[column], values[row + column])
        }
      }
    }
    guard cutting else { return }
    var widest = 0
    for column in 1..<max(1, columns)
    where ceiling[column] - floor[column] > ceiling[widest] - floor[widest] {
      widest = column
    }
    var keyed = places.map {
      Keyed(value: rows.values[Int(order[$0]) * columns + widest], row: order[$0])
    }
    Self.select(&keyed, places.count / 2)
    for (place, key) in zip(places, keyed) { order[place] = key.row }
  }

  /// Hoare's selection: the `middle` least come first. The pivot is the median of three, and the rows
  /// are all different, so it ends.
  private static func select(_ keys: inout [Keyed], _ middle: Int) {
    keys.withUnsafeMutableBufferPointer { keys in
      var (low, high) = (0, keys.count - 1)
      while low < high {
        let pivot = median(keys[low], keys[low + (high - low) / 2], keys[high])
        var (left, right) = (low, high)
        while left <= right {
          while keys[left] < pivot { left += 1 }
          while pivot < keys[right] { right -= 1 }
          guard left <= right else { break }
          keys.swapAt(left, right)
          left += 1
          right -= 1
        }
        if middle <= right {
          high = right
        } else if middle >= left {
          low = left
        } else {
          return
        }
      }
    }
  }

  private static func median(_ a: Keyed, _ b: Keyed, _ c: Keyed) -> Keyed {
    let (low, high) = b < a ? (b, a) : (a, b)
    return c < low ? low : high < c ? high : c
  }

  /// (count, columns): the rows in tree order.
  func points(in order: [Int32]) -> [Double] {
    let columns = rows.columns
    var points: [Double] = []
    points.reserveCapacity(rows.values.count)
    for row in order {
      points.append(contentsOf: rows.values[Int(row) * columns..<(Int(row) + 1) * columns])
    }
    return points
  }
}
