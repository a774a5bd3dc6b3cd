import EcommBase

/// Joins cores within reach of one another, comparing the boxes of a tree in pairs.
struct ClusterJoining {
  let tree: NeighbourTree
  let square: Double
  /// By places of the tree.
  let cores: [Bool]

  /// A core of each box by which its cluster is known; -1 where there is none.
  private var samples: [Int32]
  /// The box's cores are all of one cluster.
  private var isOne: [Bool]

  init(tree: NeighbourTree, square: Double, cores: [Bool]) {
    self.tree = tree
    self.square = square
    self.cores = cores
    samples = [Int32](repeating: -1, count: tree.boxes)
    isOne = [Bool](repeating: false, count: tree.boxes)
    for box in stride(from: tree.boxes - 1, through: 0, by: -1) {
      if box < tree.firstLeaf {
        samples[box] = max(samples[2 * box + 1], samples[2 * box + 2])
      } else if let place = (Int(tree.starts[box])..<Int(tree.ends[box])).first(where: { cores[$0] }
      ) {
        samples[box] = Int32(place)
      }
    }
  }

  /// For each place a place that stands for its cluster.
  mutating func roots() -> [Int32] {
    var parents = [Int32](repeating: 0, count: tree.count)
    let (tree, square, samples) = (tree, square, samples)
    parents.withUnsafeMutableBufferPointer { parents in
      isOne.withUnsafeMutableBufferPointer { isOne in
        samples.withUnsafeBufferPointer { samples in
          cores.withUnsafeBufferPointer { cores in
            tree.viewing { view in
              guard let parents = parents.baseAddress, let isOne = isOne.baseAddress,
                let samples = samples.baseAddress, let cores = cores.baseAddress
              else { return }
              let sets = DisjointSets(parents, count: tree.count)
              let walk = Walk(
                view: view, square: square, cores: cores, samples: samples, isOne: isOne,
                sets: sets)
              walk.joinWithin(0)
              for place in 0..<tree.count {
                parents[place] = Int32(truncatingIfNeeded: sets.root(place))
              }
            }
          }
        }
      }
    }
    return parents
  }

  private struct Walk {
    let view: TreeView
    let square: Double
    let cores: UnsafePointer<Bool>
    let samples: UnsafePointer<Int32>
    let isOne: UnsafeMutablePointer<Bool>
    let sets: DisjointSets

    /// All joins inside a box; afterwards it is known whether it is one cluster.
    func joinWithin(_ box: Int) {
      guard samples[box] >= 0 else { return }
      let (a, b) = (2 * box + 1, 2 * box + 2)
      if view.isLeaf(box) {
        joinLeaves(box, box)
        isOne[box] = view.places(box).allSatisfy { !cores[$0] || isSame($0, Int(samples[box])) }
      } else {
        joinWithin(a)
        joinWithin(b)
        join(a, b)
        isOne[box] = isUnited(a, b)
      }
    }

    private func isSame(_ a: Int, _ b: Int) -> Bool { sets.root(a) == sets.root(b) }

    /// Both boxes together are one cluster; boxes without cores add nothing.
    private func isUnited(_ a: Int, _ b: Int) -> Bool {
      if samples[a] < 0 { return samples[b] < 0 || isOne[b] }
      if samples[b] < 0 { return isOne[a] }
      return isOne[a] && isOne[b] && isSame(Int(samples[a]), Int(samples[b]))
    }

    private func join(_ a: Int, _ b: Int) {
      guard samples[a] >= 0, samples[b] >= 0, !isUnited(a, b), view.nearest(a, b) <= square else {
        return
      }
      if view.isLeaf(a) { return joinLeaves(a, b) }
      join(2 * a + 1, 2 * b + 1)
      join(2 * a + 2, 2 * b + 2)
      join(2 * a + 1, 2 * b + 2)
      join(2 * a + 2, 2 * b + 1)
    }

    private func joinLeaves(_ a: Int, _ b: Int) {
      let areWhole = isOne[a] && isOne[b]
      for place in view.places(a) where cores[place] {
        let point = view.points + place * view.columns
        for other in view.places(b) where cores[other] && !isSame(place, other) {
          guard view.squared(point, other) <= square else { continue }
          sets.join(place, other)
          if areWhole { return }
        }
      }
    }
  }
}
