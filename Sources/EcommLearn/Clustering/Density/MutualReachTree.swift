import EcommBase

/// The minimum spanning tree of rows under mutual reachability: the distance of two rows, but no less
/// than that of either to the neighbour that makes it a core.
///
/// Borůvka's rounds over a k-d tree (after March, Ram and Gray, 2010): every row looks for the nearest
/// row of another component, the least edge of each component is taken, components join. Boxes wholly
/// inside a component are passed by, and so are boxes further than what was found.
///
/// Invariant: edges are ordered by length and then by their rows, so the tree is one and the same
/// however the work is cut. Cost: log n rounds of n searches; memory: linear.
struct MutualReachTree: Sendable {
  /// An edge between rows; sorted by length, then by rows.
  struct Edge: Sendable {
    var square: Double
    var a: Int32
    var b: Int32

    @inline(__always)
    static func < (x: Edge, y: Edge) -> Bool {
      x.square != y.square ? x.square < y.square : x.a != y.a ? x.a < y.a : x.b < y.b
    }

    static let none = Edge(square: .infinity, a: .max, b: .max)
  }

  /// Rows - 1 edges, ascending.
  private(set) var edges: [Edge] = []

  private let tree: NeighbourTree
  /// Squared distances, by places of the tree.
  private let cores: [Double]
  private let lowestCores: [Double]
  private let parallel: Parallel

  /// `coreDistances` by rows, not squared.
  init(_ tree: NeighbourTree, coreDistances: [Double], on parallel: Parallel) {
    self.tree = tree
    self.parallel = parallel
    cores = tree.order.map { coreDistances[Int($0)] * coreDistances[Int($0)] }
    lowestCores = NeighbourTree.lowest(cores, tree.starts, tree.ends)
    span()
    edges.sort { $0 < $1 }
  }

  private mutating func span() {
    let count = tree.count
    var parents = [Int32](repeating: 0, count: count)
    parents.withUnsafeMutableBufferPointer { parents in
      guard let parents = parents.baseAddress else { return }
      let sets = DisjointSets(parents, count: count)
      var components = (0..<count).map { Int32(truncatingIfNeeded: $0) }
      var found = [Candidate](repeating: .none, count: count)
      while edges.count < count - 1 {
        look(components, &found)
        join(sets, found)
        for place in 0..<count { components[place] = Int32(truncatingIfNeeded: sets.root(place)) }
      }
    }
  }

  /// The nearest row of another component that a place has found, and where it stands.
  private struct Candidate {
    var edge: Edge
    var place: Int32

    static let none = Candidate(edge: .none, place: -1)
  }

  /// Adds the least edge of each component.
  private mutating func join(_ sets: DisjointSets, _ found: [Candidate]) {
    var least = [Int32](repeating: -1, count: found.count)
    for (place, candidate) in found.enumerated() where candidate.place >= 0 {
      let root = sets.root(place)
      if least[root] < 0 || candidate.edge < found[Int(least[root])].edge {
        least[root] = Int32(place)
      }
    }
    for place in least where place >= 0 {
      let candidate = found[Int(place)]
      let (a, b) = (Int(place), Int(candidate.place))
      guard sets.root(a) != sets.root(b) else { continue }
      sets.join(a, b)
      edges.append(candidate.edge)
    }
  }

  /// Brings up to date what each place found; a row of another component that is still of another one
  /// is still the nearest.
  private func look(_ components: [Int32], _ found: inout [Candidate]) {
    let boxes = boxComponents(components)
    let chunks = Chunks(tree.count, size: 512)
    SharedBuffer.sharing(&found) { found in
      parallel.forEach(chunks.count) { part in
        tree.viewing { view in
          for place in chunks[part] {
            let known = Int(found.base[place].place)
            if known >= 0, components[known] != components[place] { continue }
            var search = Search(
              view: view, cores: cores, lowest: lowestCores, components: components, boxes: boxes,
              place: place)
            search.run()
            found.base[place] = search.best
          }
        }
      }
    }
  }

  /// The one component of each box, or -1.
  private func boxComponents(_ components: [Int32]) -> [Int32] {
    var all = [Int32](repeating: -1, count: tree.boxes)
    for box in stride(from: tree.boxes - 1, through: 0, by: -1) {
      if box < tree.firstLeaf {
        all[box] = all[2 * box + 1] == all[2 * box + 2] ? all[2 * box + 1] : -1
      } else {
        let places = Int(tree.starts[box])..<Int(tree.ends[box])
        let first = components[places.lowerBound]
        all[box] = places.allSatisfy { components[$0] == first } ? first : -1
      }
    }
    return all
  }

  /// Looks for the nearest row of another component, from a row's own leaf outwards.
  private struct Search {
    let view: TreeView
    let cores: [Double]
    let lowest: [Double]
    let components: [Int32]
    let boxes: [Int32]
    let place: Int
    var best = Candidate.none

    mutating func run() {
      let point = view.points + place * view.columns
      var box = view.leaf(of: place)
      scan(box, point)
      while box > 0 {
        let sibling = box % 2 == 1 ? box + 1 : box - 1
        descend(sibling, point, view.nearest(point, sibling))
        box = (box - 1) / 2
      }
    }

    private mutating func descend(_ box: Int, _ point: UnsafePointer<Double>, _ distance: Double) {
      guard boxes[box] != components[place] else { return }
      let (own, other) = (view.order[place], view.lowestRows[box])
      let least = Edge(
        square: max(distance, max(cores[place], lowest[box])), a: min(own, other),
        b: max(own, other))
      guard least < best.edge else { return }
      guard !view.isLeaf(box) else { return scan(box, point) }
      let (a, b) = (2 * box + 1, 2 * box + 2)
      let (toA, toB) = (view.nearest(point, a), view.nearest(point, b))
      descend(toA <= toB ? a : b, point, min(toA, toB))
      descend(toA <= toB ? b : a, point, max(toA, toB))
    }

    private mutating func scan(_ box: Int, _ point: UnsafePointer<Double>) {
      for other in view.places(box) where components[other] != components[place] {
        let square = max(view.squared(point, other), max(cores[place], cores[other]))
        guard square <= best.edge.square else { continue }
        let (a, b) = (view.order[place], view.order[other])
        let edge = Edge(square: square, a: min(a, b), b: max(a, b))
        if edge < best.edge { best = Candidate(edge: edge, place: Int32(other)) }
      }
    }
  }
}
