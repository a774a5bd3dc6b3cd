import EcommBase

/// The labels of DBSCAN, found box by box of a k-d tree.
///
/// 1. Cores: neighbours are counted outwards from a row's own leaf, and only up to as many as make
///    a core; a box wholly within reach is counted whole.
/// 2. Clusters: boxes are compared in pairs. Boxes out of reach are passed by, and so are boxes whose
///    cores are of one cluster already, so that dense places cost little more than reading them.
/// 3. Border rows look for the least label of the cores within reach.
///
/// Invariant: which cores are one cluster does not depend on the order of joining. Memory: linear,
/// no lists of neighbours are kept.
struct DensityReach: Sendable {
  let tree: NeighbourTree
  let eps: Double
  let least: Int
  let parallel: Parallel

  private var square: Double { eps * eps }

  func labels() -> (labels: [Int], isCore: [Bool]) {
    let cores = tree.count >= least ? markCores() : [Bool](repeating: false, count: tree.count)
    var joining = ClusterJoining(tree: tree, square: square, cores: cores)
    let labels = number(joining.roots(), cores)
    let all = reachBorder(labels, cores)
    var isCore = [Bool](repeating: false, count: tree.count)
    for (place, row) in tree.order.enumerated() { isCore[Int(row)] = cores[place] }
    return (all, isCore)
  }

  /// By places of the tree.
  private func markCores() -> [Bool] {
    var cores = [Bool](repeating: false, count: tree.count)
    let chunks = Chunks(tree.count, size: 1024)
    SharedBuffer.sharing(&cores) { cores in
      parallel.forEach(chunks.count) { part in
        tree.viewing { view in
          for place in chunks[part] {
            cores.base[place] = isCore(view, place)
          }
        }
      }
    }
    return cores
  }

  private func isCore(_ view: TreeView, _ place: Int) -> Bool {
    let point = view.points + place * view.columns
    var box = view.leaf(of: place)
    var count = 0
    self.count(view, box, point, &count)
    while box > 0, count < least {
      let sibling = box % 2 == 1 ? box + 1 : box - 1
      self.count(view, sibling, point, &count)
      box = (box - 1) / 2
    }
    return count >= least
  }

  /// Adds the box's rows within reach to `count`, as long as it is below `least`.
  private func count(
    _ view: TreeView, _ box: Int, _ point: UnsafePointer<Double>, _ count: inout Int
  ) {
    guard count < least, view.nearest(point, box) <= square else { return }
    if view.isLeaf(box) {
      for place in view.places(box) where view.squared(point, place) <= square { count += 1 }
    } else if view.furthest(point, box) <= square {
      count += view.places(box).count
    } else {
      self.count(view, 2 * box + 1, point, &count)
      self.count(view, 2 * box + 2, point, &count)
    }
  }

  /// Labels by places: clusters in the order of their first core's row; all but cores are noise.
  private func number(_ roots: [Int32], _ cores: [Bool]) -> [Int32] {
    var places = [Int32](repeating: 0, count: tree.count)
    for (place, row) in tree.order.enumerated() { places[Int(row)] = Int32(place) }
    var numbers = [Int32](repeating: -1, count: tree.count)
    var labels = numbers
    var next: Int32 = 0
    for place in places.lazy.map(Int.init) where cores[place] {
      let root = Int(roots[place])
      if numbers[root] < 0 {
        numbers[root] = next
        next += 1
      }
      labels[place] = numbers[root]
    }
    return labels
  }

  /// Labels of all rows, in the order of the input.
  private func reachBorder(_ labels: [Int32], _ cores: [Bool]) -> [Int] {
    let lowest = lowestLabels(labels)
    var all = [Int](repeating: DBSCAN.noise, count: tree.count)
    let chunks = Chunks(tree.count, size: 1024)
    SharedBuffer.sharing(&all) { all in
      parallel.forEach(chunks.count) { part in
        tree.viewing { view in
          for place in chunks[part] {
            var label = cores[place] ? labels[place] : Int32.max
            if !cores[place] {
              reach(view, 0, view.points + place * view.columns, labels, lowest, &label)
            }
            all.base[Int(view.order[place])] = label == .max ? DBSCAN.noise : Int(label)
          }
        }
      }
    }
    return all
  }

  /// The least label of a core in each box; the greatest number where there is none.
  private func lowestLabels(_ labels: [Int32]) -> [Int32] {
    var lowest = [Int32](repeating: .max, count: tree.boxes)
    for box in stride(from: tree.boxes - 1, through: 0, by: -1) {
      if box < tree.firstLeaf {
        lowest[box] = min(lowest[2 * box + 1], lowest[2 * box + 2])
      } else {
        for place in Int(tree.starts[box])..<Int(tree.ends[box]) where labels[place] >= 0 {
          lowest[box] = min(lowest[box], labels[place])
        }
      }
    }
    return lowest
  }

  private func reach(
    _ view: TreeView, _ box: Int, _ point: UnsafePointer<Double>, _ labels: [Int32],
    _ lowest: [Int32], _ label: inout Int32
  ) {
    guard lowest[box] < label, view.nearest(point, box) <= square else { return }
    guard view.isLeaf(box) else {
      reach(view, 2 * box + 1, point, labels, lowest, &label)
      reach(view, 2 * box + 2, point, labels, lowest, &label)
      return
    }
    for place in view.places(box) where labels[place] >= 0 && labels[place] < label {
      if view.squared(point, place) <= square { label = labels[place] }
    }
  }
}
