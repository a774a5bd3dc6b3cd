/// The hierarchy of density clusters (Campello, Moulavi and Sander, 2013): as the reach shrinks,
/// clusters split or lose rows; parts with fewer rows than a cluster must have are rows lost, not
/// clusters.
struct CondensedTree {
  struct Cluster {
    let parent: Int
    /// One over the reach at which it split off.
    let birth: Double
    /// Excess of mass: for each row how long it stayed.
    var stability = 0.0
    /// One over the least reach at which it still held a row.
    var death = 0.0
    var children: [Int] = []
  }

  private(set) var clusters: [Cluster] = []
  /// The cluster that each row was lost from, and one over the reach at which that happened.
  private(set) var lastClusters: [Int]
  private(set) var densities: [Double]

  private let merges: [Merge]
  private let rows: Int
  private let least: Int

  /// Two parts that become one; parts below `rows` are rows, others are earlier merges.
  private struct Merge {
    let left: Int
    let right: Int
    let square: Double
    let size: Int
  }

  /// Edges ascending.
  init(_ edges: [MutualReachTree.Edge], rows: Int, minimumClusterSize: Int) {
    self.rows = rows
    least = minimumClusterSize
    lastClusters = [Int](repeating: 0, count: rows)
    densities = [Double](repeating: 0, count: rows)
    merges = Self.merges(edges, rows)
    condense()
  }

  private static func merges(_ edges: [MutualReachTree.Edge], _ rows: Int) -> [Merge] {
    var merges: [Merge] = []
    var parents = [Int32](repeating: 0, count: rows)
    var parts = Array(0..<rows)
    parents.withUnsafeMutableBufferPointer { parents in
      guard let parents = parents.baseAddress else { return }
      let sets = DisjointSets(parents, count: rows)
      for edge in edges {
        let (a, b) = (sets.root(Int(edge.a)), sets.root(Int(edge.b)))
        let (left, right) = (parts[a], parts[b])
        let sizes = [left, right].map { $0 < rows ? 1 : merges[$0 - rows].size }
        sets.join(a, b)
        parts[sets.root(a)] = rows + merges.count
        merges.append(
          Merge(left: left, right: right, square: edge.square, size: sizes[0] + sizes[1]))
      }
    }
    return merges
  }

  /// One over a reach; rows at no distance are as dense as can be told.
  private static func density(_ square: Double) -> Double {
    min(1e150, 1 / square.squareRoot())
  }

  private mutating func condense() {
    clusters = [Cluster(parent: -1, birth: 0)]
    var waiting = merges.isEmpty ? [] : [(part: rows + merges.count - 1, cluster: 0)]
    while let (part, cluster) = waiting.popLast() {
      let merge = merges[part - rows]
      let density = Self.density(merge.square)
      let large = [merge.left, merge.right].filter { size($0) >= least }
      for small in [merge.left, merge.right] where size(small) < least {
        lose(small, from: cluster, at: density)
      }
      if large.count == 2 {
        for part in large {
          count(size(part), leaving: cluster, at: density)
          clusters[cluster].children.append(clusters.count)
          enter(part, clusters.count, &waiting, at: density)
          clusters.append(Cluster(parent: cluster, birth: density))
        }
      } else if let part = large.first {
        enter(part, cluster, &waiting, at: density)
      }
    }
  }

  private func size(_ part: Int) -> Int { part < rows ? 1 : merges[part - rows].size }

  /// Goes on inside a part, which may be one row where clusters of one are allowed.
  private mutating func enter(
    _ part: Int, _ cluster: Int, _ waiting: inout [(part: Int, cluster: Int)], at density: Double
  ) {
    if part >= rows {
      waiting.append((part, cluster))
    } else {
      (lastClusters[part], densities[part]) = (cluster, density)
    }
  }

  private mutating func count(_ size: Int, leaving cluster: Int, at density: Double) {
    clusters[cluster].stability += (density - clusters[cluster].birth) * Double(size)
    clusters[cluster].death = max(clusters[cluster].death, density)
  }

  /// All rows of a part leave a cluster.
  private mutating func lose(_ part: Int, from cluster: Int, at density: Double) {
    count(size(part), leaving: cluster, at: density)
    var waiting = [part]
    while let part = waiting.popLast() {
      if part >= rows {
        waiting += [merges[part - rows].left, merges[part - rows].right]
      } else {
        (lastClusters[part], densities[part]) = (cluster, density)
      }
    }
  }

  /// The clusters with the greatest stability in all of which none holds another; never the whole.
  func chosen() -> [Int] {
    var best = clusters.map(\.stability)
    var isChosen = clusters.map { _ in false }
    // Children come after their parents.
    for cluster in clusters.indices.dropFirst().reversed() {
      let inside = clusters[cluster].children.reduce(0) { $0 + best[$1] }
      if inside > best[cluster] {
        best[cluster] = inside
      } else {
        isChosen[cluster] = true
      }
    }
    var isCovered = isChosen
    var chosen: [Int] = []
    for cluster in clusters.indices.dropFirst() {
      let parent = clusters[cluster].parent
      isCovered[cluster] = isCovered[parent] || isChosen[cluster]
      if isChosen[cluster], !isCovered[parent] { chosen.append(cluster) }
    }
    return chosen
  }
}
