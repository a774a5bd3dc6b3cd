import EcommBase

/// The trees of an isolation forest in the shape that scores rows.
///
/// A tree is filled up to a whole one, in which the children of node n are 2n + 1 and 2n + 2: a leaf above
/// the last level sends all rows left. So every row takes as many steps, none of them waits for a
/// branch, and the steps of a block of rows overlap.
struct IsolationWalk: Sendable {
  /// Rows that are walked together; their values stay in the first-level cache.
  static let block = 64

  private struct Node {
    var threshold = Float.infinity
    /// Where the column's values begin in a block.
    var start: Int32 = 0
  }

  private struct Whole {
    let levels: Int
    let nodes: [Node]
    /// Of the last level.
    let paths: [Float]
  }

  private let wholes: [Whole]
  /// Of slanted cuts, which are walked node by node.
  private let slanted: [Slanted]
  private let splitColumns: Int
  private let share: Double

  init(_ trees: [IsolationTree], splitColumns: Int) {
    self.splitColumns = splitColumns
    share = 1 / Double(max(1, trees.count))
    wholes = splitColumns == 1 ? trees.map(Self.whole) : []
    slanted = splitColumns == 1 ? [] : trees.map(Slanted.init)
  }

  /// With 32 bits, and still finite.
  static func short(_ value: Double) -> Float {
    Float(min(max(value, -largest), largest))
  }

  private static let largest = 1e37

  private static func whole(_ tree: IsolationTree) -> Whole {
    let depths = tree.depths
    let levels = depths.max() ?? 0
    var nodes = [Node](repeating: Node(), count: (1 << levels) - 1)
    var paths = [Float](repeating: 0, count: 1 << levels)
    var places = [Int](repeating: 0, count: tree.sizes.count)
    var inner = 0
    for node in tree.sizes.indices {
      let place = places[node]
      if tree.sizes[node] > 0 {
        let level = depths[node]
        let first = ((place + 1) << (levels - level)) - (1 << levels)
        let path = IsolationTree.pathLength(depth: level, size: Int(tree.sizes[node]))
        for leaf in first..<first + (1 << (levels - level)) { paths[leaf] = path }
      } else {
        nodes[place] = Node(
          threshold: tree.thresholds[inner], start: tree.features[inner] * Int32(block))
        places[2 * inner + 1] = 2 * place + 1
        places[2 * inner + 2] = 2 * place + 2
        inner += 1
      }
    }
    return Whole(levels: levels, nodes: nodes, paths: paths)
  }

  /// Adds the mean path of the rows of a range.
  func add(
    _ rows: Matrix, _ range: Range<Int>, _ centers: [Float], _ scales: [Float],
    to paths: inout MutableSpan<Double>
  ) {
    let width = rows.columns
    var values = [Float](repeating: 0, count: width * Self.block)
    for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
      let count = min(Self.block, range.upperBound - first)
      for row in 0..<count {
        for column in 0..<width {
          let value = Self.short(rows.values[(first + row) * width + column])
          values[column * Self.block + row] =
            centers.isEmpty ? value : (value - centers[column]) * scales[column]
        }
      }
      for row in 0..<count { paths[first - range.lowerBound + row] = 0 }
      let offset = first - range.lowerBound
      if splitColumns == 1 {
        addWholes(values, count, offset, &paths)
      } else {
        for row in 0..<count {
          let sum = slanted.reduce(0.0) { $0 + Double($1.path(values, row, splitColumns)) }
          paths[offset + row] = sum * share
        }
      }
    }
  }

  /// Bounds: a node's number stays below 2^(levels + 1) - 1 as it doubles at most once a level, and its
  /// column was checked against the width of the rows.
  private func addWholes(
    _ values: [Float], _ count: Int, _ offset: Int, _ paths: inout MutableSpan<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.block) { places in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.block) { sums in
        sums.initialize(repeating: 0)
        values.withUnsafeBufferPointer { values in
          for whole in wholes { Self.walk(whole, values, count, places, sums) }
        }
        for row in 0..<count { paths[offset + row] = sums[row] * share }
      }
    }
  }

  @inline(__always)
  private static func walk(
    _ whole: Whole, _ values: UnsafeBufferPointer<Float>, _ count: Int,
    _ places: UnsafeMutableBufferPointer<Int32>, _ sums: UnsafeMutableBufferPointer<Double>
  ) {
    guard let places = places.baseAddress, let values = values.baseAddress,
      let sums = sums.baseAddress
    else { return }
    for row in 0..<count { places[row] = 0 }
    whole.nodes.withUnsafeBufferPointer { nodes in
      guard let nodes = nodes.baseAddress else { return }
      for _ in 0..<whole.levels {
        for row in 0..<count {
          let node = nodes[Int(places[row])]
          let isRight: Int32 = values[Int(node.start) + row] >= node.threshold ? 1 : 0
          places[row] = 2 * places[row] + 1 + isRight
        }
      }
    }
    let first = Int32(whole.nodes.count)
    whole.paths.withUnsafeBufferPointer { paths in
      guard let paths = paths.baseAddress else { return }
      for row in 0..<count { sums[row] += Double(paths[Int(places[row] - first)]) }
    }
  }
}

extension IsolationWalk {
  /// A tree of slanted cuts.
  private struct Slanted: Sendable {
    let tree: IsolationTree
    /// Of inner nodes their number among them; of leaves the path length.
    let inner: [Int32]
    let paths: [Float]

    init(_ tree: IsolationTree) {
      self.tree = tree
      let depths = tree.depths
      var next: Int32 = 0
      inner = tree.sizes.map { size in
        guard size == 0 else { return -1 }
        next += 1
        return next - 1
      }
      paths = tree.sizes.indices.map {
        IsolationTree.pathLength(depth: depths[$0], size: Int(tree.sizes[$0]))
      }
    }

    /// Of row `row` of a block.
    func path(_ values: [Float], _ row: Int, _ splitColumns: Int) -> Float {
      var node = 0
      while inner[node] >= 0 {
        let number = Int(inner[node])
        var sum: Float = 0
        for place in number * splitColumns..<(number + 1) * splitColumns {
          sum += tree.weights[place] * values[Int(tree.features[place]) * block + row]
        }
        node = 2 * number + (sum < tree.thresholds[number] ? 1 : 2)
      }
      return paths[node]
    }
  }
}
