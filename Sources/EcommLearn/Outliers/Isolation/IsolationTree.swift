import Glibc

/// A tree that cuts its sample at random until rows stand alone.
///
/// Nodes stand level by level, so the children of the k-th inner node are nodes 2k + 1 and 2k + 2, and no
/// place needs to be stored. A row goes left where its value, or the weighted sum of its values, is
/// below the threshold.
struct IsolationTree: Sendable, Equatable {
  /// Rows of the sample in each leaf; 0 at inner nodes.
  var sizes: [Int32] = []
  /// Of inner nodes, in order.
  var thresholds: [Float] = []
  /// (inner nodes, columns in a split)
  var features: [Int32] = []
  /// Like `features`; empty where splits have one column.
  var weights: [Float] = []

  /// No row of a sample of this many is cut off more often: those are the usual ones.
  static func depthLimit(sample: Int) -> Int {
    var depth = 0
    while 1 << depth < sample { depth += 1 }
    return depth
  }

  /// The mean number of cuts that tell one of `size` rows apart, in a tree without limit.
  static func usualPath(_ size: Int) -> Double {
    if size <= 1 { return 0 }
    if size == 2 { return 1 }
    let last = Double(size - 1)
    let eulersConstant = 0.577_215_664_901_532_9
    return 2 * (log(last) + eulersConstant) - 2 * last / Double(size)
  }

  /// What a leaf stands for: the cuts to it, and those that its rows would still take.
  static func pathLength(depth: Int, size: Int) -> Float {
    Float(Double(depth) + usualPath(size))
  }

  /// The depth of each node, root 0.
  var depths: [Int] {
    var depths = [Int](repeating: 0, count: sizes.count)
    var inner = 0
    for node in sizes.indices where sizes[node] == 0 {
      depths[2 * inner + 1] = depths[node] + 1
      depths[2 * inner + 2] = depths[node] + 1
      inner += 1
    }
    return depths
  }
}
